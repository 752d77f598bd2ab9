import { readUint16 } from '../../decode/read.ts';
import type { Eraser } from './eraser.ts';
import { overwriteAuthentication } from './ppp-authentication.ts';

/** Protocol number, then the codes that packets of it have: PAP, CHAP, EAP. */
const LAST_CODES: ReadonlyMap<number, number> = new Map([
  [0xc023, 3],
  [0xc223, 4],
  [0xc227, 4],
]);
const FIRST_BYTE = 0xc0;
const CODE = 2;
const LENGTH = 4;
const HEADER_LENGTH = 6;
const CONTROL_HEADER_LENGTH = 4;
/** Longer ones are not what they look like: links that carry more than this do so for data. */
const MOST_BYTES = 2048;

/** Searches what no decoder got through, from `from` on, for authentication packets of PPP, by their first six bytes. */
export function overwriteBuried(from: number, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  for (let at = from; at + HEADER_LENGTH <= eraser.end; at += 1) {
    if ((bytes[at]! & 0xfd) !== FIRST_BYTE) continue;
    const protocol = readUint16(bytes, at);
    const lastCode = LAST_CODES.get(protocol);
    const code = bytes[at + CODE]!;
    if (lastCode === undefined || code === 0 || code > lastCode) continue;
    const length = readUint16(bytes, at + LENGTH);
    if (length < CONTROL_HEADER_LENGTH || length > MOST_BYTES) continue;
    // What comes behind it is cleared too.
    overwriteAuthentication(protocol, at + CODE, eraser);
    return;
  }
}
