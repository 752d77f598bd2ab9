import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { assertListenAllowed, isLoopback } from '../api/access.ts';
import { chooseInterface } from '../capture/live/choose-interface.ts';
import { listInterfaces } from '../capture/live/list-interfaces.ts';
import { CaptureError } from '../capture/source.ts';
import type { Config } from '../config/shape.ts';
import type { TrafficLimits } from '../traffic/limits.ts';
import type { KnownOfLine } from './analysis.ts';
import { type CaptureWorker, startCaptureWorker } from './capture-worker.ts';
import type { Enrichment } from './open-enrichment.ts';
import { serveCapture } from './serving.ts';

/** From dist/, where the build puts this. */
const DEMONSTRATION = fileURLToPath(new URL('../fixtures/home-line/home-line.pcap.gz', import.meta.url));

/** What `serve` needs to know; already validated. */
export interface ServeOptions {
  /** The interface to capture from; `null` chooses one. A named one that fails is an error, not a demonstration. */
  readonly interface: string | null;
  readonly driver: 'auto' | 'ring' | 'cap';
  /** Bytes kept of frames that carry bulk; 0 keeps all of every frame. */
  readonly snapLength: number;
  /** Bytes kept of frames that may say who talks to whom; 0 keeps all of them. */
  readonly inspectLength: number;
  readonly ringMebibytes: number;
  /** In the language of pcap-filter(7); '' takes every frame. */
  readonly filter: string;
  /** Address without brackets, or `localhost`; port 0 lets the system choose. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Names beside the listening address that a Host header may carry: `probe.lan`, or with a port `probe.lan:443`. */
  readonly allowedHosts?: readonly string[];
  /** Allows an address that others can reach although there is no access control yet. */
  readonly insecure: boolean;
  /** Plays the demonstration even where capturing would be possible. */
  readonly demo: boolean;
  readonly limits: Partial<TrafficLimits>;
  readonly line: KnownOfLine;
  /** A pino level. */
  readonly logLevel: string;
  readonly enrichment: Enrichment;
  readonly system: Config['system'];
}

/**
 * Captures, or plays the demonstration, and serves the dashboard until a signal. Returns the exit status. Throws `CaptureError`,
 * `ListenRefusedError` or `ListenError`, each one line saying what to do.
 */
export async function runServe(options: ServeOptions): Promise<number> {
  const { listen, insecure, logLevel, enrichment, system } = options;
  assertListenAllowed(listen.host, insecure);
  const { worker, modeReason } = await startCapturing(options);
  if (modeReason !== null) process.stderr.write(`wanprobe: playing the demonstration: ${modeReason}\n`);
  return await serveCapture(worker, {
    mode: modeReason === null ? 'live' : 'demonstration',
    modeReason,
    listen,
    allowedHosts: allowedHostsOf(options),
    insecure,
    logLevel,
    enrichment,
    system,
  });
}

/** Names a Host header may carry. Who may come from elsewhere comes by this machine's name, too. */
export function allowedHostsOf(options: Pick<ServeOptions, 'listen' | 'allowedHosts'>): readonly string[] {
  const { listen, allowedHosts = [] } = options;
  return isLoopback(listen.host) ? allowedHosts : [...allowedHosts, hostname(), `${hostname()}.local`];
}

interface Capturing {
  readonly worker: CaptureWorker;
  /** Why it is the demonstration; null when it is not. */
  readonly modeReason: string | null;
}

async function startCapturing(options: ServeOptions): Promise<Capturing> {
  if (options.demo) return await demonstrate(options, 'it was asked for with --demo; leave that out to capture');
  if (options.interface !== null) return { worker: await capture(options, options.interface), modeReason: null };

  const chosen = chooseInterface(await listInterfaces());
  if (chosen === null) {
    return await demonstrate(
      options,
      'no wired interface is up and has a link; plug the cable in, or name one with --interface ("wanprobe interfaces" lists them)',
    );
  }
  if (chosen.whyNot !== null) return await demonstrate(options, chosen.whyNot);
  try {
    return { worker: await capture(options, chosen.name), modeReason: null };
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    return await demonstrate(options, error.message);
  }
}

async function capture(options: ServeOptions, interfaceName: string): Promise<CaptureWorker> {
  const { driver, snapLength, inspectLength, ringMebibytes, filter, limits, line, enrichment } = options;
  return await startCaptureWorker({
    plan: { kind: 'live', interface: interfaceName, driver, snapLength, inspectLength, ringMebibytes, filter },
    limits,
    line,
    services: enrichment.ownServices.list(),
  });
}

/** Its line is not the one that the configuration tells of. */
async function demonstrate({ limits, enrichment }: ServeOptions, modeReason: string): Promise<Capturing> {
  if (!existsSync(DEMONSTRATION)) {
    throw new CaptureError('demonstration-missing', `${DEMONSTRATION} is missing, and ${modeReason}; install wanprobe again`);
  }
  const plan = { kind: 'demonstration', path: DEMONSTRATION } as const;
  return { worker: await startCaptureWorker({ plan, limits, line: {}, services: enrichment.ownServices.list() }), modeReason };
}
