// Runs once per connection that begins with a hello.

import { type ByteRange, type HelloBody, readHelloBody } from './hello-body.ts';
import {
  ExtensionType,
  findExtension,
  firstProtocolIn,
  hostNameIn,
  isOuterHello,
  numbersIn,
  signatureAlgorithmsIn,
  versionsIn,
} from './hello-extensions.ts';
import { cleanName, cleanProtocol } from './hello-text.ts';
import { type HelloCarrier, ja4Of } from './ja4.ts';
import { isLegacyVersionName, newestVersionName } from './tls-version.ts';

/** What a client says before anything is encrypted. All text is clean. */
export interface ClientHello {
  /** Whose server it wants to speak to: in lower case, without a dot at the end, at most 255 characters of the wire. Null where it does not say. */
  readonly serverName: string | null;
  /** The first application protocol it offers, such as `h2`; null where it offers none. */
  readonly alpn: string | null;
  /** The newest version it offers: `TLS 1.3`, `SSL 3.0`, `DTLS 1.2`. QUIC's is TLS 1.3. Null where none is known, or it was cut off. */
  readonly version: string | null;
  /**
   * Whether the hello says that another one is hidden inside of it (ECH), or pretends to: clients that have nothing to hide send the same
   * bytes (RFC 9849, section 6.2). Where there is a hidden one, the server name is that of the provider in front.
   */
  readonly isEncrypted: boolean;
  /** The fingerprint of the program that sent it; null where it takes more than was captured, or lengths in the hello contradict each other. */
  readonly ja4: string | null;
}

/**
 * Reads the body of a ClientHello: what follows the 4 bytes, or in DTLS 12, of the handshake message's header. Of one that was cut short it gives
 * what is whole. Null where it can be no ClientHello.
 */
export function readClientHello(bytes: Uint8Array, start: number, end: number, carrier: HelloCarrier): ClientHello | null {
  const body = readHelloBody(bytes, { start, end }, carrier === 'd');
  if (body === null) return null;

  const { extensions, legacyVersion } = body;
  const names = findExtension(extensions, ExtensionType.ServerName);
  const serverName = names === undefined ? null : hostNameIn(bytes, names);
  const protocols = findExtension(extensions, ExtensionType.Alpn);
  const protocol = protocols === undefined ? null : firstProtocolIn(bytes, protocols);
  const versions = findExtension(extensions, ExtensionType.SupportedVersions);
  const supportedVersions = versions === undefined ? [] : versionsIn(bytes, versions);
  const hidden = findExtension(extensions, ExtensionType.EncryptedClientHello);
  return {
    serverName: serverName === null ? null : cleanName(bytes, serverName),
    alpn: protocol === null ? null : cleanProtocol(bytes, protocol),
    version: newestVersionName(supportedVersions) ?? newestVersionName([legacyVersion]),
    isEncrypted: hidden !== undefined && isOuterHello(bytes, hidden),
    ja4: body.isWhole ? fingerprint(bytes, body, { carrier, supportedVersions, protocol }) : null,
  };
}

/**
 * What is known of a hello whose end was not captured. Cut where its extensions begin it looks like one that has none: of those that are missing, one
 * may offer a newer version.
 */
export function ofCutHello(hello: ClientHello): ClientHello {
  return { ...hello, ja4: null, version: isLegacyVersionName(hello.version) ? null : hello.version };
}

interface Offers {
  readonly carrier: HelloCarrier;
  readonly supportedVersions: readonly number[];
  readonly protocol: ByteRange | null;
}

function fingerprint(bytes: Uint8Array, body: HelloBody, { carrier, supportedVersions, protocol }: Offers): string {
  const algorithms = findExtension(body.extensions, ExtensionType.SignatureAlgorithms);
  return ja4Of({
    carrier,
    legacyVersion: body.legacyVersion,
    supportedVersions,
    cipherSuites: numbersIn(bytes, body.cipherSuites),
    extensionTypes: body.extensions.map(({ type }) => type),
    signatureAlgorithms: algorithms === undefined ? [] : signatureAlgorithmsIn(bytes, algorithms),
    firstProtocol: protocol === null ? [] : bytesIn(bytes, protocol),
  });
}

function bytesIn(bytes: Uint8Array, { start, end }: ByteRange): number[] {
  const copied: number[] = [];
  for (let at = start; at < end; at += 1) copied.push(bytes[at]!);
  return copied;
}
