import type { ErrorMessage } from '../../../src/api/messages.ts';

/** Why a request to the probe brought nothing: one line for people. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Reads `/api/v1/{path}`, relative to where the page is. Throws `ApiError`; status 0 is no answer at all. */
export async function readApi<Body>(path: string): Promise<Body> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path), { headers: { accept: 'application/json' } });
  } catch {
    throw new ApiError(0, 'the probe does not answer');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, errorText(body) ?? `the probe answered ${response.status}`);
  if (body === null) throw new ApiError(response.status, 'the probe answered with something that is not JSON');
  return body as Body;
}

export function liveUrl(): URL {
  const url = apiUrl('live');
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

function apiUrl(path: string): URL {
  return new URL(`api/v1/${path}`, document.baseURI);
}

function errorText(body: unknown): string | null {
  const error = (body as ErrorMessage | null)?.error;
  return typeof error?.message === 'string' ? error.message : null;
}
