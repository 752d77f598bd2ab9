import { ipv4Bytes, ipv6Bytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { bits, concatenate, drawing, textBytes, uint8, uint16, uint32 } from './drawing.ts';

const TYPES = { A: 1, NS: 2, CNAME: 5, PTR: 12, AAAA: 28, HTTPS: 65 } as const;
const RESPONSE_CODES = { 'no-error': 0, 'server-failure': 2, 'nx-domain': 3, refused: 5 } as const;
const INTERNET = 1;

export type DnsType = keyof typeof TYPES;

export interface DnsAnswer {
  readonly name: string;
  readonly type: DnsType;
  /** An address, or a name for CNAME, NS and PTR. */
  readonly value: string;
  readonly timeToLive?: number;
}

export interface DnsOptions {
  readonly id?: number;
  readonly name?: string;
  readonly type?: DnsType;
  readonly isResponse?: boolean;
  readonly responseCode?: keyof typeof RESPONSE_CODES;
  readonly answers?: readonly DnsAnswer[];
  readonly questionCount?: number;
  readonly answerCount?: number;
}

/** A query for one name, or the response to it (RFC 1035, section 4.1). Answers repeat the question's name as a pointer. */
export function dns(options: DnsOptions = {}): Layer {
  const { name = 'www.example.com', answers = [] } = options;
  const isResponse = options.isResponse ?? answers.length > 0;
  return {
    name: 'dns',
    identifiers: { udpPort: 53, tcpPort: 53 },
    build: (inner) =>
      drawing(
        [uint16(options.id ?? 1)],
        // QR, opcode, AA, TC, RD; RA, Z, response code.
        [bits(1, isResponse ? 1 : 0), bits(4, 0), bits(1, 0), bits(1, 0), bits(1, 1)],
        [bits(1, isResponse ? 1 : 0), bits(3, 0), bits(4, RESPONSE_CODES[options.responseCode ?? 'no-error'])],
        [uint16(options.questionCount ?? 1), uint16(options.answerCount ?? answers.length), uint16(0), uint16(0)],
        [dnsName(name), uint16(TYPES[options.type ?? 'A']), uint16(INTERNET)],
        answers.map((answer) => resourceRecord(answer, name)),
        [inner],
      ),
  };
}

/** RFC 1035, section 4.1.4: the name at offset 12, the question's. */
const POINTER_TO_QUESTION = Uint8Array.of(0xc0, 12);

function resourceRecord(answer: DnsAnswer, questionName: string): Uint8Array {
  const value = valueBytes(answer);
  return drawing(
    [answer.name === questionName ? POINTER_TO_QUESTION : dnsName(answer.name)],
    [uint16(TYPES[answer.type]), uint16(INTERNET)],
    [uint32(answer.timeToLive ?? 300), uint16(value.length)],
    [value],
  );
}

function valueBytes({ type, value }: DnsAnswer): Uint8Array {
  if (type === 'A') return ipv4Bytes(value);
  if (type === 'AAAA') return ipv6Bytes(value);
  return dnsName(value);
}

/** RFC 1035, section 3.1: labels, each behind its length, and an empty one at the end. */
export function dnsName(name: string): Uint8Array {
  const labels = name
    .split('.')
    .filter((label) => label !== '')
    .map(textBytes);
  return concatenate(...labels.map((label) => drawing([uint8(label.length)], [label])), Uint8Array.of(0));
}
