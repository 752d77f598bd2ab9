import type { Packet } from '../packet.ts';
import { readUint16 } from '../read.ts';

const SOURCE_PORT = 0;
const DESTINATION_PORT = 2;
const PORTS_LENGTH = 4;

/** Reads the ports at the cursor if they were captured, even where the rest of the header was not: they name the conversation. */
export function readPorts(bytes: Uint8Array, packet: Packet): void {
  const start = packet.cursor;
  if (packet.end - start < PORTS_LENGTH) return;
  packet.sourcePort = readUint16(bytes, start + SOURCE_PORT);
  packet.destinationPort = readUint16(bytes, start + DESTINATION_PORT);
}
