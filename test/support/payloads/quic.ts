import { createCipheriv, createHmac } from 'node:crypto';
import { bits, concatenate, drawing, hexBytes, textBytes, uint8, uint16, uint32 } from '../frames/drawing.ts';
import { varint } from './quic-frames.ts';

export const QUIC_VERSION_1 = 1;
export const QUIC_VERSION_2 = 0x6b3343cf;

const TAG_LENGTH = 16;
/** A client pads its first datagram so that the path is known to carry it (RFC 9000, section 14.1). */
const SMALLEST_INITIAL_DATAGRAM = 1200;

interface VersionRules {
  readonly salt: Uint8Array;
  readonly labelPrefix: string;
  readonly initialType: number;
}
/** RFC 9001, section 5.2. */
const VERSION_1: VersionRules = {
  salt: hexBytes('38762cf7f55934b34d179ae6a4c80cadccbb7f0a'),
  labelPrefix: 'quic',
  initialType: 0,
};
/** RFC 9369, sections 3.2 and 3.3. */
const VERSION_2: VersionRules = {
  salt: hexBytes('0dede3def700a6db819381be6e269dcbf9bd2ed9'),
  labelPrefix: 'quicv2',
  initialType: 1,
};

export interface ProtectedInitialOptions {
  readonly version?: number;
  /** Whose keys protect it; a server's follow from the client's connection id, too. */
  readonly sender?: 'client' | 'server';
  readonly destinationConnectionId?: Uint8Array;
  readonly sourceConnectionId?: Uint8Array;
  /** What keys follow from: the client's first Destination Connection ID, or that after a Retry. This packet's own unless said otherwise. */
  readonly keyConnectionId?: Uint8Array;
  readonly packetNumber?: number;
  /** In bytes: 1 to 4. */
  readonly packetNumberLength?: number;
  readonly token?: Uint8Array;
  readonly frames?: readonly Uint8Array[];
  /** The packet is padded inside so that it has so many bytes, where it has fewer; 0 pads nothing. */
  readonly datagramLength?: number;
  /** Another salt than the version's, for versions that are protected as version 1 but for that. */
  readonly salt?: Uint8Array;
}

/**
 * An Initial packet, protected as RFC 9001, section 5 (version 1) or RFC 9369 (version 2) says: it really decrypts. One datagram's payload; to share
 * the datagram with others, set `datagramLength` to 0 and concatenate.
 */
export function protectedInitial(options: ProtectedInitialOptions = {}): Uint8Array {
  const {
    version = QUIC_VERSION_1,
    destinationConnectionId = hexBytes('8394c8f03e515708'),
    sourceConnectionId = new Uint8Array(0),
    packetNumber = 0,
    packetNumberLength = 4,
    token = new Uint8Array(0),
    frames = [],
    datagramLength = SMALLEST_INITIAL_DATAGRAM,
  } = options;
  const rules = version === QUIC_VERSION_2 ? VERSION_2 : VERSION_1;
  const content = concatenate(...frames);
  const header = (length: number) =>
    drawing(
      [bits(1, 1), bits(1, 1), bits(2, rules.initialType), bits(2, 0), bits(2, packetNumberLength - 1)],
      [uint32(version)],
      [uint8(destinationConnectionId.length), destinationConnectionId],
      [uint8(sourceConnectionId.length), sourceConnectionId],
      [varint(token.length), token],
      [varint(length, 2)],
      [bits(8 * packetNumberLength, packetNumber)],
    );
  // The header's sample lies behind the longest packet number, so there must be something there (RFC 9001, section 5.4.2).
  const room = Math.max(datagramLength - header(0).length - TAG_LENGTH, 4 - packetNumberLength, content.length);
  const plaintext = concatenate(content, new Uint8Array(room - content.length));
  return protect(header(packetNumberLength + plaintext.length + TAG_LENGTH), plaintext, {
    secret: initialSecret(
      options.salt ?? rules.salt,
      options.keyConnectionId ?? destinationConnectionId,
      options.sender ?? 'client',
    ),
    labelPrefix: rules.labelPrefix,
    packetNumber,
    packetNumberLength,
  });
}

export interface LongPacketOptions {
  readonly version?: number;
  /** As the version numbers it. */
  readonly type: number;
  readonly destinationConnectionId?: Uint8Array;
  readonly sourceConnectionId?: Uint8Array;
  readonly content?: Uint8Array;
}

/** A 0-RTT or Handshake packet (RFC 9000, sections 17.2.3 and 17.2.4): what is protected in it is any bytes. */
export function longPacket(options: LongPacketOptions): Uint8Array {
  const { version = QUIC_VERSION_1, type, content = new Uint8Array(40).fill(0xa7) } = options;
  return concatenate(invariantHeader(0xc0 | (type << 4), version, options), varint(content.length, 2), content);
}

/** RFC 9000, section 17.2.5: a token and an integrity tag, here any bytes. */
export function retryPacket(options: Omit<LongPacketOptions, 'type'> = {}): Uint8Array {
  return concatenate(invariantHeader(0xf0, options.version ?? QUIC_VERSION_1, options), new Uint8Array(60).fill(0x05));
}

/** RFC 9000, section 17.2.1. */
export function versionNegotiation(versions: readonly number[]): Uint8Array {
  return drawing([invariantHeader(0x80, 0, {})], versions.map(uint32));
}

/** A packet with a short header (RFC 9000, section 17.3.1), all of it but the connection id any bytes. */
export function shortPacket(firstByte: number, destinationConnectionId: Uint8Array, length = 60): Uint8Array {
  return concatenate(Uint8Array.of(firstByte), destinationConnectionId, new Uint8Array(length).fill(0x5c));
}

/** What all versions' long headers begin with (RFC 8999, section 5.1). */
function invariantHeader(firstByte: number, version: number, options: Partial<LongPacketOptions>): Uint8Array {
  const { destinationConnectionId = hexBytes('8394c8f03e515708'), sourceConnectionId = new Uint8Array(0) } = options;
  return drawing(
    [uint8(firstByte), uint32(version)],
    [uint8(destinationConnectionId.length), destinationConnectionId],
    [uint8(sourceConnectionId.length), sourceConnectionId],
  );
}

interface Protection {
  readonly secret: Uint8Array;
  readonly labelPrefix: string;
  readonly packetNumber: number;
  readonly packetNumberLength: number;
}

/** RFC 9001, sections 5.3 (payload) and 5.4 (header). */
function protect(header: Uint8Array, plaintext: Uint8Array, protection: Protection): Uint8Array {
  const { secret, labelPrefix, packetNumber, packetNumberLength } = protection;
  const nonce = expandLabel(secret, `${labelPrefix} iv`, 12);
  drawing([uint32(packetNumber)]).forEach((byte, index) => {
    nonce[8 + index]! ^= byte;
  });
  const cipher = createCipheriv('aes-128-gcm', expandLabel(secret, `${labelPrefix} key`, 16), nonce);
  cipher.setAAD(header);
  const encrypted = concatenate(cipher.update(plaintext), cipher.final(), cipher.getAuthTag());

  const sampleStart = 4 - packetNumberLength;
  const maskCipher = createCipheriv('aes-128-ecb', expandLabel(secret, `${labelPrefix} hp`, 16), null);
  const mask = maskCipher.update(encrypted.subarray(sampleStart, sampleStart + 16));
  const masked = header.slice();
  masked[0]! ^= mask[0]! & 0x0f;
  for (let index = 0; index < packetNumberLength; index++)
    masked[header.length - packetNumberLength + index]! ^= mask[1 + index]!;
  return concatenate(masked, encrypted);
}

function initialSecret(salt: Uint8Array, connectionId: Uint8Array, sender: 'client' | 'server'): Uint8Array {
  return expandLabel(hmac(salt, connectionId), `${sender} in`, 32);
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
