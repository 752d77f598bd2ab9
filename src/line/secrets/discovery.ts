// RFC 2516, appendix A: tags of type, length, value.
import { readUint16, readUint32 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';
import { isIndiscreet } from './indiscreet-text.ts';

const LENGTH = 4;
const HEADER_LENGTH = 6;
const TAG_LENGTH = 2;
const TAG_HEADER_LENGTH = 4;

const Tag = {
  EndOfList: 0x0000,
  ServiceName: 0x0101,
  VendorSpecific: 0x0105,
  /** Messages and addresses for the user, which may greet by name; in wide use, without an RFC. */
  Url: 0x0111,
  MessageOfTheDay: 0x0112,
  ServiceNameError: 0x0201,
  AcSystemError: 0x0202,
  GenericError: 0x0203,
} as const;

const VENDOR_ID_LENGTH = 4;
/** BBF TR-101, appendix A: what the access node says of a line, each with type and length, a byte each. */
const BROADBAND_FORUM = 3561;
const CIRCUIT_ID = 1;
const REMOTE_ID = 2;
const ITEM_HEADER_LENGTH = 2;

const AT_SIGN = 0x40;

/** Overwrites what tells the user or the line in the discovery packet at `at`. */
export function overwriteDiscovery(at: number, eraser: Eraser): void {
  if (at + HEADER_LENGTH > eraser.end) return;
  const { bytes, start, wireLength } = eraser.packet;
  const list = at + HEADER_LENGTH;
  const listEnd = list + readUint16(bytes, at + LENGTH);
  const isCut = listEnd > eraser.end && listEnd <= start + wireLength;
  const end = Math.min(listEnd, eraser.end);
  let tag = list;
  while (tag + TAG_HEADER_LENGTH <= end && readUint16(bytes, tag) !== Tag.EndOfList) {
    const value = tag + TAG_HEADER_LENGTH;
    const valueEnd = value + readUint16(bytes, tag + TAG_LENGTH);
    if (valueEnd > end) break;
    overwriteTag(readUint16(bytes, tag), value, { valueEnd, eraser });
    tag = valueEnd;
  }
  const isEndOfList = tag + TAG_HEADER_LENGTH <= end && readUint16(bytes, tag) === Tag.EndOfList;
  if (isEndOfList) eraser.clear(tag + TAG_HEADER_LENGTH, eraser.end);
  else if (tag === listEnd) eraser.clear(tag, eraser.end);
  else if (isCut) eraser.text(tag + TAG_HEADER_LENGTH, eraser.end);
  // A length lied somewhere, and everything behind it was taken for something else.
  else eraser.text(list, eraser.end);
}

function overwriteTag(
  type: number,
  value: number,
  { valueEnd, eraser }: { readonly valueEnd: number; readonly eraser: Eraser },
): void {
  const { bytes } = eraser.packet;
  switch (type) {
    case Tag.ServiceName:
      if (holds(bytes, value, { end: valueEnd, byte: AT_SIGN })) eraser.text(value, valueEnd);
      return;
    case Tag.ServiceNameError:
    case Tag.AcSystemError:
    case Tag.GenericError:
      if (isIndiscreet(bytes, value, valueEnd)) eraser.text(value, valueEnd);
      return;
    case Tag.Url:
    case Tag.MessageOfTheDay:
      eraser.text(value, valueEnd);
      return;
    case Tag.VendorSpecific:
      overwriteVendorSpecific(value, valueEnd, eraser);
  }
}

function overwriteVendorSpecific(value: number, end: number, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  let item = value + VENDOR_ID_LENGTH;
  const isKnown = item <= end && readUint32(bytes, value) === BROADBAND_FORUM;
  while (isKnown && item + ITEM_HEADER_LENGTH <= end) {
    const itemEnd = item + ITEM_HEADER_LENGTH + bytes[item + 1]!;
    if (itemEnd > end) break;
    if (bytes[item] === CIRCUIT_ID || bytes[item] === REMOTE_ID) eraser.text(item + ITEM_HEADER_LENGTH, itemEnd);
    item = itemEnd;
  }
  // Nobody knows what others say in it, nor what a length that lies has hidden.
  eraser.text(item, end);
}

function holds(bytes: Uint8Array, from: number, { end, byte }: { readonly end: number; readonly byte: number }): boolean {
  for (let at = from; at < end; at += 1) if (bytes[at] === byte) return true;
  return false;
}
