import { readInt32, readUint16 } from '../../decode/read.ts';
import { macText } from '../../decode/text.ts';

/** Where an Ethernet header has its addresses. */
export const ETHERNET_DESTINATION = 0;
export const ETHERNET_SOURCE = 6;
export const MAC_LENGTH = 6;

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

/** Whether a frame to this address is for all who hear it. */
export function isBroadcast({ upper, lower }: MacAddress): boolean {
  return upper === 0xffff && lower === -1;
}

export function isSameMac(a: MacAddress, b: MacAddress): boolean {
  return a.lower === b.lower && a.upper === b.upper;
}

/** Copies the address at `from` to where `to` has room for it. */
export function copyMac(bytes: Uint8Array, from: number, to: Uint8Array, at: number): void {
  for (let byte = 0; byte < MAC_LENGTH; byte += 1) to[at + byte] = bytes[from + byte]!;
}
