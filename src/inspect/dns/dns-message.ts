// What a DNS message says, as far as the probe wants to know it: plain immutable values. RFC 1035, section 4.

/** Unicast DNS, and its two relatives on the local link (RFC 6762, RFC 4795). */
export type DnsKind = 'dns' | 'mdns' | 'llmnr';

/** Types of records that are read; the others are passed over. */
export const RecordType = { A: 1, Cname: 5, Ptr: 12, Aaaa: 28, Srv: 33, Opt: 41, Svcb: 64, Https: 65 } as const;

/** RFC 1035, section 4.1.1. */
export const ResponseCode = { NoError: 0, NameError: 3 } as const;
export const Opcode = { Query: 0 } as const;

export const INTERNET_CLASS = 1;
/** In multicast DNS the top bit of a class says something else: answer me alone, or forget what others said (RFC 6762, section 18.12). */
export const CLASS_MASK = 0x7fff;

export interface DnsQuestion {
  /** Clean text, see `NameReader`; empty for the root, and in angle brackets why it cannot be read. */
  readonly name: string;
  readonly isReadable: boolean;
  /** Zero where the message ends in an unreadable name. */
  readonly type: number;
  readonly class: number;
}

/** A record of the Internet class of one of the types of `RecordType`. */
export interface DnsRecord {
  readonly name: string;
  readonly type: number;
  readonly ttlSeconds: number;
  /** The name that CNAME, PTR, SRV, SVCB and HTTPS records lead to; null for others. */
  readonly target: string | null;
  /** The addresses of A and AAAA records and the hints of SVCB and HTTPS ones, `ADDRESS_WORDS` words each. */
  readonly addresses: Int32Array;
}

export interface DnsMessage {
  readonly kind: DnsKind;
  readonly id: number;
  readonly isResponse: boolean;
  readonly opcode: number;
  /** With the upper bits that EDNS adds (RFC 6891, section 6.1.3). */
  readonly responseCode: number;
  /** The first 64. */
  readonly questions: readonly DnsQuestion[];
  /** The first 128 readable ones of the answer section, and of multicast DNS also of the additional section. */
  readonly answers: readonly DnsRecord[];
  /** Whether everything that the header counts was there. */
  readonly isWhole: boolean;
}
