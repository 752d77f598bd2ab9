// Web Services Dynamic Discovery 1.1 (OASIS), section 2.4 and appendix I: SOAP over UDP.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import { ascii } from './match.ts';
import type { Verdict } from './verdict.ts';

const OPEN = 0x3c;
/** Names its elements come from: 2005's and the standard's. */
const NAMESPACES = ['ws/2005/04/discovery', 'ws-dd/ns/discovery'].map(ascii);
const LOOKED_AT = 1500;

export function recogniseWsDiscovery({ bytes, start, end }: Payload): Verdict {
  if (start >= end || bytes[start] !== OPEN) return NOT_MINE;
  const limit = Math.min(end, start + LOOKED_AT);
  for (let at = start; at < limit; at += 1) {
    if (NAMESPACES.some((name) => standsAt(bytes, at, limit, name))) return AppProtocol.WsDiscovery;
  }
  return NOT_MINE;
}

function standsAt(bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  if (at + text.length > end) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text[index]) return false;
  }
  return true;
}
