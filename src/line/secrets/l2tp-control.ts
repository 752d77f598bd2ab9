// RFC 2661, section 4.1: attribute value pairs of control messages, which pass on what PPP's ends said; the same in L2TPv3 (RFC 3931).
import { Protocol } from '../../decode/protocol.ts';
import { readInt32, readUint16 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';

const IS_CONTROL = 0x8000;
const LENGTH_MASK = 0x03ff;
const VENDOR_ID = 2;
const TYPE = 4;
const HEADER_LENGTH = 6;

/** RFC 2661, section 4.4: numbers called and calling, sub-address, proxy authentication name. */
const TEXTS: ReadonlySet<number> = new Set([21, 22, 23, 30]);
/** RFC 2661, section 4.4: challenge and response of the tunnel, then those of PPP, where PAP's response is the password. */
const BINARIES: ReadonlySet<number> = new Set([11, 13, 31, 33]);
/** RFC 5515: circuit and remote id. */
const BROADBAND_FORUM = 3561;
const LINE_IDS: ReadonlySet<number> = new Set([1, 2]);

/** Whether the frame's last layer, L2TP of any version, is a control message. */
export function isL2tpControl({ packet }: Eraser): boolean {
  const { bytes, layerCount } = packet;
  const start = packet.offsets[layerCount - 1]!;
  const isOverIp = packet.protocols[layerCount - 1] === Protocol.L2tpv3 && packet.protocols[layerCount - 2] !== Protocol.Udp;
  // Over IP, the session id comes first: zero for control messages (RFC 3931, section 4.1.1).
  return isOverIp ? readInt32(bytes, start) === 0 : (readUint16(bytes, start) & IS_CONTROL) !== 0;
}

/** Overwrites what the control message whose pairs start at the packet's cursor tells of a user. */
export function overwriteL2tpControl(eraser: Eraser): void {
  const { bytes, cursor, end } = eraser.packet;
  let pair = cursor;
  while (pair + HEADER_LENGTH <= end) {
    const value = pair + HEADER_LENGTH;
    const pairEnd = pair + (readUint16(bytes, pair) & LENGTH_MASK);
    if (pairEnd < value || pairEnd > end) {
      eraser.text(value, eraser.end);
      return;
    }
    const vendorId = readUint16(bytes, pair + VENDOR_ID);
    const type = readUint16(bytes, pair + TYPE);
    if (vendorId === 0 && BINARIES.has(type)) eraser.binary(value, pairEnd);
    else if (vendorId === 0 ? TEXTS.has(type) : vendorId === BROADBAND_FORUM && LINE_IDS.has(type)) eraser.text(value, pairEnd);
    pair = pairEnd;
  }
  eraser.clear(end, eraser.end);
}
