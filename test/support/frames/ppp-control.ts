import { ipv4Bytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { concatenate, drawing, hexBytes, textBytes, uint8, uint16, uint32 } from './drawing.ts';

/** RFC 1661, section 5; the network control protocols share them. */
const CODES = {
  'configure-request': 1,
  'configure-ack': 2,
  'configure-nak': 3,
  'configure-reject': 4,
  'terminate-request': 5,
  'terminate-ack': 6,
  'code-reject': 7,
  'protocol-reject': 8,
  'echo-request': 9,
  'echo-reply': 10,
  'discard-request': 11,
} as const;

export interface PppControlOptions {
  readonly code?: keyof typeof CODES | number;
  readonly identifier?: number;
  readonly length?: number;
  /** Configure packets: such as `LCP.maximumReceiveUnit(1492)`. */
  readonly options?: readonly Uint8Array[];
  /** What follows the options; alone in packets that have none. */
  readonly data?: Uint8Array | string;
}

/** Link control (RFC 1661, section 5). */
export function lcp(options: PppControlOptions = {}): Layer {
  return controlLayer('lcp', 0xc021, options);
}

/** IPv4 control (RFC 1332). */
export function ipcp(options: PppControlOptions = {}): Layer {
  return controlLayer('ipcp', 0x8021, options);
}

/** IPv6 control (RFC 5072). */
export function ipv6cp(options: PppControlOptions = {}): Layer {
  return controlLayer('ipv6cp', 0x8057, options);
}

function controlLayer(name: string, pppProtocol: number, options: PppControlOptions): Layer {
  const code = options.code ?? 'configure-request';
  const data = typeof options.data === 'string' ? textBytes(options.data) : (options.data ?? new Uint8Array(0));
  const body = concatenate(...(options.options ?? []), data);
  return controlPacket({
    name,
    pppProtocol,
    code: typeof code === 'string' ? CODES[code] : code,
    identifier: options.identifier ?? 1,
    length: options.length,
    body,
  });
}

interface ControlPacket {
  readonly name: string;
  readonly pppProtocol: number;
  readonly code: number;
  readonly identifier: number;
  readonly length: number | undefined;
  readonly body: Uint8Array;
}

function controlPacket({ name, pppProtocol, code, identifier, length, body }: ControlPacket): Layer {
  return {
    name,
    identifiers: { pppProtocol },
    build: (inner) =>
      drawing([uint8(code), uint8(identifier), uint16(length ?? 4 + body.length + inner.length)], [body], [inner]),
  };
}

export interface LcpEchoOptions {
  readonly identifier?: number;
  readonly magicNumber?: number;
  readonly data?: Uint8Array;
}

/** RFC 1661, section 5.8. */
export function lcpEcho(kind: 'request' | 'reply', options: LcpEchoOptions = {}): Layer {
  const data = drawing([uint32(options.magicNumber ?? 0x5bd1e995)], [options.data ?? new Uint8Array(0)]);
  return lcp({ code: `echo-${kind}`, identifier: options.identifier ?? 1, data });
}

/** A configuration option: type, length, value (RFC 1661, section 6). `length` lies. */
export function pppOption(type: number, value: Uint8Array, length?: number): Uint8Array {
  return drawing([uint8(type), uint8(length ?? 2 + value.length)], [value]);
}

/** LCP's configuration options (RFC 1661, section 6; CHAP with MD5: RFC 1994, section 3; MS-CHAPv2: RFC 2759, section 1; EAP: RFC 3748, section 3). */
export const LCP = {
  maximumReceiveUnit: (bytes: number) => pppOption(1, drawing([uint16(bytes)])),
  authenticatePap: () => pppOption(3, drawing([uint16(0xc023)])),
  authenticateChapMd5: () => pppOption(3, drawing([uint16(0xc223), uint8(5)])),
  authenticateMsChapV2: () => pppOption(3, drawing([uint16(0xc223), uint8(0x81)])),
  authenticateEap: () => pppOption(3, drawing([uint16(0xc227)])),
  magicNumber: (value: number) => pppOption(5, drawing([uint32(value)])),
} as const;

/** IPCP's configuration options (RFC 1332, section 3.3; DNS servers: RFC 1877, section 1). */
export const IPCP = {
  address: (address: string) => pppOption(3, ipv4Bytes(address)),
  primaryDns: (address: string) => pppOption(129, ipv4Bytes(address)),
  secondaryDns: (address: string) => pppOption(131, ipv4Bytes(address)),
} as const;

/** IPV6CP's interface identifier, 16 hexadecimal digits (RFC 5072, section 4.1). */
export function interfaceIdentifier(hex: string): Uint8Array {
  return pppOption(1, hexBytes(hex));
}

export type PapOptions =
  | { readonly code: 'authenticate-request'; readonly identifier?: number; readonly peerId: string; readonly password: string }
  | { readonly code: 'authenticate-ack' | 'authenticate-nak'; readonly identifier?: number; readonly message?: string };

/** RFC 1334, section 2.2. */
export function pap(options: PapOptions): Layer {
  const body =
    options.code === 'authenticate-request'
      ? concatenate(lengthAndText(options.peerId), lengthAndText(options.password))
      : lengthAndText(options.message ?? '');
  const code = { 'authenticate-request': 1, 'authenticate-ack': 2, 'authenticate-nak': 3 }[options.code];
  return controlPacket({ name: 'pap', pppProtocol: 0xc023, code, identifier: options.identifier ?? 1, length: undefined, body });
}

function lengthAndText(text: string): Uint8Array {
  const bytes = textBytes(text);
  return drawing([uint8(bytes.length)], [bytes]);
}

export type ChapOptions =
  | { readonly code: 'challenge' | 'response'; readonly identifier?: number; readonly value: Uint8Array; readonly name: string }
  | { readonly code: 'success' | 'failure'; readonly identifier?: number; readonly message?: string };

/** RFC 1994, section 4. */
export function chap(options: ChapOptions): Layer {
  const body =
    'value' in options
      ? drawing([uint8(options.value.length)], [options.value], [textBytes(options.name)])
      : textBytes(options.message ?? '');
  const code = { challenge: 1, response: 2, success: 3, failure: 4 }[options.code];
  return controlPacket({ name: 'chap', pppProtocol: 0xc223, code, identifier: options.identifier ?? 1, length: undefined, body });
}

export interface EapOptions {
  readonly code: 'request' | 'response' | 'success' | 'failure';
  readonly identifier?: number;
  /** Type and type data of requests and responses; type 1 is Identity. */
  readonly data?: Uint8Array;
}

/** RFC 3748, section 4. */
export function eap(options: EapOptions): Layer {
  const code = { request: 1, response: 2, success: 3, failure: 4 }[options.code];
  const body = options.data ?? new Uint8Array(0);
  return controlPacket({ name: 'eap', pppProtocol: 0xc227, code, identifier: options.identifier ?? 1, length: undefined, body });
}
