// https://openvpn.net/community-docs/openvpn-protocol.html. What does not look like a packet of it is not OpenVPN, and no problem.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

const OPCODE_AND_KEY_ID = 0;
const HEADER_LENGTH = 1;

const OPCODE_SHIFT = 3;
const KEY_ID_MASK = 0x07;
const LAST_OPCODE = 11;
const DATA_VERSION_1 = 6;
const DATA_VERSION_2 = 9;
/** Hard resets, client's and server's of three versions, start with the first key. */
const HARD_RESETS: readonly number[] = [1, 2, 7, 8, 10];
/** Opcode, session id and the count of acknowledged packets. */
const SMALLEST_CONTROL = 10;

export function decodeOpenVpn(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return Protocol.None;
  const opcode = bytes[start + OPCODE_AND_KEY_ID]! >>> OPCODE_SHIFT;
  const keyId = bytes[start + OPCODE_AND_KEY_ID]! & KEY_ID_MASK;
  if (opcode === 0 || opcode > LAST_OPCODE) return Protocol.None;
  if (keyId !== 0 && HARD_RESETS.includes(opcode)) return Protocol.None;
  const isData = opcode === DATA_VERSION_1 || opcode === DATA_VERSION_2;
  if (!isData && packet.wireEnd - start < SMALLEST_CONTROL) return Protocol.None;

  packet.enterLayer(Protocol.OpenVpn, HEADER_LENGTH);
  return Protocol.None;
}
