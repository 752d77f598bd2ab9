import { isIP } from 'node:net';
import { Reader, type Response } from 'mmdb-lib';
import { cleanText } from '../clean-text.ts';
import { UnreadableContentError } from '../unusable-file.ts';
import { checkValue } from './check-value.ts';

// MaxMind DB File Format Specification 2.0, "Database Metadata".
const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const FORMAT_VERSION = 2;
/** Zeros between the search tree and the data. */
const SEPARATOR_BYTES = 16;
const MAP_BITS = 0b111_00000;
const MOST_TYPE = 60;

/** A file that says something of addresses. */
export interface Mmdb {
  /** What its records are like, by whoever made it: `GeoLite2-Country`. */
  readonly type: string;
  /** What it says of an address; `null` where it says nothing. Throws `UnreadableContentError` where the record is damaged. */
  readonly find: (address: string) => unknown;
}

/** Opens a MaxMind DB file; `bytes` must stay as they are. Throws `UnreadableContentError` at what is none. */
export function openMmdb(bytes: Buffer): Mmdb {
  const metadataStart = findMetadata(bytes);
  checkValue({ bytes, offset: metadataStart, base: metadataStart });
  const { reader, arm } = guardedReader(bytes);
  checkMetadata(reader, metadataStart);

  const hasIpv4Only = reader.metadata.ipVersion === 4;
  const { databaseType } = reader.metadata;
  return {
    type: (typeof databaseType === 'string' ? cleanText(databaseType, MOST_TYPE) : null) ?? 'unknown',
    find: (address) => {
      const version = isIP(address);
      // The library would look for the first 32 bits of an IPv6 address.
      if (version === 0 || (version === 6 && hasIpv4Only)) return null;
      arm();
      return readable(() => reader.get(address));
    },
  };
}

interface GuardedReader {
  readonly reader: Reader<Response>;
  /** Makes the next record be checked. */
  readonly arm: () => void;
}

/** The library asks its cache before it decodes a record: that is where the record is looked at first. Nothing is kept in it. */
function guardedReader(bytes: Buffer): GuardedReader {
  let isArmed = false;
  let base = 0;
  const get = (offset: number | string): undefined => {
    if (!isArmed) return;
    isArmed = false;
    checkValue({ bytes, offset: Number(offset), base });
  };
  const reader = readable(() => new Reader<Response>(bytes, { cache: { get, set: () => {} } }));
  base = reader.metadata.searchTreeSize + SEPARATOR_BYTES;
  return {
    reader,
    arm: () => {
      isArmed = true;
    },
  };
}

function findMetadata(bytes: Buffer): number {
  const marker = bytes.lastIndexOf(MARKER);
  if (marker === -1)
    throw new UnreadableContentError('expected a MaxMind DB file (.mmdb), found something else, or a part of one');
  const start = marker + MARKER.length;
  // Of the values that could follow, the library would take one that looks like the marker's end for a part of it, and look elsewhere.
  const tail = MARKER.subarray(2);
  const isHidden = bytes.subarray(start, start + tail.length).equals(tail);
  if (isHidden || ((bytes[start] ?? 0) & MAP_BITS) !== MAP_BITS) {
    throw new UnreadableContentError('expected a MaxMind DB file (.mmdb), found one without a description of itself');
  }
  return start;
}

function checkMetadata({ metadata }: Reader<Response>, metadataStart: number): void {
  const { binaryFormatMajorVersion, ipVersion, nodeCount, searchTreeSize } = metadata;
  if (binaryFormatMajorVersion !== FORMAT_VERSION) {
    throw new UnreadableContentError(`expected version 2 of the MaxMind DB format, found ${String(binaryFormatMajorVersion)}`);
  }
  if (ipVersion !== 4 && ipVersion !== 6) {
    throw new UnreadableContentError(`expected addresses of IP version 4 or 6, found ${String(ipVersion)}`);
  }
  if (!Number.isInteger(nodeCount) || nodeCount < 1 || searchTreeSize + SEPARATOR_BYTES > metadataStart - MARKER.length) {
    throw new UnreadableContentError('the file is shorter, or longer, than it says it is; it may be only a part of one');
  }
}

/** The library throws whatever Node throws at bytes that are not there. */
function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableContentError || !(error instanceof Error)) throw error;
    throw new UnreadableContentError(`the file is damaged: ${error.message.split('\n')[0]!.slice(0, 120)}`);
  }
}
