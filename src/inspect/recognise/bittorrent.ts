// BEP 3 (peers), BEP 5 (the distributed table), BEP 14 (peers on the same network), BEP 15 (trackers over UDP).
import { readInt32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, datagramLength, hasAt, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const HANDSHAKE = ascii('\x13BitTorrent protocol');

export function recogniseBitTorrent(payload: Payload): Verdict {
  const match = matchAt(payload, 0, HANDSHAKE);
  if (match === Match.Whole) return AppProtocol.BitTorrent;
  return match === Match.Beginning ? PERHAPS : NOT_MINE;
}

/** A tracker's connect request is 16 bytes that begin with this; an announcement of peers nearby is HTTP-like text. */
const TRACKER_MAGIC = Uint8Array.of(0x00, 0x00, 0x04, 0x17, 0x27, 0x10, 0x19, 0x80);
const TRACKER_ACTION = 8;
const TRACKER_REQUEST_LENGTH = 16;
const LOCAL_SEARCH = ascii('BT-SEARCH * HTTP/1.1\r\n');

export function recogniseBitTorrentDatagram(payload: Payload): Verdict {
  if (hasAt(payload, 0, LOCAL_SEARCH) || hasAt(payload, 0, HANDSHAKE)) return AppProtocol.BitTorrent;
  if (payload.end - payload.start < TRACKER_REQUEST_LENGTH || datagramLength(payload) !== TRACKER_REQUEST_LENGTH) return NOT_MINE;
  const isConnect = hasAt(payload, 0, TRACKER_MAGIC) && readInt32(payload.bytes, payload.start + TRACKER_ACTION) === 0;
  return isConnect ? AppProtocol.BitTorrent : NOT_MINE;
}

/** How the dictionaries of queries, responses and errors begin: keys are sorted, so each begins in one of few ways. */
const DHT_BEGINNINGS = ['d1:ad2:id20:', 'd1:rd2:id20:', 'd1:ad4:bsi', 'd1:eli20', 'd1:y1:'].map(ascii);
/** Or with the address of whom it is sent to: BEP 42. */
const ADDRESSES = ['d2:ip6:', 'd2:ip18:', 'd2:ip4:'].map(ascii);
const ADDRESS_LENGTHS: readonly number[] = [6, 18, 4];
const AFTER_ADDRESS = ['1:rd2:id20:', '1:eli20', '1:ad2:id20:'].map(ascii);
const SMALLEST_DHT = 24;
const DICTIONARY = ascii('d');

export function recogniseBitTorrentDht(payload: Payload): Verdict {
  if (datagramLength(payload) < SMALLEST_DHT || !hasAt(payload, 0, DICTIONARY)) return NOT_MINE;
  if (DHT_BEGINNINGS.some((one) => hasAt(payload, 0, one))) return AppProtocol.BitTorrentDht;
  const address = ADDRESSES.findIndex((one) => hasAt(payload, 0, one));
  if (address < 0) return NOT_MINE;
  const next = ADDRESSES[address]!.length + ADDRESS_LENGTHS[address]!;
  return AFTER_ADDRESS.some((one) => hasAt(payload, next, one)) ? AppProtocol.BitTorrentDht : NOT_MINE;
}
