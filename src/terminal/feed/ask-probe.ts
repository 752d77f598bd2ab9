import { ProbeError } from '../probe-error.ts';
import { addressText } from './probe-address.ts';
import { record, text } from './reader.ts';

/** How much of an answer is read: a thousand processes with long command lines are half of it. */
const MOST_BYTES = 8 * 1024 * 1024;
const USUAL_MILLIS = 5_000;

export interface Question {
  /** Below the probe's address: `api/v1/status`. */
  readonly path: string;
  readonly timeoutMillis?: number;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** An answer that is an error of the API's own; `code` is its word. */
export class RefusedError extends ProbeError {
  readonly status: number;

  constructor(status: number, message: string) {
    super(status === 401 || status === 403 ? 'login-needed' : 'not-a-probe', message);
    this.status = status;
  }
}

const readRefusal = record({ error: record({ code: text, message: text }) });

/** The JSON that a probe answers with. No redirect is followed and no credentials are sent. Throws `ProbeError`, one line. */
export async function askProbe(base: URL, { path, timeoutMillis = USUAL_MILLIS, signal }: Question): Promise<unknown> {
  const address = addressText(base);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new DOMException('', 'TimeoutError')), timeoutMillis);
  // A signal made of a lasting one (`AbortSignal.any`) would be kept by it for ever.
  const end = (): void => giveUp.abort(signal?.reason);
  signal?.addEventListener('abort', end);
  let answer: { readonly status: number; readonly body: string };
  try {
    const response = await fetch(new URL(path, base), {
      redirect: 'manual',
      credentials: 'omit',
      headers: { accept: 'application/json' },
      signal: giveUp.signal,
    });
    answer = { status: response.status, body: await readBody(response) };
  } catch (error) {
    if (error instanceof ProbeError) throw error;
    throw unreachable(address, error, timeoutMillis);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
  const value = parse(answer.body);
  if (answer.status >= 200 && answer.status < 300 && value !== undefined) return value;
  throw refused(address, answer.status, value);
}

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let body = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new ProbeError('not-a-probe', 'the answer does not end: that is no wanprobe');
    body += decoder.decode(chunk, { stream: true });
  }
  return body;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function refused(address: string, status: number, value: unknown): RefusedError {
  if (status === 401 || status === 403) {
    return new RefusedError(
      status,
      `the probe at ${address} wants a login, which top does not have; look at it from its own machine, or through an SSH tunnel`,
    );
  }
  const said = readRefusal(value);
  if (said === undefined) {
    return new RefusedError(
      status,
      `what answers at ${address} is no wanprobe, or one of another version (HTTP ${status}); check the address and the port`,
    );
  }
  if (said.error.code === 'host-not-allowed') {
    return new RefusedError(
      status,
      `the probe at ${address} does not go by that name; use the address it printed when it started`,
    );
  }
  return new RefusedError(status, `the probe at ${address} refuses: ${said.error.message}`);
}

/** What the system said, for people. */
export function unreachable(address: string, error: unknown, timeoutMillis: number): ProbeError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // Where a name has several addresses and none answers, each has its own error.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = typeof first === 'object' && first !== null && 'code' in first ? String(first.code) : '';
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const said = code || (first instanceof Error ? first.message : '');
  const why = isLate ? `no answer within ${timeoutMillis / 1000} s` : (REASONS[code] ?? `it cannot be reached (${said})`);
  return new ProbeError('unreachable', `no probe at ${address}: ${why}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'nobody knows that name',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ETIMEDOUT: 'no answer',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
  UND_ERR_SOCKET: 'the connection was cut',
};
