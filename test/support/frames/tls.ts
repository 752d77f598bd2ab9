import type { Layer } from './build-frame.ts';
import { concatenate, drawing, textBytes, uint8, uint16, uint24 } from './drawing.ts';

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const HTTPS_PORT = 443;

export interface ClientHelloOptions {
  /** `null` leaves the server name extension out. */
  readonly serverName?: string | null;
  readonly alpn?: readonly string[];
  readonly random?: Uint8Array;
  /** More extensions, such as QUIC's transport parameters. */
  readonly extensions?: readonly Uint8Array[];
  readonly recordLength?: number;
  readonly handshakeLength?: number;
}

/** A TLS 1.3 ClientHello in its record (RFC 8446, sections 4.1.2 and 5.1), server name and ALPN included. */
export function tlsClientHello(options: ClientHelloOptions = {}): Layer {
  const message = clientHelloMessage(options);
  return {
    name: 'tls',
    identifiers: { tcpPort: HTTPS_PORT },
    build: (inner) =>
      drawing([uint8(HANDSHAKE), uint16(0x0301), uint16(options.recordLength ?? message.length)], [message], [inner]),
  };
}

/** The handshake message alone, as QUIC carries it in CRYPTO frames. */
export function clientHelloMessage(options: ClientHelloOptions = {}): Uint8Array {
  const { serverName = 'www.example.com', alpn = ['h2', 'http/1.1'] } = options;
  const extensions = concatenate(
    serverName === null ? new Uint8Array(0) : tlsExtension(0, serverNameList(serverName)),
    tlsExtension(10, drawing([uint16(2), uint16(0x001d)])), // supported groups: x25519
    tlsExtension(13, drawing([uint16(4), uint16(0x0403), uint16(0x0804)])), // signature algorithms
    tlsExtension(16, vector16(concatenate(...alpn.map((name) => vector8(textBytes(name)))))),
    tlsExtension(43, drawing([uint8(2), uint16(0x0304)])), // supported versions: TLS 1.3
    tlsExtension(51, vector16(drawing([uint16(0x001d), uint16(32), new Uint8Array(32).fill(0x5a)]))), // key share
    ...(options.extensions ?? []),
  );
  const body = drawing(
    [uint16(0x0303), options.random ?? new Uint8Array(32).fill(0x3c)],
    [vector8(new Uint8Array(32).fill(0x1e))], // legacy session id
    [vector16(drawing([uint16(0x1301), uint16(0x1302), uint16(0x1303)]))], // cipher suites
    [vector8(Uint8Array.of(0))], // no compression
    [vector16(extensions)],
  );
  return drawing([uint8(CLIENT_HELLO), uint24(options.handshakeLength ?? body.length)], [body]);
}

/** A ServerHello in its record, for conversations that should look whole. */
export function tlsServerHello(): Layer {
  const extensions = tlsExtension(43, drawing([uint16(0x0304)]));
  const body = drawing(
    [uint16(0x0303), new Uint8Array(32).fill(0xc3)],
    [vector8(new Uint8Array(32).fill(0x1e))],
    [uint16(0x1301), uint8(0)],
    [vector16(extensions)],
  );
  const message = drawing([uint8(SERVER_HELLO), uint24(body.length)], [body]);
  return {
    name: 'tls',
    identifiers: { tcpPort: HTTPS_PORT },
    build: (inner) => drawing([uint8(HANDSHAKE), uint16(0x0303), uint16(message.length)], [message], [inner]),
  };
}

/** RFC 8446, section 4.2: type, length, content. `length` lies. */
export function tlsExtension(type: number, content: Uint8Array, length = content.length): Uint8Array {
  return drawing([uint16(type), uint16(length)], [content]);
}

/** RFC 6066, section 3. */
function serverNameList(name: string): Uint8Array {
  return vector16(drawing([uint8(0), vector16(textBytes(name))]));
}

function vector8(content: Uint8Array): Uint8Array {
  return drawing([uint8(content.length)], [content]);
}

function vector16(content: Uint8Array): Uint8Array {
  return drawing([uint16(content.length)], [content]);
}
