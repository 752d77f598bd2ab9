import type { AddressInfo } from 'node:net';
import { type AccessRules, bracketed } from './access.ts';
import { explainListenError, type ListenError } from './listen-error.ts';
import type { ApiApp } from './routes/route.ts';

/** Where to listen. */
export interface ListenPlace {
  /** An address without brackets, or `localhost`. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Who may ask there; the port is the one that was chosen once `app` listens. */
export function accessRulesAt({ host, port }: ListenPlace, app: () => ApiApp, names: readonly string[] = []): AccessRules {
  return { listenHost: host, port: () => (app().server.address() as AddressInfo | null)?.port ?? port, names };
}

/** Starts listening and returns the URL. Throws `ListenError`, in the words of `explain`. */
export async function listenAt(
  app: ApiApp,
  place: ListenPlace,
  explain: (error: unknown, place: ListenPlace) => ListenError = explainListenError,
): Promise<string> {
  // Fastify would open a second server for the other address of localhost, without our limits.
  const host = place.host === 'localhost' ? '127.0.0.1' : place.host;
  try {
    await app.listen({ host, port: place.port });
  } catch (error) {
    throw explain(error, place);
  }
  return `http://${bracketed(place.host)}:${(app.server.address() as AddressInfo).port}/`;
}
