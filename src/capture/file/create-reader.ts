import { CaptureError } from '../source.ts';
import type { ByteWindow } from './byte-window.ts';
import { recogniseForeignFormat } from './foreign-format.ts';
import type { FrameReader } from './frame-reader.ts';
import { PCAP_HEADER_LENGTH, parsePcapHeader, pcapByteOrder } from './pcap-header.ts';
import { PcapReader } from './pcap-reader.ts';
import { byteOrderOfSection, SHORTEST } from './pcapng-blocks.ts';
import { PcapngReader } from './pcapng-reader.ts';

/** How much of a file must be in the window to say what it is, if the file has that much. */
export const HEAD_BYTES = PCAP_HEADER_LENGTH;

const MAGIC_LENGTH = 4;
const SHOWN_BYTES = 4;

/** Makes the reader for the file that begins in `window`. Throws `CaptureError`: `not-a-capture`, `unsupported`. */
export function createReader(path: string, window: ByteWindow): FrameReader {
  if (window.length === 0) throw new CaptureError('not-a-capture', `${path}: is empty; nothing was captured into it`);
  if (window.length >= MAGIC_LENGTH && pcapByteOrder(window) !== null) return createPcapReader(path, window);
  if (window.length >= SHORTEST && byteOrderOfSection(window.view, window.start) !== null) return new PcapngReader();

  const head = window.bytes.subarray(window.start, window.end);
  const foreign = recogniseForeignFormat(head, path);
  if (foreign !== null) throw new CaptureError('unsupported', `${path}: ${foreign}`);
  const shown = [...head.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new CaptureError(
    'not-a-capture',
    `${path}: is not a capture file (it begins with ${shown}); pcap and pcapng are read, also with gzip or zstd`,
  );
}

function createPcapReader(path: string, window: ByteWindow): FrameReader {
  if (window.length < PCAP_HEADER_LENGTH) {
    throw new CaptureError(
      'not-a-capture',
      `${path}: ends inside its pcap header, at byte ${window.length}; capture or copy it again`,
    );
  }
  const header = parsePcapHeader(window);
  const { major, minor } = header.version;
  if (major !== 2 && major !== 543) {
    throw new CaptureError(
      'unsupported',
      `${path}: is pcap version ${major}.${minor}, only 2.x is known; convert it with: editcap -F pcap ${path} OUT`,
    );
  }
  window.start += PCAP_HEADER_LENGTH;
  return new PcapReader(header);
}
