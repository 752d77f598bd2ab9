import type { Layer } from './build-frame.ts';
import { internetChecksum } from './checksum.ts';
import { bits, concatenate, drawing, uint16, uint32 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';
import { ipv4 } from './ipv4.ts';

const GRE = 47;
const GRE_IN_UDP_PORT = 4754;

/** A source route entry (RFC 1701, section 2.2); the list ends with one of address family 0 and length 0, which `gre` adds. */
export interface GreRoute {
  readonly addressFamily: number;
  readonly offset: number;
  readonly routing: Uint8Array;
}

export interface GreOptions {
  readonly key?: number;
  readonly sequenceNumber?: number;
  /** `true` computes it over header and payload; a number lies. */
  readonly checksum?: true | number;
  readonly routing?: readonly GreRoute[];
  /** The upper byte of the first word, C R K S s and the recursion control, in place of the one that follows from the above. */
  readonly flags?: number;
  readonly version?: number;
  readonly protocolType?: number;
}

/** Generic routing encapsulation, version 0 (RFC 2784, with key and sequence number of RFC 2890 and routing of RFC 1701). */
export function gre(options: GreOptions = {}): Layer {
  const { key, sequenceNumber, checksum, routing } = options;
  const hasChecksumWord = checksum !== undefined || routing !== undefined;
  const flagBits = (checksum === undefined ? 0 : 0x80) | (routing ? 0x40 : 0) | (key === undefined ? 0 : 0x20);
  const flags = options.flags ?? flagBits | (sequenceNumber === undefined ? 0 : 0x10);

  return {
    name: 'gre',
    identifiers: { ipProtocol: GRE, udpPort: GRE_IN_UDP_PORT },
    counts: { kind: 'tunnel', type: 'gre', id: key ?? null },
    build: (inner, context) => {
      const protocolType = options.protocolType ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      const packet = (sum: number) =>
        drawing(
          [bits(8, flags), bits(5, 0), bits(3, options.version ?? 0), uint16(protocolType)],
          hasChecksumWord ? [uint16(sum), uint16(0)] : [],
          key === undefined ? [] : [uint32(key)],
          sequenceNumber === undefined ? [] : [uint32(sequenceNumber)],
          routing ? [sourceRoute(routing)] : [],
          [inner],
        );
      if (typeof checksum === 'number') return packet(checksum);
      return packet(checksum ? internetChecksum(packet(0)) : 0);
    },
  };
}

function sourceRoute(routes: readonly GreRoute[]): Uint8Array {
  const entries = [...routes, { addressFamily: 0, offset: 0, routing: new Uint8Array(0) }];
  return concatenate(
    ...entries.map((route) =>
      drawing([uint16(route.addressFamily), bits(8, route.offset), bits(8, route.routing.length)], [route.routing]),
    ),
  );
}

export interface PptpGreOptions {
  readonly callId?: number;
  readonly payloadLength?: number;
  readonly sequenceNumber?: number;
  readonly acknowledgmentNumber?: number;
}

/** PPTP's enhanced GRE, version 1 (RFC 2637, section 4.1); `ppp()` follows, or nothing where it only acknowledges. */
export function pptpGre(options: PptpGreOptions = {}): Layer {
  const { callId = 1, sequenceNumber, acknowledgmentNumber } = options;
  const hasSequence = sequenceNumber === undefined ? 0 : 1;
  const hasAcknowledgment = acknowledgmentNumber === undefined ? 0 : 1;
  return {
    name: 'pptp',
    identifiers: { ipProtocol: GRE },
    counts: { kind: 'tunnel', type: 'pptp', id: callId },
    build: (inner) =>
      drawing(
        [bits(2, 0), bits(1, 1), bits(1, hasSequence), bits(4, 0), bits(1, hasAcknowledgment), bits(4, 0), bits(3, 1)],
        [uint16(0x880b)],
        [uint16(options.payloadLength ?? inner.length), uint16(callId)],
        hasSequence ? [uint32(sequenceNumber ?? 0)] : [],
        hasAcknowledgment ? [uint32(acknowledgmentNumber ?? 0)] : [],
        [inner],
      ),
  };
}

/** MikroTik's Ethernet over IP: GRE-like, the key split into the inner length and a tunnel id in the wrong byte order. */
export function eoip(options: { readonly tunnelId?: number; readonly length?: number } = {}): Layer {
  const tunnelId = options.tunnelId ?? 1;
  return {
    name: 'eoip',
    identifiers: { ipProtocol: GRE },
    counts: { kind: 'tunnel', type: 'gre', id: tunnelId },
    build: (inner) =>
      drawing(
        [uint16(0x2001), uint16(0x6400)],
        [uint16(options.length ?? inner.length), bits(8, tunnelId & 0xff), bits(8, tunnelId >> 8)],
        [inner],
      ),
  };
}

/** WCCP version 2's redirect header between GRE and the redirected IPv4 packet. */
export function wccp(options: { readonly serviceId?: number } = {}): Layer {
  return {
    name: 'wccp',
    identifiers: { etherType: 0x883e },
    build: (inner) => drawing([bits(8, 0), bits(8, options.serviceId ?? 0), bits(8, 0), bits(8, 0)], [inner]),
  };
}

export interface GreKeepaliveOptions {
  readonly source: string;
  readonly destination: string;
  readonly key?: number;
}

/** A tunnel keepalive as routers send it: a packet to oneself through the other end, whose inner GRE has protocol type 0 and nothing in it. */
export function greKeepalive({ source, destination, key }: GreKeepaliveOptions): Layer[] {
  const keyed = key === undefined ? {} : { key };
  return [
    ipv4({ source, destination }),
    gre(keyed),
    ipv4({ source: destination, destination: source }),
    gre({ ...keyed, protocolType: 0 }),
  ];
}
