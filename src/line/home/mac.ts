import { macText as wordsText } from '../../decode/text.ts';

/** A MAC address as one number below 2^48; 0, which nobody has, is none. For what is done now and then; hot code compares words. */
export type Mac = number;

export const NO_MAC: Mac = 0;

const LOWER_WORD = 2 ** 32;
const GROUP_BIT = 2 ** 40;
const TEXT = /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i;

/** The address that starts at `offset`. */
export function readMac(view: DataView, offset: number): Mac {
  return view.getUint16(offset) * LOWER_WORD + view.getUint32(offset + 2);
}

/** Whether it names several receivers: broadcast or multicast (IEEE 802, 8.2.2). */
export function isGroupMac(mac: Mac): boolean {
  return Math.floor(mac / GROUP_BIT) % 2 === 1;
}

export function macTextOf(mac: Mac): string {
  return wordsText(Math.floor(mac / LOWER_WORD), (mac % LOWER_WORD) | 0);
}

/** The text of an address that may be unknown. */
export function macTextOrNull(mac: Mac): string | null {
  return mac === NO_MAC ? null : macTextOf(mac);
}

/** Null where `text` is no MAC address. */
export function parseMac(text: string): Mac | null {
  return TEXT.test(text) ? Number.parseInt(text.replace(/[:-]/g, ''), 16) : null;
}
