// MikroTik's Ethernet over IP has no specification: GRE version 1 with protocol type 0x6400, as RouterOS sends it.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS_AND_VERSION = 0;
const PAYLOAD_LENGTH = 4;
/** Little-endian, unlike all else. */
const TUNNEL_ID = 6;
const HEADER_LENGTH = 8;

const KEY_PRESENT_VERSION_1 = 0x2001;
/** No frame is shorter than its header. */
const SHORTEST_FRAME = 14;

export function decodeEoip(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Eoip);
  if (readUint16(bytes, start + FLAGS_AND_VERSION) !== KEY_PRESENT_VERSION_1) {
    return packet.stop(Problem.FlagsInvalid, Protocol.Eoip);
  }

  const payloadLength = readUint16(bytes, start + PAYLOAD_LENGTH);
  packet.enterLayer(Protocol.Eoip, HEADER_LENGTH);
  // A length too short for any frame is wrong, and the IP header says how far the frame goes. Receivers differ: some go by that alone.
  const isPossible = payloadLength === 0 || payloadLength >= SHORTEST_FRAME;
  if (isPossible) packet.narrow(start + HEADER_LENGTH + payloadLength);
  else packet.note(Problem.LengthInvalid, Protocol.Eoip);
  packet.enterIdentifiedTunnel(TunnelType.Gre, bytes[start + TUNNEL_ID]! | (bytes[start + TUNNEL_ID + 1]! << 8));
  // Without payload it is a keepalive.
  return payloadLength === 0 ? Protocol.None : Protocol.Ethernet;
}
