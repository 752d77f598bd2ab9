interface ForeignFormat {
  readonly magic: string;
  readonly what: string;
  /** A command that makes it readable, with the file's name for `IN`. */
  readonly remedy: string;
}

const CONVERT = 'convert it with: editcap -F pcap IN OUT';

// Magic numbers in Latin-1. None begins another.
const FORMATS: readonly ForeignFormat[] = [
  { magic: 'snoop\0\0\0', what: 'a Sun snoop file', remedy: CONVERT },
  { magic: 'btsnoop\0', what: 'a Bluetooth snoop file', remedy: CONVERT },
  { magic: 'RTSS', what: 'a Network Monitor 1 capture', remedy: CONVERT },
  { magic: 'GMBU', what: 'a Network Monitor 2 capture', remedy: CONVERT },
  { magic: 'TRSNIFF data', what: 'a Sniffer capture', remedy: CONVERT },
  { magic: 'XCP\0', what: 'a NetXray capture', remedy: CONVERT },
  { magic: '\xab\x01\0\x1c', what: 'an Ixia capture', remedy: CONVERT },
  { magic: '\xac\x01\0\x1c', what: 'an Ixia capture', remedy: CONVERT },
  { magic: '\xfd7zXZ\0', what: 'compressed with xz', remedy: 'decompress it: xz -dc IN | wanprobe replay -' },
  { magic: 'BZh', what: 'compressed with bzip2', remedy: 'decompress it: bzip2 -dc IN | wanprobe replay -' },
  { magic: '\x04\x22\x4d\x18', what: 'compressed with lz4', remedy: 'decompress it: lz4 -dc IN | wanprobe replay -' },
  { magic: '\x1f\x9d', what: 'compressed with compress', remedy: 'decompress it: gzip -dc IN | wanprobe replay -' },
  { magic: 'PK\x03\x04', what: 'a zip archive', remedy: 'unpack it: unzip -p IN | wanprobe replay -' },
  { magic: '7z\xbc\xaf\x27\x1c', what: 'a 7-Zip archive', remedy: 'unpack it: 7z x -so IN | wanprobe replay -' },
];

/** Says what a file is that begins with `head` and that we cannot read, and what to do about it; `null` where we do not know either. */
export function recogniseForeignFormat(head: Uint8Array, path: string): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const found = FORMATS.find((format) => text.startsWith(format.magic));
  if (found === undefined) return null;
  return `is ${found.what}; ${found.remedy.replace('IN', () => (path === '-' ? 'FILE' : path))}`;
}
