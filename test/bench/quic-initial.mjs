// A QUIC client's first datagrams, protected for real, so that programs that open them find a hello (RFC 9001, section 5).
import { createCipheriv, createHmac } from 'node:crypto';

const SALT = Buffer.from('38762cf7f55934b34d179ae6a4c80cadccbb7f0a', 'hex');
const VERSION = 1;
const INITIAL = 0xc0;
const PACKET_NUMBER_LENGTH = 4;
const TAG_LENGTH = 16;
/** RFC 9000, section 14.1: no shorter, so that the path is known to carry it. */
const DATAGRAM_LENGTH = 1200;
const LENGTH_BYTES = 2;

/** The datagram that carries `part` of a hello from `offset` on; `connectionId` is the one the client made up for the server, 8 bytes. */
export function quicInitial({ connectionId, packetNumber, offset, part }) {
  const crypto = Buffer.concat([Buffer.from([6]), varint(offset), varint(part.length), part]);
  const header = Buffer.concat([
    Buffer.from([INITIAL | (PACKET_NUMBER_LENGTH - 1), 0, 0, 0, VERSION, connectionId.length]),
    connectionId,
    Buffer.from([0, 0]), // no id of its own, no token
    Buffer.alloc(LENGTH_BYTES + PACKET_NUMBER_LENGTH),
  ]);
  const room = Math.max(crypto.length, DATAGRAM_LENGTH - header.length - TAG_LENGTH);
  const at = header.length - PACKET_NUMBER_LENGTH;
  header.writeUInt16BE(0x4000 | (PACKET_NUMBER_LENGTH + room + TAG_LENGTH), at - LENGTH_BYTES);
  header.writeUInt32BE(packetNumber, at);
  return protect(header, Buffer.concat([crypto, Buffer.alloc(room - crypto.length)]), { connectionId, packetNumber });
}

function protect(header, plaintext, { connectionId, packetNumber }) {
  const secret = expandLabel(hmac(SALT, connectionId), 'client in', 32);
  const nonce = expandLabel(secret, 'quic iv', 12);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ packetNumber) >>> 0, 8);
  const cipher = createCipheriv('aes-128-gcm', expandLabel(secret, 'quic key', 16), nonce);
  cipher.setAAD(header);
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  const maskCipher = createCipheriv('aes-128-ecb', expandLabel(secret, 'quic hp', 16), null);
  const mask = maskCipher.update(encrypted.subarray(0, 16));
  header[0] ^= mask[0] & 0x0f;
  for (let byte = 0; byte < PACKET_NUMBER_LENGTH; byte += 1)
    header[header.length - PACKET_NUMBER_LENGTH + byte] ^= mask[1 + byte];
  return Buffer.concat([header, encrypted]);
}

function varint(value) {
  return Buffer.from([0x40 | (value >>> 8), value & 0xff]);
}

function hmac(key, message) {
  return createHmac('sha256', key).update(message).digest();
}

/** RFC 8446, section 7.1, for at most one hash's worth of bytes. */
function expandLabel(secret, label, length) {
  const name = Buffer.from(`tls13 ${label}`);
  const description = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])]);
  return Buffer.from(hmac(secret, description).subarray(0, length));
}
