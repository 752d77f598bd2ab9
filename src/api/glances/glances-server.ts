import type { FastifyBaseLogger } from 'fastify';
import { assertListenAllowed, bracketed } from '../access.ts';
import { accessRulesAt, type ListenPlace, listenAt } from '../listen-at.ts';
import { explainListenError, ListenError } from '../listen-error.ts';
import type { ApiApp } from '../routes/route.ts';
import { createApp } from '../server.ts';
import { addGlancesRoutes } from './add-glances-routes.ts';
import type { GlancesSource } from './glances-source.ts';
import { HIDDEN } from './routes/glances-route.ts';

/** Where Glances itself listens, and its clients look first. */
export const GLANCES_PORT = 61_208;

const MAX_CONNECTIONS = 64;

const WHAT_THIS_IS = "This is version 4 of Glances' REST API, below /api/4. The dashboard of wanprobe has a port of its own.\n";

export interface GlancesServerOptions {
  readonly listen: ListenPlace;
  /** Names beside the listening address that a Host header may carry. */
  readonly allowedHosts?: readonly string[];
  /** Allows addresses that others can reach. */
  readonly insecure?: boolean;
  readonly log?: FastifyBaseLogger;
}

export interface GlancesServer {
  readonly app: ApiApp;
  /** Starts listening and returns the URL. Throws `ListenError`, in one line. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Serves Glances' API alone, on a port of its own. Throws `ListenRefusedError` where it would be open to others. */
export async function createGlancesServer(source: GlancesSource, options: GlancesServerOptions): Promise<GlancesServer> {
  const { listen } = options;
  assertListenAllowed(listen.host, options.insecure ?? false);
  const rules = accessRulesAt(listen, () => app, options.allowedHosts);
  const app: ApiApp = createApp(rules, options.log);
  app.server.maxConnections = MAX_CONNECTIONS;
  addGlancesRoutes(app, source);
  app.get('/', HIDDEN, (_request, reply) => reply.type('text/plain; charset=utf-8').send(WHAT_THIS_IS));
  await app.ready();

  return {
    app,
    listen: async () => await listenAt(app, listen, explain),
    close: async () => {
      await app.close();
    },
  };
}

function explain(error: unknown, listen: ListenPlace): ListenError {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return explainListenError(error, listen);
  const place = `${bracketed(listen.host)}:${listen.port}`;
  return new ListenError(
    'port-in-use',
    `cannot listen on ${place}: another program does (perhaps Glances itself); stop it, or set system.glancesPort to another port`,
    { cause: error },
  );
}
