// Cold: names of hosts as DHCP and NetBIOS carry them.

import { visibleText } from '../decode/hostile-text.ts';

const MAX_CHARACTERS = 255;
/** What pads a name or ends it. */
const PADDING = /^[\0 ]+|[\0 .]+$/g;

/** The bytes as a host's name: lower case, visible, without what pads it; empty where nothing is left. */
export function hostNameText(bytes: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(bytes.subarray(start, Math.min(end, start + MAX_CHARACTERS))).toString('utf8');
  // What cannot be seen takes more room when it can: the limit holds for the result.
  return visibleText(text.replace(PADDING, '').toLowerCase(), MAX_CHARACTERS).slice(0, MAX_CHARACTERS);
}
