// IEEE 802.1X, clause 11.3: version, type, length of the body. Some lines are signed in to with it, without PPP.
import type { Eraser } from './eraser.ts';
import { overwriteEap } from './ppp-authentication.ts';

const TYPE = 1;
const HEADER_LENGTH = 4;
const EAP_PACKET = 0;
const START = 1;
const LOGOFF = 2;

export function overwriteEapol(at: number, eraser: Eraser): void {
  const body = at + HEADER_LENGTH;
  if (body > eraser.end) return;
  const type = eraser.packet.bytes[at + TYPE]!;
  if (type === EAP_PACKET) overwriteEap(body, eraser);
  else if (type === START || type === LOGOFF) eraser.clear(body, eraser.end);
  // Keys, and whatever else there is.
  else eraser.binary(body, eraser.end);
}
