import { readUint16 } from '../../decode/read.ts';

/** Bytes from `start` up to, but not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface HelloExtension extends ByteRange {
  readonly type: number;
}

/** Where in its bytes the parts of a ClientHello stand, as far as they are there (RFC 8446, section 4.1.2). */
export interface HelloBody {
  /** What the hello says before its extensions; since TLS 1.3 the versions really offered stand in an extension. */
  readonly legacyVersion: number;
  /** Two bytes each. */
  readonly cipherSuites: ByteRange;
  /** In the order of the wire; the content of the last one may be cut short. */
  readonly extensions: readonly HelloExtension[];
  /** Whether all of it was there, and every length inside of it right. */
  readonly isWhole: boolean;
}

const SESSION_ID = 34;
const LONGEST_SESSION_ID = 32;
const EXTENSION_HEADER = 4;
const NOTHING: ByteRange = { start: 0, end: 0 };

/** The first byte of every version there ever was: of TLS, of DTLS, and of OpenSSL's first DTLS. */
const MAJOR_VERSIONS: readonly number[] = [0x03, 0xfe, 0x01];

/**
 * Reads the body of a ClientHello, which may end early. Null where it can be none: it ends before its session id, that is longer than the
 * RFC lets it be, nothing like its version exists, or half a cipher suite is offered.
 */
export function readHelloBody(bytes: Uint8Array, { start, end }: ByteRange, hasCookie: boolean): HelloBody | null {
  if (end - start <= SESSION_ID || bytes[start + SESSION_ID]! > LONGEST_SESSION_ID) return null;
  if (!MAJOR_VERSIONS.includes(bytes[start]!)) return null;

  const legacyVersion = readUint16(bytes, start);
  let at = start + SESSION_ID + 1 + bytes[start + SESSION_ID]!;
  // RFC 6347, section 4.2.1: in DTLS a cookie follows, empty at first.
  if (hasCookie) at = behindVector8(bytes, at, end);
  const cut: HelloBody = { legacyVersion, cipherSuites: NOTHING, extensions: [], isWhole: false };
  if (at + 2 > end) return cut;

  const suitesLength = readUint16(bytes, at);
  if (suitesLength % 2 !== 0) return null;
  const cipherSuites = { start: at + 2, end: at + 2 + suitesLength };
  at = behindVector8(bytes, cipherSuites.end, end); // compression methods
  if (at > end) return cut;

  // SSL 3.0 and the first clients of TLS 1.0 have no extensions at all.
  if (at === end) return { legacyVersion, cipherSuites, extensions: [], isWhole: true };
  if (at + 2 > end) return cut;
  const claimedEnd = at + 2 + readUint16(bytes, at);
  const block = { start: at + 2, end: Math.min(claimedEnd, end) };
  const { extensions, isWhole } = readExtensions(bytes, block);
  return { legacyVersion, cipherSuites, extensions, isWhole: isWhole && claimedEnd <= end };
}

/** Where a vector whose length is one byte at `at` ends; past `end` where even that byte is missing. */
function behindVector8(bytes: Uint8Array, at: number, end: number): number {
  return at < end ? at + 1 + bytes[at]! : end + 1;
}

function readExtensions(bytes: Uint8Array, { start, end }: ByteRange): Pick<HelloBody, 'extensions' | 'isWhole'> {
  const extensions: HelloExtension[] = [];
  let at = start;
  while (end - at >= EXTENSION_HEADER) {
    const type = readUint16(bytes, at);
    const content = at + EXTENSION_HEADER;
    const claimedEnd = content + readUint16(bytes, at + 2);
    extensions.push({ type, start: content, end: Math.min(claimedEnd, end) });
    at = claimedEnd;
  }
  return { extensions, isWhole: at === end };
}
