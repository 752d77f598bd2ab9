import { type Agent, type IncomingMessage, request } from 'node:http';

const MOST_BYTES = 4 * 1024 * 1024;

export interface EngineRequest {
  readonly socketPath: string;
  readonly path: string;
  readonly agent: Agent;
  readonly signal: AbortSignal;
}

/** Asks a container engine over its socket. Throws where it does not answer in time, in JSON, with 200, or in less than 4 MiB. */
export async function askEngine({ socketPath, path, agent, signal }: EngineRequest): Promise<unknown> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path, agent, signal, headers: { host: 'localhost' } }, resolve)
      .on('error', reject)
      .end();
  });
  try {
    if (response.statusCode !== 200) throw new Error(`it answered with ${response.statusCode}`);
    return parseJson(await readText(response));
  } finally {
    response.destroy();
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('its answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new Error('its answer is not JSON');
  }
}
