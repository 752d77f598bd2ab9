// Fields are overwritten one by one only where every length fits; otherwise everything behind the header goes, up to the frame's end.
import { type ControlPacket, readControlPacket } from './control-packet.ts';
import type { Eraser } from './eraser.ts';

/** PPP protocol numbers (IANA, PPP DLL Protocol Numbers). */
const PAP = 0xc023;
const CHAP = 0xc223;
const EAP = 0xc227;
/** What else decides who may use a line. Nothing of these is known, so nothing of them is kept. */
const OTHERS: ReadonlySet<number> = new Set([
  0xc027, // Shiva PAP
  0xc029, // callback control: telephone numbers
  0xc05b, // vendor-specific
  0xc123, // Shiva PAP, before it had its number
  0xc225, // RSA
  0xc26f, // Stampede bridging
  0xc281, // proprietary
  0xc283, // proprietary
  0xc481, // proprietary node id
]);

const Pap = { AuthenticateRequest: 1, AuthenticateAck: 2, AuthenticateNak: 3 } as const;
const Chap = { Challenge: 1, Response: 2 } as const;
const Eap = { Request: 1, Response: 2 } as const;
/** RFC 3748, sections 5.1 and 5.2: identity and notification are text. */
const LAST_TEXT_TYPE = 2;

export function isPppAuthentication(protocol: number): boolean {
  return protocol === PAP || protocol === CHAP || protocol === EAP || OTHERS.has(protocol);
}

/** Overwrites names, passwords, challenges, responses and messages of the authentication packet at `at`. */
export function overwriteAuthentication(protocol: number, at: number, eraser: Eraser): void {
  if (protocol === EAP) overwriteEap(at, eraser);
  else if (protocol === PAP) overwriteControl(at, eraser, overwritePap);
  else if (protocol === CHAP) overwriteControl(at, eraser, overwriteChap);
  else eraser.text(at, eraser.end);
}

function overwriteControl(at: number, eraser: Eraser, overwriteFields: (whole: ControlPacket, eraser: Eraser) => void): void {
  const control = readControlPacket(at, eraser);
  if (control === null) return;
  if (control.isWhole) overwriteFields(control, eraser);
  else eraser.text(control.body, eraser.end);
  eraser.clear(control.end, eraser.end);
}

/** RFC 3748, section 4, in PPP and in EAPOL. */
export function overwriteEap(at: number, eraser: Eraser): void {
  const control = readControlPacket(at, eraser);
  if (control === null) return;
  const { code, body, end, isWhole } = control;
  const hasType = isWhole && (code === Eap.Request || code === Eap.Response) && body < end;
  if (!hasType) eraser.text(body, end);
  else if (eraser.packet.bytes[body]! <= LAST_TEXT_TYPE) eraser.text(body + 1, end);
  else eraser.binary(body + 1, end);
  eraser.clear(end, eraser.end);
}

/** RFC 1334, section 2.2: each field has its length, a byte, in front. */
function overwritePap({ code, body, end }: ControlPacket, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  const isRequest = code === Pap.AuthenticateRequest;
  const isAnswer = code === Pap.AuthenticateAck || code === Pap.AuthenticateNak;
  const first = (isRequest || isAnswer) && body < end ? body + 1 + bytes[body]! : end + 1;
  const last = isRequest && first < end ? first + 1 + bytes[first]! : first;
  if (last > end || (isRequest && first >= end)) {
    eraser.text(body, end);
    return;
  }
  eraser.text(body + 1, first);
  if (isRequest) eraser.text(first + 1, last);
  eraser.text(last, end);
}

/** RFC 1994, section 4; messages of MS-CHAP (RFC 2759, section 5) are made from the password. */
function overwriteChap({ code, body, end }: ControlPacket, eraser: Eraser): void {
  const hasValue = (code === Chap.Challenge || code === Chap.Response) && body < end;
  const valueEnd = hasValue ? body + 1 + eraser.packet.bytes[body]! : end + 1;
  const fits = valueEnd <= end;
  if (fits) eraser.binary(body + 1, valueEnd);
  eraser.text(fits ? valueEnd : body, end);
}
