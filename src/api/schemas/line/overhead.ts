import { Type } from 'typebox';
import type { DirectionBytes } from '../../../line/home/direction-bytes.ts';
import { byDirection, count, named } from '../parts.ts';

export const DIRECTION_BYTES = Type.Object(
  {
    frames: count('Frames.'),
    wireBytes: count('Bytes on the wire: the sum of all below but `tunnelBytes`.'),
    ethernetBytes: count('Link-layer headers and padding; not preamble, frame check sequence and gap (24 bytes a frame).'),
    vlanBytes: count('VLAN tags.'),
    pppoeBytes: count('PPPoE and PPP headers.'),
    mplsBytes: count('MPLS headers.'),
    controlBytes: count('Frames without an IP packet, behind the headers above: discovery, LCP, ARP and the like.'),
    payloadBytes: count('IP packets that the line carries: what a provider bills.'),
    tunnelBytes: count('The part of the payload that is headers of tunnels: everything around the innermost IP packet.'),
  },
  { description: 'Bytes on the wire of one direction, and what they were spent on.' },
);

export const OVERHEAD = byDirection(named<DirectionBytes>('DirectionBytes'), 'What headers cost, by direction.');
