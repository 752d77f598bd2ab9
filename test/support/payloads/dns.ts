import type { DnsKind, DnsMessage } from '../../../src/inspect/dns/dns-message.ts';
import { MessageReader } from '../../../src/inspect/dns/message-reader.ts';
import { Payload, Transport } from '../../../src/inspect/payload.ts';
import { guardBytes } from '../decode-harness.ts';

/** Bytes do not start where their memory does, and are surrounded by such as make a name longer. */
const BEFORE = 5;
const BEHIND = 9;
const GUARD = 0x03;

export interface GuardedBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** How many bytes have been read so far. */
  readonly reads: () => number;
}

/** The bytes within memory that throws when anything outside of them is read. */
export function guarded(content: Uint8Array): GuardedBytes {
  const memory = new Uint8Array(BEFORE + content.length + BEHIND).fill(GUARD);
  memory.set(content, BEFORE);
  const end = BEFORE + content.length;
  let reads = 0;
  const bytes = guardBytes(memory, (index) => {
    reads += 1;
    return index >= BEFORE && index < end;
  });
  return { bytes, start: BEFORE, end, reads: () => reads };
}

export function readDns(content: Uint8Array, kind: DnsKind = 'dns'): DnsMessage | null {
  return new MessageReader().read(guarded(content), kind);
}

export interface ShownOptions {
  readonly transport?: Transport;
  readonly ports?: readonly [source: number, destination: number];
  /** How many bytes more there were on the wire. */
  readonly cut?: number;
}

/** What a recogniser is shown of the bytes, over guarded memory; over UDP to port 53 unless said otherwise. */
export function shown(content: Uint8Array, options: ShownOptions = {}): Payload {
  const { bytes, start, end } = guarded(content);
  const payload = new Payload();
  payload.bytes = bytes;
  payload.start = start;
  payload.end = end;
  payload.wireEnd = end + (options.cut ?? 0);
  payload.transport = options.transport ?? Transport.Udp;
  [payload.sourcePort, payload.destinationPort] = options.ports ?? [49152, 53];
  return payload;
}
