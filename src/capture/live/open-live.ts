import { type CapOptions, CapSource } from './cap-source.ts';
import type { LiveSource } from './live-source.ts';
import type { RingOptions } from './open-ring.ts';
import { RingSource } from './ring-source.ts';

/** `auto`: the ring on Linux, else cap. */
export type LiveDriver = 'ring' | 'cap' | 'auto';

/** Options only one driver knows are ignored by the other. */
export interface OpenLiveOptions extends RingOptions, CapOptions {
  readonly driver?: LiveDriver;
}

/** Starts capturing from an interface. Throws `CaptureError` saying what stands in the way and what to do. */
export async function openLive(options: OpenLiveOptions): Promise<LiveSource> {
  return driverOf(options.driver ?? 'auto') === 'ring' ? await RingSource.open(options) : await CapSource.open(options);
}

function driverOf(driver: LiveDriver): 'ring' | 'cap' {
  if (driver !== 'auto') return driver;
  return process.platform === 'linux' ? 'ring' : 'cap';
}
