import { readUint16 } from '../../decode/read.ts';
import type { ByteRange, HelloExtension } from './hello-body.ts';

/** The extensions of a ClientHello that are looked into, as IANA numbers them. */
export const ExtensionType = {
  ServerName: 0,
  SignatureAlgorithms: 13,
  Alpn: 16,
  SupportedVersions: 43,
  EncryptedClientHello: 0xfe0d,
} as const;
export type ExtensionType = (typeof ExtensionType)[keyof typeof ExtensionType];

const HOST_NAME = 0;
const NAME_HEADER = 3;
const OUTER_HELLO = 0;

export function findExtension(extensions: readonly HelloExtension[], type: ExtensionType): HelloExtension | undefined {
  return extensions.find((extension) => extension.type === type);
}

/**
 * The first host name in a list of server names (RFC 6066, section 3), if it is there to its last byte. Lengths around the name are not asked:
 * servers differ in which of them they believe, and a name is a name.
 */
export function hostNameIn(bytes: Uint8Array, extension: HelloExtension): ByteRange | null {
  let at = extension.start + 2;
  while (extension.end - at >= NAME_HEADER) {
    const name = { start: at + NAME_HEADER, end: at + NAME_HEADER + readUint16(bytes, at + 1) };
    if (name.end > extension.end) return null;
    if (bytes[at] === HOST_NAME) return name;
    at = name.end;
  }
  return null;
}

/** The first protocol of an ALPN list (RFC 7301, section 3.1), if it is there to its last byte; it may be empty. */
export function firstProtocolIn(bytes: Uint8Array, extension: HelloExtension): ByteRange | null {
  const at = extension.start + 2;
  if (at >= extension.end) return null;
  const protocol = { start: at + 1, end: at + 1 + bytes[at]! };
  return protocol.end <= extension.end ? protocol : null;
}

/** RFC 8446, section 4.2.1: versions, behind a length of one byte. */
export function versionsIn(bytes: Uint8Array, extension: HelloExtension): number[] {
  if (extension.start >= extension.end) return [];
  const start = extension.start + 1;
  return numbersIn(bytes, { start, end: Math.min(start + bytes[extension.start]!, extension.end) });
}

/** RFC 8446, section 4.2.3: signature algorithms, behind a length of two bytes. */
export function signatureAlgorithmsIn(bytes: Uint8Array, extension: HelloExtension): number[] {
  const start = extension.start + 2;
  if (start > extension.end) return [];
  return numbersIn(bytes, { start, end: Math.min(start + readUint16(bytes, extension.start), extension.end) });
}

/** RFC 9849, section 5: the hello that stands on the wire is the outer one; the inner type says that this one was hidden in another. */
export function isOuterHello(bytes: Uint8Array, extension: HelloExtension): boolean {
  return extension.start < extension.end && bytes[extension.start] === OUTER_HELLO;
}

/** Two bytes each; half a number at the end is left out. */
export function numbersIn(bytes: Uint8Array, { start, end }: ByteRange): number[] {
  const numbers: number[] = [];
  for (let at = start; at + 2 <= end; at += 2) numbers.push(readUint16(bytes, at));
  return numbers;
}
