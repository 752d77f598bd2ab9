import type { DirectionBytes } from '../../../src/api/messages.ts';

export interface OverheadPart {
  readonly id: 'payload' | 'tunnel' | 'pppoe' | 'vlan' | 'mpls' | 'ethernet' | 'control';
  readonly name: string;
  readonly bytes: number;
}

/** What the bytes of one way were spent on, payload first; together they are all bytes on the wire. */
export function overheadParts(bytes: DirectionBytes): readonly OverheadPart[] {
  const { payloadBytes, tunnelBytes, pppoeBytes, vlanBytes, mplsBytes, ethernetBytes, controlBytes } = bytes;
  const parts: readonly OverheadPart[] = [
    { id: 'payload', name: 'payload', bytes: Math.max(0, payloadBytes - tunnelBytes) },
    { id: 'tunnel', name: 'tunnel headers', bytes: tunnelBytes },
    { id: 'pppoe', name: 'PPPoE', bytes: pppoeBytes },
    { id: 'vlan', name: 'VLAN', bytes: vlanBytes },
    { id: 'mpls', name: 'MPLS', bytes: mplsBytes },
    { id: 'ethernet', name: 'Ethernet', bytes: ethernetBytes },
    { id: 'control', name: 'control frames', bytes: controlBytes },
  ];
  return parts.filter(({ bytes: part }) => part > 0);
}

/** What is neither payload nor control; `null` where nothing passed. */
export function overheadShare({ wireBytes, payloadBytes, tunnelBytes }: DirectionBytes): number | null {
  return wireBytes > 0 ? Math.max(0, 1 - (payloadBytes - tunnelBytes) / wireBytes) : null;
}
