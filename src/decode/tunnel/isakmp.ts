// RFC 7296, section 3.1; version 1: RFC 2408, section 3.1. What does not look like it is not IKE, and no problem.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { readUint32 } from '../read.ts';

const VERSION = 17;
const LENGTH = 24;
const HEADER_LENGTH = 28;

const VERSION_1_0 = 0x10;
const VERSION_2_0 = 0x20;

export function decodeIsakmp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return Protocol.None;
  const version = bytes[start + VERSION]!;
  if (version !== VERSION_1_0 && version !== VERSION_2_0) return Protocol.None;
  const length = readUint32(bytes, start + LENGTH);
  if (length < HEADER_LENGTH) return Protocol.None;

  packet.enterLayer(Protocol.Isakmp, HEADER_LENGTH);
  packet.narrow(start + length);
  return Protocol.None;
}
