import { assertListenAllowed } from '../api/access.ts';
import type { Config } from '../config/shape.ts';
import type { TrafficLimits } from '../traffic/limits.ts';
import type { KnownOfLine } from './analysis.ts';
import { startCaptureWorker } from './capture-worker.ts';
import type { Enrichment } from './open-enrichment.ts';
import { allowedHostsOf } from './serve.ts';
import { serveCapture } from './serving.ts';

/** What `replay --serve` needs to know; already validated. */
export interface ServeReplayOptions {
  /** Capture files, taken one after the other as one capture. Standard input is not among them. */
  readonly paths: readonly string[];
  /** How many seconds of the capture pass in a second; `max` does not wait. */
  readonly speed: 'max' | number;
  readonly listen: { readonly host: string; readonly port: number };
  readonly allowedHosts?: readonly string[];
  readonly insecure: boolean;
  readonly limits: Partial<TrafficLimits>;
  readonly line: KnownOfLine;
  readonly logLevel: string;
  readonly enrichment: Enrichment;
  readonly system: Config['system'];
}

/**
 * Serves the dashboard over capture files; everything stays to be looked at when they have ended, until a signal. Returns the exit status.
 * Throws `CaptureError`, `ListenRefusedError` or `ListenError`, each one line saying what to do.
 */
export async function runServeReplay(options: ServeReplayOptions): Promise<number> {
  const { paths, speed, listen, insecure, limits, line, logLevel, enrichment, system } = options;
  assertListenAllowed(listen.host, insecure);
  const worker = await startCaptureWorker({
    plan: { kind: 'files', paths, speed },
    limits,
    line,
    services: enrichment.ownServices.list(),
  });
  return await serveCapture(worker, {
    mode: 'replay',
    modeReason: null,
    listen,
    allowedHosts: allowedHostsOf(options),
    insecure,
    logLevel,
    enrichment,
    system,
  });
}
