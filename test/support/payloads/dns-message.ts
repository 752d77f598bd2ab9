import { ipv4Bytes, ipv6Bytes } from '../frames/addresses.ts';
import { dnsName } from '../frames/dns.ts';
import { bits, concatenate, drawing, uint16, uint32 } from '../frames/drawing.ts';

/** A name as text, or its bytes as they are. */
export type WireName = string | Uint8Array;

export const TYPE = { A: 1, NS: 2, CNAME: 5, PTR: 12, MX: 15, AAAA: 28, SRV: 33, OPT: 41, SVCB: 64, HTTPS: 65 } as const;
const INTERNET = 1;

export interface DnsMessageOptions {
  readonly id?: number;
  readonly isResponse?: boolean;
  readonly opcode?: number;
  readonly responseCode?: number;
  readonly questions?: readonly Uint8Array[];
  readonly answers?: readonly Uint8Array[];
  readonly authorities?: readonly Uint8Array[];
  readonly additions?: readonly Uint8Array[];
  /** What the header says instead of how many there are. */
  readonly questionCount?: number;
  readonly answerCount?: number;
}

/** RFC 1035, section 4.1. */
export function dnsMessage(options: DnsMessageOptions = {}): Uint8Array {
  const { questions = [], answers = [], authorities = [], additions = [] } = options;
  const isResponse = options.isResponse ?? answers.length > 0;
  return drawing(
    [uint16(options.id ?? 0x1234)],
    [bits(1, isResponse ? 1 : 0), bits(4, options.opcode ?? 0), bits(1, 0), bits(1, 0), bits(1, 1)],
    [bits(1, isResponse ? 1 : 0), bits(3, 0), bits(4, options.responseCode ?? 0)],
    [uint16(options.questionCount ?? questions.length), uint16(options.answerCount ?? answers.length)],
    [uint16(authorities.length), uint16(additions.length)],
    [...questions, ...answers, ...authorities, ...additions],
  );
}

export function question(name: WireName, type: number = TYPE.A, questionClass = INTERNET): Uint8Array {
  return drawing([nameBytes(name), uint16(type), uint16(questionClass)]);
}

export interface RecordOptions {
  readonly ttl?: number;
  readonly recordClass?: number;
  readonly dataLength?: number;
}

export function record(name: WireName, type: number, data: Uint8Array, options: RecordOptions = {}): Uint8Array {
  return drawing(
    [nameBytes(name), uint16(type), uint16(options.recordClass ?? INTERNET)],
    [uint32(options.ttl ?? 300), uint16(options.dataLength ?? data.length)],
    [data],
  );
}

/** Records of the types that are read. */
export const RECORD = {
  a: (name: WireName, address: string, options?: RecordOptions) => record(name, TYPE.A, ipv4Bytes(address), options),
  aaaa: (name: WireName, address: string, options?: RecordOptions) => record(name, TYPE.AAAA, ipv6Bytes(address), options),
  cname: (name: WireName, target: WireName) => record(name, TYPE.CNAME, nameBytes(target)),
  ptr: (name: WireName, target: WireName) => record(name, TYPE.PTR, nameBytes(target)),
  srv: (name: WireName, target: WireName) =>
    record(name, TYPE.SRV, drawing([uint16(0), uint16(0), uint16(443)], [nameBytes(target)])),
  https: (name: WireName, target: WireName, parameters: readonly Uint8Array[]) =>
    record(name, TYPE.HTTPS, drawing([uint16(1)], [nameBytes(target)], [...parameters])),
  opt: (extendedCode: number) => record('', TYPE.OPT, new Uint8Array(0), { recordClass: 1232, ttl: extendedCode * 2 ** 24 }),
} as const;

/** A parameter of a SVCB or HTTPS record (RFC 9460, section 2.2). */
export function parameter(key: number, value: Uint8Array): Uint8Array {
  return drawing([uint16(key), uint16(value.length)], [value]);
}

/** RFC 1035, section 4.1.4. */
export function pointer(offset: number): Uint8Array {
  return drawing([bits(2, 3), bits(14, offset)]);
}

/** A label as it is on the wire: its length and its bytes. */
export function label(bytes: Uint8Array): Uint8Array {
  return concatenate(Uint8Array.of(bytes.length), bytes);
}

/** RFC 1035, section 4.2.2. */
export function overTcp(...messages: readonly Uint8Array[]): Uint8Array {
  return concatenate(...messages.flatMap((message) => [drawing([uint16(message.length)]), message]));
}

function nameBytes(name: WireName): Uint8Array {
  return typeof name === 'string' ? dnsName(name) : name;
}
