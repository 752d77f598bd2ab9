import { onSocketError, SERVICE_TYPE } from '../terminal/browse/find-probes.ts';

export interface Advertisement {
  /** How the probe is called in lists: the machine's name. */
  readonly name: string;
  /** Where it is served, on every address of this machine. */
  readonly port: number;
}

/** DNS labels hold 63 bytes (RFC 1035, section 2.3.4). */
const LONGEST_NAME = 63;

/**
 * Announces the probe on the network as `_wanprobe._tcp` (mDNS, RFC 6762) until the returned function is called, which says goodbye. Only for
 * probes that others can reach. A network that does not let us is no failure: then nobody finds the probe by itself.
 */
export async function advertise({ name, port }: Advertisement): Promise<() => Promise<void>> {
  const { Bonjour } = await import('bonjour-service');
  const bonjour = new Bonjour(undefined, () => {});
  onSocketError(bonjour, () => {});
  // Without asking first whether the name is free: two probes of one name are both shown, by their addresses.
  bonjour.publish({ name: name.slice(0, LONGEST_NAME), type: SERVICE_TYPE, port, probe: false });
  return () =>
    new Promise<void>((resolve) => {
      // A network that takes nothing any more must not keep the program.
      const timer = setTimeout(resolve, 1_000);
      bonjour.unpublishAll(() => {
        clearTimeout(timer);
        bonjour.destroy();
        resolve();
      });
    });
}
