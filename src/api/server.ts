import fastify, { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { type AccessRules, assertListenAllowed, findRefusal } from './access.ts';
import { ApiError, errorMessage } from './api-error.ts';
import { addDashboard, notFound } from './dashboard-files.ts';
import { answerClientError, answerError } from './error-answers.ts';
import { addGlancesRoutes } from './glances/add-glances-routes.ts';
import type { GlancesSource } from './glances/glances-source.ts';
import { accessRulesAt, type ListenPlace, listenAt } from './listen-at.ts';
import { DEFAULT_FEED_LIMITS, type FeedLimits, LiveFeed } from './live-feed.ts';
import { type MachineSource, NO_OTHERS, type OtherMachines, UNWATCHED } from './machine-source.ts';
import { addOpenapi } from './openapi.ts';
import type { Probe } from './probe.ts';
import { ADD_ROUTES } from './routes/all-routes.ts';
import type { ApiApp } from './routes/route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { answerUpgrades } from './upgrade.ts';

/** Beside those of the live feed. */
const MAX_PLAIN_CONNECTIONS = 64;

export interface ServerOptions {
  readonly listen: ListenPlace;
  /** Names beside the listening address that a Host header may carry. */
  readonly allowedHosts?: readonly string[];
  /** Allows addresses that others can reach. */
  readonly insecure?: boolean;
  /** Where the built dashboard lies. */
  readonly dashboardDirectory: string;
  readonly version: string;
  readonly log?: FastifyBaseLogger;
  readonly feedLimits?: FeedLimits;
  /** Serves version 4 of Glances' API beside our own. */
  readonly glances?: GlancesSource;
  /** Who watches the machine that this runs on; without, nobody does. */
  readonly machine?: MachineSource;
  /** Who asks the other probes; without, there are none. */
  readonly others?: OtherMachines;
}

export interface ApiServer {
  readonly app: ApiApp;
  /** Starts listening and returns the URL to open. Throws `ListenError`, in one line. */
  listen(): Promise<string>;
  /** How many connections the live feed has. */
  liveClients(): number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Composes the API over `probe`. Throws `ListenRefusedError` where it would be open to others. */
export async function createServer(probe: Probe, options: ServerOptions): Promise<ApiServer> {
  const { listen } = options;
  assertListenAllowed(listen.host, options.insecure ?? false);
  const rules = accessRulesAt(listen, () => app, options.allowedHosts);
  const app: ApiApp = createApp(rules, options.log);
  const feedLimits = options.feedLimits ?? DEFAULT_FEED_LIMITS;
  const machine = options.machine ?? UNWATCHED;
  const feed = new LiveFeed(probe, { limits: feedLimits, machine });
  app.server.maxConnections = MAX_PLAIN_CONNECTIONS + feedLimits.clients;
  app.server.on('upgrade', answerUpgrades(feed, rules));

  await addOpenapi(app, options.version);
  for (const addRoute of ADD_ROUTES) addRoute(app, probe, { own: machine, others: options.others ?? NO_OTHERS });
  if (options.glances !== undefined) addGlancesRoutes(app, options.glances);
  await addDashboard(app, options.dashboardDirectory);
  await app.ready();

  return {
    app,
    listen: async () => await listenAt(app, listen),
    liveClients: () => feed.clientCount,
    close: async () => {
      feed.close();
      await app.close();
    },
  };
}

/** An application without routes that refuses whom `rules` say, and answers errors in our one shape. */
export function createApp(rules: AccessRules, log: FastifyBaseLogger | undefined): ApiApp {
  const app: ApiApp = fastify({
    ...(log === undefined ? { logger: false } : { loggerInstance: log }),
    logController: new LogController({ disableRequestLogging: true }),
    // Against clients that send a byte now and then: nobody needs longer.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 8_192 },
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 10_000,
    bodyLimit: 64 * 1024,
    // The schemas say how long a parameter may be.
    routerOptions: { maxParamLength: 8_192 },
    return503OnClosing: false,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false } },
    clientErrorHandler: answerClientError,
    // Paths that the router cannot read: no hook ever sees them.
    frameworkErrors: (error, request, reply) => {
      if (!refuse(rules, request, reply)) answerError(error, request, reply);
    },
  });
  // Answers are what their types say, which tests hold against the schemas. Serializers made from these would say no more, could drop or
  // change a field, and each of them takes in every schema there is: most of the time that starting took.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.addHook('onRequest', (request, reply, done) => {
    if (refuse(rules, request, reply)) return;
    const allowed = request.is404 ? methodsOf(app, request.url) : [];
    if (allowed.length === 0) return done();
    reply.header('allow', allowed.join(', '));
    answerError(new ApiError(405, 'method-not-allowed', `Here one can only: ${allowed.join(', ')}.`), request, reply);
  });
  app.addHook('onSend', async (_request, reply) => {
    // The files of the dashboard have said already how long they keep.
    if (!reply.raw.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => answerError(notFound(), request, reply));
  return app;
}

/** Gives the answer its headers, and refuses what another site's page may have sent. */
function refuse(rules: AccessRules, request: FastifyRequest, reply: FastifyReply): boolean {
  reply.headers(SECURITY_HEADERS);
  const { host, origin } = request.raw.headers;
  const refusal = findRefusal(rules, { method: request.raw.method, host, origin, isUpgrade: false });
  if (refusal === null) return false;
  reply.code(refusal.status).send(errorMessage(refusal.code, refusal.message));
  return true;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Which methods a path has, apart from the files of the dashboard. */
function methodsOf(app: ApiApp, url: string): string[] {
  const path = url.split('?', 1)[0]!;
  return METHODS.filter((method) => {
    const route = app.findRoute({ method, url: path });
    return route !== null && !('*' in (route.params ?? {}));
  });
}
