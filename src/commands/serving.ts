import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { isLoopback } from '../api/access.ts';
import { createGlancesServer, type GlancesServer } from '../api/glances/glances-server.ts';
import type { GlancesSource } from '../api/glances/glances-source.ts';
import type { ProbeMode } from '../api/messages.ts';
import { createServer } from '../api/server.ts';
import type { Config } from '../config/shape.ts';
import type { Say } from '../enrich/watched-file.ts';
import { VERSION } from '../version.ts';
import type { CaptureWorker } from './capture-worker.ts';
import { describeFigures } from './figures.ts';
import { FilteredAnswers } from './filtered-answers.ts';
import { glancesView } from './glances-view.ts';
import { createLog } from './log.ts';
import { MachineWatch } from './machine-watch.ts';
import { OtherProbes } from './machines.ts';
import type { Enrichment } from './open-enrichment.ts';
import type { OwnServices } from './own-services.ts';
import { ThreadProbe } from './thread-probe.ts';

const DASHBOARD = fileURLToPath(new URL('./dashboard', import.meta.url));
const STANDARD_ERROR = 2;
/** How often files are looked at that nobody asks for: a little more than the time in which `WatchedFile` looks once. */
const LOOK_MILLIS = 31_000;

export interface ServingOptions {
  readonly mode: ProbeMode;
  /** Why it is a demonstration; null otherwise. */
  readonly modeReason: string | null;
  readonly listen: { readonly host: string; readonly port: number };
  readonly allowedHosts: readonly string[];
  readonly insecure: boolean;
  readonly logLevel: string;
  readonly enrichment: Enrichment;
  readonly system: Config['system'];
}

/**
 * Serves the dashboard over a capture thread, which it stops in the end: until SIGINT or SIGTERM, with status 0, or until the thread
 * breaks, with status 1. Throws `ListenError` where it cannot listen.
 */
export async function serveCapture(worker: CaptureWorker, options: ServingOptions): Promise<number> {
  const startedAtMillis = Date.now();
  const startedMonotonic = performance.now();
  const log = createLog(options.logLevel, STANDARD_ERROR);
  const say: Say = (line, level) => log[level](line);
  const probe = new ThreadProbe({
    ...options,
    version: VERSION,
    startedAtMillis,
    monotonicMillis: () => performance.now(),
    report: worker.firstReport,
    send: worker.send,
    answers: new FilteredAnswers({ enrichment: options.enrichment, say }),
  });
  worker.listen((news) => probe.hear(news));
  const machine = new MachineWatch(options.system);
  const others = new OtherProbes({ machines: options.system.machines, fetch, wallMillis: Date.now });
  const lists = followServiceLists(options.enrichment.ownServices, worker, say);
  const signal = nextSignal();
  try {
    // Glances' clients take an answer without figures for another version of it, and do not ask again.
    await machine.start();
    others.start();
    const glances = glancesView(machine, probe);
    const served = { ...options, dashboardDirectory: DASHBOARD, version: VERSION, log: quieter(log), machine, others, glances };
    const server = await createServer(probe, served);
    const glancesServer = await openGlances(glances, served);
    let withdraw: (() => Promise<void>) | null = null;
    try {
      const url = await server.listen();
      await glancesServer?.listen();
      withdraw = await announce(options.listen.host, url);
      process.stdout.write(
        `wanprobe: open ${url} (${describeMode(options.mode, worker.firstReport.source.name)}; Ctrl+C stops)\n`,
      );
      const outcome = await Promise.race([signal.received, worker.crashed]);
      if (outcome instanceof Error) {
        process.stderr.write(`wanprobe: the capture thread broke, so there is nothing left to serve: ${outcome.message}\n`);
        log.fatal({ err: outcome }, 'the capture thread broke');
        return 1;
      }
    } finally {
      await withdraw?.();
      await glancesServer?.close();
      await server.close();
    }
    await worker.stop();
    process.stdout.write(`${describeFigures(probe.status(), (performance.now() - startedMonotonic) / 1000)}\n`);
    return 0;
  } finally {
    signal.forget();
    lists.stop();
    others.stop();
    machine.stop();
    probe.close();
    await worker.stop();
  }
}

/** Has the capture thread go by the user's lists of services as they are now, whether somebody asks or not. */
export function followServiceLists(
  lists: OwnServices,
  worker: Pick<CaptureWorker, 'send'>,
  say: Say,
): { readonly stop: () => void } {
  const look = async (): Promise<void> => {
    if (await lists.refresh(say)) worker.send({ kind: 'services', services: lists.list() });
  };
  const timer = lists.files.length === 0 ? undefined : setInterval(() => void look(), LOOK_MILLIS);
  return { stop: () => clearInterval(timer) };
}

/** Lets others on the network find a probe that they can reach. Returns how to say goodbye. */
async function announce(host: string, url: string): Promise<(() => Promise<void>) | null> {
  if (isLoopback(host)) return null;
  const { advertise } = await import('./advertise.ts');
  return await advertise({ name: hostname(), port: Number(new URL(url).port) });
}

/** Glances' API on a port of its own, where the configuration wants that. */
async function openGlances(
  glances: GlancesSource,
  options: ServingOptions & { readonly log: Logger },
): Promise<GlancesServer | null> {
  const { glancesPort } = options.system;
  if (glancesPort === null) return null;
  return await createGlancesServer(glances, { ...options, listen: { host: options.listen.host, port: glancesPort } });
}

/** Fastify tells at `info` what we print ourselves. */
function quieter(log: Logger): Logger {
  return log.level === 'info' ? log.child({}, { level: 'warn' }) : log;
}

function describeMode(mode: ProbeMode, name: string): string {
  if (mode === 'demonstration') return 'demonstration: nothing is captured';
  return mode === 'live' ? `capturing on ${name}` : `replaying ${name}`;
}

/** The next signal to stop; the one after it ends the process at once, as is the system's custom. */
function nextSignal(): { readonly received: Promise<NodeJS.Signals>; readonly forget: () => void } {
  let forget = (): void => {};
  const received = new Promise<NodeJS.Signals>((resolve) => {
    forget = () => {
      process.off('SIGINT', take);
      process.off('SIGTERM', take);
    };
    const take = (name: NodeJS.Signals): void => {
      forget();
      resolve(name);
    };
    process.on('SIGINT', take);
    process.on('SIGTERM', take);
  });
  return { received, forget: () => forget() };
}
