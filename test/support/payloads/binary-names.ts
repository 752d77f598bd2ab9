import type { Packet } from '../../../src/decode/packet.ts';
import { Payload, Transport } from '../../../src/inspect/payload.ts';
import { decode, guardBytes } from '../decode-harness.ts';
import { ipv4Bytes } from '../frames/addresses.ts';
import { buildFrame, type Layer, payload } from '../frames/build-frame.ts';
import { concatenate, drawing, hexBytes, textBytes, uint8, uint16, uint32 } from '../frames/drawing.ts';
import { ethernet } from '../frames/ethernet.ts';
import { ipv4 } from '../frames/ipv4.ts';
import { udp } from '../frames/udp.ts';

export interface Shown {
  readonly packet: Packet;
  readonly payload: Payload;
}

export interface DatagramOptions {
  readonly source: string;
  readonly destination?: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** How many of the datagram's bytes were captured; all unless said otherwise. */
  readonly capturedLength?: number;
}

/** A datagram as a reader is shown it. Reading anything but its captured bytes through the payload throws. */
export function showDatagram(content: Layer | Uint8Array, options: DatagramOptions): Shown {
  const { source, destination, sourcePort, destinationPort } = options;
  const layer = content instanceof Uint8Array ? payload(content) : content;
  const frame = buildFrame(
    ethernet(),
    ipv4({ source, ...(destination !== undefined && { destination }) }),
    udp({ sourcePort, destinationPort }),
    layer,
  );
  const packet = decode(frame);
  const start = packet.cursor;
  const end = Math.min(packet.end, start + (options.capturedLength ?? Number.POSITIVE_INFINITY));
  const shown = new Payload();
  shown.bytes = guardRange(packet.bytes, start, end);
  shown.start = start;
  shown.end = end;
  shown.wireEnd = packet.wireEnd;
  shown.transport = Transport.Udp;
  shown.sourcePort = sourcePort;
  shown.destinationPort = destinationPort;
  return { packet, payload: shown };
}

/** Bytes of which only those in [start, end) may be read, one by one or as a part, which text is decoded from. */
function guardRange(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const guarded = guardBytes(bytes, (index) => index >= start && index < end);
  return new Proxy(guarded, {
    get(target, key) {
      if (key !== 'subarray') return Reflect.get(target, key);
      return (from: number, to: number) => {
        if (from < start || to > end) throw new Error(`read of bytes[${from}, ${to})`);
        return bytes.subarray(from, to);
      };
    },
  });
}

/** RFC 2132, section 3.14. */
export function hostNameOption(name: string): Uint8Array {
  return drawing([uint8(12), uint8(textBytes(name).length)], [textBytes(name)]);
}

/** RFC 4702, section 2: as text, or encoded as DNS has it. */
export function fullNameOption(name: string, encoding: 'text' | 'labels'): Uint8Array {
  const labels = name.split('.').map((label) => drawing([uint8(label.length)], [textBytes(label)]));
  const value = encoding === 'text' ? textBytes(name) : concatenate(...labels, hexBytes('00'));
  return drawing([uint8(81), uint8(3 + value.length), uint8(encoding === 'text' ? 0x01 : 0x05), uint16(0)], [value]);
}

export interface NetBiosName {
  readonly name: string;
  /** What it is the name of: 0x00 a workstation, 0x20 a file server. */
  readonly suffix?: number;
  readonly isGroup?: boolean;
  readonly address?: string;
}

/** The 16 bytes of a name, padded with spaces. */
function plain({ name, suffix = 0x00 }: NetBiosName): Uint8Array {
  return concatenate(textBytes(name.padEnd(15)), Uint8Array.of(suffix));
}

/** First-level encoding (RFC 1001, section 14.1) between its length and a zero. */
function encoded(name: NetBiosName): Uint8Array {
  const letters = [...plain(name)].flatMap((byte) => [0x41 + (byte >>> 4), 0x41 + (byte & 0x0f)]);
  return Uint8Array.from([0x20, ...letters, 0]);
}

function addressData({ isGroup = false, address = '192.0.2.1' }: NetBiosName): Uint8Array {
  return drawing([uint16(isGroup ? 0x8000 : 0x0000)], [ipv4Bytes(address)]);
}

/** RFC 1002, section 4.2.2: a registration, or with another operation a refresh (8). */
export function netBiosRegistration(name: NetBiosName, operation = 5): Uint8Array {
  return drawing(
    [uint16(1), uint16((operation << 11) | 0x0110), uint16(1), uint16(0), uint16(0), uint16(1)],
    [encoded(name), uint16(0x0020), uint16(1)],
    [uint16(0xc00c), uint16(0x0020), uint16(1), uint32(300), uint16(6), addressData(name)],
  );
}

/** RFC 1002, section 4.2.13. */
export function netBiosAnswer(name: NetBiosName, responseCode = 0): Uint8Array {
  return drawing(
    [uint16(1), uint16(0x8500 | responseCode), uint16(0), uint16(1), uint16(0), uint16(0)],
    [encoded(name), uint16(0x0020), uint16(1), uint32(300), uint16(6), addressData(name)],
  );
}

/** RFC 1002, section 4.2.18. */
export function netBiosStatus(...names: readonly NetBiosName[]): Uint8Array {
  const entries = names.map((name) => drawing([plain(name), uint16(name.isGroup === true ? 0x8400 : 0x0400)]));
  const data = concatenate(Uint8Array.of(names.length), ...entries, new Uint8Array(46));
  return drawing(
    [uint16(1), uint16(0x8400), uint16(0), uint16(1), uint16(0), uint16(0)],
    [encoded({ name: '*' }), uint16(0x0021), uint16(1), uint32(0), uint16(data.length), data],
  );
}

/** RFC 1002, section 4.4.2: what a host says to a group. */
export function netBiosDatagram(source: NetBiosName, destination: NetBiosName): Uint8Array {
  return drawing(
    [uint8(0x11), uint8(0x0a), uint16(1), ipv4Bytes(source.address ?? '192.0.2.1'), uint16(138), uint16(100), uint16(0)],
    [encoded(source), encoded(destination), new Uint8Array(32)],
  );
}
