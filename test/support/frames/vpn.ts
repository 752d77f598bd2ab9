import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint24, uint32, uint64 } from './drawing.ts';

/** WireGuard's handshake initiation (https://www.wireguard.com/protocol/): 148 bytes, the cryptographic ones filled with 0x5a. */
export function wireguardInitiation(options: { readonly senderIndex?: number } = {}): Layer {
  const encrypted = (length: number) => new Uint8Array(length).fill(0x5a);
  return {
    name: 'wireguard',
    identifiers: { udpPort: 51820 },
    build: (inner) =>
      drawing(
        [uint8(1), uint24(0)],
        [uint32(options.senderIndex ?? 1)],
        [encrypted(32)], // ephemeral key
        [encrypted(48)], // static key
        [encrypted(28)], // timestamp
        [encrypted(16)], // MAC 1
        [new Uint8Array(16)], // MAC 2: none without a cookie
        [inner],
      ),
  };
}

const HARD_RESET_CLIENT_V2 = 7;

/** OpenVPN's first packet over UDP: opcode and key id, session id, no acknowledgments, packet id 0. */
export function openvpn(options: { readonly opcode?: number; readonly sessionId?: bigint } = {}): Layer {
  return {
    name: 'openvpn',
    identifiers: { udpPort: 1194 },
    build: (inner) =>
      drawing(
        [bits(5, options.opcode ?? HARD_RESET_CLIENT_V2), bits(3, 0)],
        [uint64(options.sessionId ?? 0x0102030405060708n)],
        [uint8(0)],
        [uint32(0)],
        [inner],
      ),
  };
}
