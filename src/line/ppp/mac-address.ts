import { readInt32, readUint16 } from '../../decode/read.ts';
import { macText } from '../../decode/text.ts';

/** Where an Ethernet header has its addresses. */
export const ETHERNET_DESTINATION = 0;
export const ETHERNET_SOURCE = 6;

/** A MAC address as its upper 16 and its lower 32 bits (signed, as tables compare them), and as text. */
export interface MacAddress {
  readonly upper: number;
  readonly lower: number;
  readonly text: string;
}

export function readMacAddress(bytes: Uint8Array, offset: number): MacAddress {
  const upper = readUint16(bytes, offset);
  const lower = readInt32(bytes, offset + 2);
  return { upper, lower, text: macText(upper, lower) };
}

export function isSameMac(a: MacAddress, b: MacAddress): boolean {
  return a.lower === b.lower && a.upper === b.upper;
}
