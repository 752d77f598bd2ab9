// The PROXY protocol of HAProxy, versions 1 and 2: what a load balancer puts before a connection's first byte to say whose it is.

const VERSION_1 = Buffer.from('PROXY ', 'latin1');
const VERSION_2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
/** Section 2.1: a line of version 1, its end included, is no longer. */
const LONGEST_LINE = 107;
/** Section 2.2: the signature, version and command, family, and how many bytes follow. */
const FIXED_LENGTH = 16;
const LINE_FEED = 10;

/** How many bytes before what a connection carries are such a header; 0 for none, and for one that is not there whole. */
export function proxyHeaderLength(bytes: Uint8Array, start: number, end: number): number {
  if (beginsWith(VERSION_1, bytes, start, end)) {
    const lineEnd = bytes.subarray(start, Math.min(end, start + LONGEST_LINE)).indexOf(LINE_FEED);
    return lineEnd + 1;
  }
  if (!beginsWith(VERSION_2, bytes, start, end) || end - start < FIXED_LENGTH) return 0;
  const length = FIXED_LENGTH + (bytes[start + FIXED_LENGTH - 2]! << 8) + bytes[start + FIXED_LENGTH - 1]!;
  return length <= end - start ? length : 0;
}

function beginsWith(signature: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < signature.length) return false;
  return signature.every((byte, at) => bytes[start + at] === byte);
}
