import { concatenate, drawing, textBytes, uint8, uint16, uint24 } from '../frames/drawing.ts';
import { tlsExtension } from '../frames/tls.ts';

const HANDSHAKE = 22;
export const CLIENT_HELLO = 1;

export interface HelloOptions {
  /** legacy_version; TLS 1.2 unless said otherwise. */
  readonly version?: number;
  readonly sessionId?: Uint8Array;
  /** DTLS alone has one; it may be empty. */
  readonly cookie?: Uint8Array;
  readonly cipherSuites?: readonly number[];
  /** `null` leaves even their length out, as SSL 3.0 does. */
  readonly extensions?: readonly Uint8Array[] | null;
  readonly cipherSuitesLength?: number;
  readonly extensionsLength?: number;
}

/** The body of a ClientHello (RFC 8446, section 4.1.2; with a cookie RFC 6347, section 4.2.1). */
export function helloBody(options: HelloOptions = {}): Uint8Array {
  const { sessionId = new Uint8Array(0), cookie, cipherSuites = [0x1301], extensions = [] } = options;
  const suites = numberList(cipherSuites);
  const block = extensions === null ? null : concatenate(...extensions);
  return drawing(
    [uint16(options.version ?? 0x0303), new Uint8Array(32).fill(0x3c)],
    [uint8(sessionId.length), sessionId],
    cookie === undefined ? [] : [uint8(cookie.length), cookie],
    [uint16(options.cipherSuitesLength ?? suites.length), suites],
    [uint8(1), uint8(0)], // no compression
    block === null ? [] : [uint16(options.extensionsLength ?? block.length), block],
  );
}

export interface NamedOptions {
  readonly type?: number;
  readonly length?: number;
  readonly listLength?: number;
}

/** RFC 6066, section 3, for one name. */
export function serverName(name: string | Uint8Array, options: NamedOptions = {}): Uint8Array {
  const bytes = typeof name === 'string' ? textBytes(name) : name;
  const entry = drawing([uint8(options.type ?? 0), uint16(options.length ?? bytes.length), bytes]);
  return tlsExtension(0, drawing([uint16(options.listLength ?? entry.length), entry]));
}

/** RFC 7301, section 3.1. */
export function alpn(...protocols: readonly (string | Uint8Array)[]): Uint8Array {
  const entries = protocols.map((protocol) => (typeof protocol === 'string' ? textBytes(protocol) : protocol));
  const list = concatenate(...entries.map((entry) => drawing([uint8(entry.length), entry])));
  return tlsExtension(16, drawing([uint16(list.length), list]));
}

/** RFC 8446, section 4.2.1. */
export function supportedVersions(...versions: readonly number[]): Uint8Array {
  return tlsExtension(43, drawing([uint8(2 * versions.length), numberList(versions)]));
}

/** RFC 8446, section 4.2.3. */
export function signatureAlgorithms(...algorithms: readonly number[]): Uint8Array {
  return tlsExtension(13, drawing([uint16(2 * algorithms.length), numberList(algorithms)]));
}

/** RFC 9849, section 5: outer hellos have type 0 and much behind it, inner ones type 1 and nothing. */
export function encryptedHello(type: 'outer' | 'inner'): Uint8Array {
  return tlsExtension(0xfe0d, type === 'inner' ? Uint8Array.of(1) : concatenate(Uint8Array.of(0), new Uint8Array(40).fill(7)));
}

/** An extension nobody looks into. */
export function extension(type: number, length = 0): Uint8Array {
  return tlsExtension(type, new Uint8Array(length).fill(0xa5));
}

/** RFC 8446, section 4; `length` lies. */
export function handshakeMessage(type: number, body: Uint8Array, length = body.length): Uint8Array {
  return drawing([uint8(type), uint24(length)], [body]);
}

export interface RecordOptions {
  readonly type?: number;
  readonly version?: number;
  readonly length?: number;
}

/** RFC 8446, section 5.1: a handshake record of a client's first flight unless said otherwise. */
export function tlsRecord(content: Uint8Array, options: RecordOptions = {}): Uint8Array {
  const { type = HANDSHAKE, version = 0x0301, length = content.length } = options;
  return drawing([uint8(type), uint16(version), uint16(length)], [content]);
}

/** The bytes in as many records as it takes when each holds `pieceLength` of them. */
export function tlsRecords(content: Uint8Array, pieceLength: number): Uint8Array {
  const records: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += pieceLength) records.push(tlsRecord(content.subarray(at, at + pieceLength)));
  return concatenate(...records);
}

/** A ClientHello in one record. */
export function clientHelloRecord(options: HelloOptions = {}): Uint8Array {
  return tlsRecord(handshakeMessage(CLIENT_HELLO, helloBody(options)));
}

export interface SslV2HelloOptions {
  readonly version?: number;
  readonly cipherSpecsLength?: number;
  readonly challengeLength?: number;
  readonly length?: number;
}

/** A ClientHello of SSL 2.0 that offers more than that (RFC 5246, appendix E.2). */
export function sslV2Hello(options: SslV2HelloOptions = {}): Uint8Array {
  const specs = Uint8Array.of(0x01, 0x00, 0x80, 0x00, 0x00, 0x2f);
  const challenge = new Uint8Array(16).fill(0x55);
  const message = drawing(
    [uint8(CLIENT_HELLO), uint16(options.version ?? 0x0301)],
    [uint16(options.cipherSpecsLength ?? specs.length), uint16(0), uint16(options.challengeLength ?? challenge.length)],
    [specs, challenge],
  );
  return drawing([uint16(0x8000 | (options.length ?? message.length))], [message]);
}

function numberList(numbers: readonly number[]): Uint8Array {
  return drawing(numbers.map(uint16));
}
