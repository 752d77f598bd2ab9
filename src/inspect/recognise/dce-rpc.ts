// DCE 1.1: RPC (The Open Group C706): what all packets of a connection begin with (section 12.6.3), and all datagrams (12.5.1).
import { readUint16, readUint16LittleEndian } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const MINOR_VERSION = 1;
const PACKET_TYPE = 2;
const DATA_REPRESENTATION = 4;
const FRAGMENT_LENGTH = 8;
const HEADER_LENGTH = 16;

const VERSION_5 = 5;
const LAST_PACKET_TYPE = 20;
/** Little-endian, ASCII, IEEE floating point; two reserved bytes behind it. Anything else is no longer made. */
const USUAL_REPRESENTATION = 0x10;

export function recogniseDceRpc({ bytes, start, end }: Payload): Verdict {
  if (end === start) return PERHAPS;
  if (bytes[start + VERSION] !== VERSION_5) return NOT_MINE;
  if (end - start < HEADER_LENGTH) return PERHAPS;
  const representation = start + DATA_REPRESENTATION;
  const isUsual =
    bytes[representation] === USUAL_REPRESENTATION &&
    (bytes[representation + 1]! | bytes[representation + 2]! | bytes[representation + 3]!) === 0;
  if (!isUsual || bytes[start + MINOR_VERSION]! > 1 || bytes[start + PACKET_TYPE]! > LAST_PACKET_TYPE) return NOT_MINE;
  return readUint16LittleEndian(bytes, start + FRAGMENT_LENGTH) >= HEADER_LENGTH ? AppProtocol.DceRpc : NOT_MINE;
}

const DATAGRAM_TYPE = 1;
const DATAGRAM_REPRESENTATION = 4;
const DATAGRAM_LENGTH = 74;
const DATAGRAM_HEADER_LENGTH = 80;
const VERSION_4 = 4;
const LAST_DATAGRAM_TYPE = 19;
const BIG_ENDIAN = 0x00;

export function recogniseDceRpcDatagram({ bytes, start, end, wireEnd }: Payload): Verdict {
  if (end - start < DATAGRAM_HEADER_LENGTH || bytes[start + VERSION] !== VERSION_4) return NOT_MINE;
  const representation = bytes[start + DATAGRAM_REPRESENTATION]!;
  if (representation !== USUAL_REPRESENTATION && representation !== BIG_ENDIAN) return NOT_MINE;
  if (bytes[start + DATAGRAM_TYPE]! > LAST_DATAGRAM_TYPE || bytes[start + DATAGRAM_REPRESENTATION + 1] !== 0) return NOT_MINE;
  const read = representation === BIG_ENDIAN ? readUint16 : readUint16LittleEndian;
  return read(bytes, start + DATAGRAM_LENGTH) === wireEnd - start - DATAGRAM_HEADER_LENGTH ? AppProtocol.DceRpc : NOT_MINE;
}
