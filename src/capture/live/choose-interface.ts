import type { NetworkInterface } from './network-interface.ts';

const LINKTYPE_ETHERNET = 1;

/**
 * The interface to capture from when nobody said which: the first by index that is a wired Ethernet card, switched on and with a link.
 * Null where there is none. Whether we have the right to capture makes no difference: then that is what must be said.
 */
export function chooseInterface(interfaces: readonly NetworkInterface[]): NetworkInterface | null {
  const fitting = interfaces.filter((candidate) => {
    return (
      candidate.kind === 'physical' && candidate.linkType === LINKTYPE_ETHERNET && candidate.isUp && candidate.hasCarrier === true
    );
  });
  return fitting.sort((a, b) => (a.index ?? 0) - (b.index ?? 0))[0] ?? null;
}
