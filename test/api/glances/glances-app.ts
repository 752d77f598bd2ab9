import { createGlancesServer, type GlancesServer } from '../../../src/api/glances/glances-server.ts';
import type { GlancesSource } from '../../../src/api/glances/glances-source.ts';

export const GLANCES_HOST = '127.0.0.1:61208';

export async function glancesOver(source: GlancesSource): Promise<GlancesServer> {
  return await createGlancesServer(source, { listen: { host: '127.0.0.1', port: 61_208 } });
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client does not know what it gets.
  readonly body: any;
}

/** What a client gets at a path below `/api/4`. */
export async function ask(server: GlancesServer, path: string, method: 'GET' | 'POST' = 'GET'): Promise<Answer> {
  const response = await server.app.inject({ method, url: `/api/4${path}`, headers: { host: GLANCES_HOST } });
  return { status: response.statusCode, body: response.json() };
}
