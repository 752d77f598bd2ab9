import { drawing, uint8, uint16, uint24 } from '../frames/drawing.ts';
import { CLIENT_HELLO, type HelloOptions, helloBody } from './tls.ts';

const HANDSHAKE = 22;

export interface DtlsRecordOptions {
  readonly type?: number;
  readonly version?: number;
  readonly epoch?: number;
  readonly length?: number;
}

/** RFC 6347, section 4.1: an unprotected handshake record of DTLS 1.2 unless said otherwise. */
export function dtlsRecord(content: Uint8Array, options: DtlsRecordOptions = {}): Uint8Array {
  const { type = HANDSHAKE, version = 0xfefd, epoch = 0, length = content.length } = options;
  return drawing(
    [uint8(type), uint16(version)],
    [uint16(epoch), uint24(0), uint24(1)], // sequence number
    [uint16(length), content],
  );
}

export interface DtlsFragmentOptions {
  readonly type?: number;
  readonly sequence?: number;
  /** Which part of the body it carries; all of it unless said otherwise. */
  readonly from?: number;
  readonly to?: number;
  readonly messageLength?: number;
  readonly fragmentLength?: number;
}

/** RFC 6347, section 4.2.2: a part of a handshake message with the body. */
export function dtlsFragment(body: Uint8Array, options: DtlsFragmentOptions = {}): Uint8Array {
  const { type = CLIENT_HELLO, sequence = 0, from = 0, to = body.length } = options;
  return drawing(
    [uint8(type), uint24(options.messageLength ?? body.length), uint16(sequence)],
    [uint24(from), uint24(options.fragmentLength ?? to - from)],
    [body.subarray(from, to)],
  );
}

/** The body of a ClientHello of DTLS 1.2, its cookie empty as at first. */
export function dtlsHelloBody(options: HelloOptions = {}): Uint8Array {
  return helloBody({ version: 0xfefd, cookie: new Uint8Array(0), ...options });
}

/** A ClientHello in one datagram. */
export function dtlsHello(options: HelloOptions = {}): Uint8Array {
  return dtlsRecord(dtlsFragment(dtlsHelloBody(options)));
}
