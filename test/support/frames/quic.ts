import { createCipheriv, createHmac } from 'node:crypto';
import type { Layer } from './build-frame.ts';
import { bits, concatenate, drawing, hexBytes, padTo, textBytes, uint8, uint16, uint32 } from './drawing.ts';
import { clientHelloMessage, tlsExtension } from './tls.ts';

const VERSION_1 = 1;
const CRYPTO = 0x06;
const TRANSPORT_PARAMETERS = 0x39;
const PACKET_NUMBER_LENGTH = 4;
const TAG_LENGTH = 16;
/** A client pads its first datagram so that the path is known to carry it (RFC 9000, section 14.1). */
const SMALLEST_INITIAL_DATAGRAM = 1200;
/** RFC 9001, section 5.2. */
const INITIAL_SALT = hexBytes('38762cf7f55934b34d179ae6a4c80cadccbb7f0a');

export interface QuicInitialOptions {
  readonly serverName?: string;
  readonly destinationConnectionId?: Uint8Array;
  readonly sourceConnectionId?: Uint8Array;
  readonly packetNumber?: number;
  readonly version?: number;
}

/** A client's Initial packet with a ClientHello in it, protected as RFC 9001, section 5 says: it really decrypts. */
export function quicInitial(options: QuicInitialOptions = {}): Layer {
  const {
    packetNumber = 0,
    destinationConnectionId = hexBytes('8394c8f03e515708'),
    sourceConnectionId = new Uint8Array(0),
  } = options;
  const message = clientHelloMessage({
    serverName: options.serverName ?? 'www.example.com',
    alpn: ['h3'],
    // Initial source connection id (RFC 9000, section 18.2).
    extensions: [
      tlsExtension(TRANSPORT_PARAMETERS, drawing([uint8(0x0f), uint8(sourceConnectionId.length), sourceConnectionId])),
    ],
  });
  const crypto = drawing([uint8(CRYPTO), uint8(0), bits(2, 1), bits(14, message.length)], [message]);

  const header = (length: number) =>
    drawing(
      [bits(1, 1), bits(1, 1), bits(2, 0), bits(2, 0), bits(2, PACKET_NUMBER_LENGTH - 1)],
      [uint32(options.version ?? VERSION_1)],
      [uint8(destinationConnectionId.length), destinationConnectionId],
      [uint8(sourceConnectionId.length), sourceConnectionId],
      [uint8(0)], // no token
      [bits(2, 1), bits(14, length)],
      [uint32(packetNumber)],
    );
  const plaintext = padTo(SMALLEST_INITIAL_DATAGRAM - header(0).length - TAG_LENGTH, crypto);
  return {
    name: 'quic',
    identifiers: { udpPort: 443 },
    build: (inner) => {
      const clear = header(PACKET_NUMBER_LENGTH + plaintext.length + TAG_LENGTH);
      return concatenate(protect(clear, plaintext, { destinationConnectionId, packetNumber }), inner);
    },
  };
}

interface Protection {
  readonly destinationConnectionId: Uint8Array;
  readonly packetNumber: number;
}

/** RFC 9001, sections 5.3 (payload) and 5.4 (header). */
function protect(header: Uint8Array, plaintext: Uint8Array, { destinationConnectionId, packetNumber }: Protection): Uint8Array {
  const secret = expandLabel(hmac(INITIAL_SALT, destinationConnectionId), 'client in', 32);
  const nonce = expandLabel(secret, 'quic iv', 12);
  drawing([uint32(packetNumber)]).forEach((byte, index) => {
    nonce[8 + index]! ^= byte;
  });
  const cipher = createCipheriv('aes-128-gcm', expandLabel(secret, 'quic key', 16), nonce);
  cipher.setAAD(header);
  const encrypted = concatenate(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());

  const mask = createCipheriv('aes-128-ecb', expandLabel(secret, 'quic hp', 16), null).update(encrypted.subarray(0, 16));
  const masked = header.slice();
  masked[0]! ^= mask[0]! & 0x0f;
  for (let index = 0; index < PACKET_NUMBER_LENGTH; index++)
    masked[header.length - PACKET_NUMBER_LENGTH + index]! ^= mask[1 + index]!;
  return concatenate(masked, encrypted);
}

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(message).digest();
}

/** HKDF-Expand-Label (RFC 8446, section 7.1) for at most one hash's worth of bytes. */
function expandLabel(secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = textBytes(`tls13 ${label}`);
  const description = drawing([uint16(length), uint8(name.length), name, uint8(0)]);
  return Uint8Array.from(hmac(secret, concatenate(description, Uint8Array.of(1))).subarray(0, length));
}
