import { addressText, readProbeAddress } from '../feed/probe-address.ts';
import { ProbeError } from '../probe-error.ts';

/** A machine of the configuration's list `system.machines`. */
export interface ListedMachine {
  /** How it is called on the screen; its address unless said. */
  readonly name?: string | null;
  readonly url: string;
}

/** A probe that can be looked at. */
export interface KnownProbe {
  readonly name: string;
  readonly base: URL;
  /** Who told of it: the configuration, or the network (mDNS), which anybody there may have said. */
  readonly origin: 'listed' | 'found';
}

/** The machines of the configuration, in its order. Throws `ProbeError` for an address that is none. */
export function listedProbes(machines: readonly ListedMachine[]): readonly KnownProbe[] {
  return machines.map(({ name, url }) => {
    const base = readProbeAddress(url);
    return { name: name || addressText(base), base, origin: 'listed' };
  });
}

/** Whether an error is about one probe only, which is then shown beside it. */
export function troubleOf(error: unknown): string {
  if (error instanceof ProbeError) return error.message;
  return 'it could not be asked';
}
