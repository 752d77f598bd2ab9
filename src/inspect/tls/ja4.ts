// Runs once per ClientHello. JA4 is published by FoxIO, LLC under the BSD 3-Clause licence: technical_details/JA4.md of its repository `ja4`.
// Only JA4, the fingerprint of TLS clients, is free to use like that; the rest of the family is not, and is not here.

import { hash } from 'node:crypto';
import { isGrease } from './grease.ts';
import { ExtensionType } from './hello-extensions.ts';
import { ja4Version } from './tls-version.ts';

/** TLS over TCP, in QUIC, or DTLS: the fingerprint's first character. */
export type HelloCarrier = 't' | 'q' | 'd';

/** What JA4 is made of, in the order of the wire, values that mean nothing (GREASE) included. */
export interface Ja4Parts {
  readonly carrier: HelloCarrier;
  readonly legacyVersion: number;
  /** What the supported_versions extension offers; empty without one. */
  readonly supportedVersions: readonly number[];
  readonly cipherSuites: readonly number[];
  readonly extensionTypes: readonly number[];
  readonly signatureAlgorithms: readonly number[];
  /** The bytes of the first protocol that the ALPN extension offers; empty without one. */
  readonly firstProtocol: readonly number[];
}

const HIGHEST_COUNT = 99;
const HASH_CHARACTERS = 12;
const HASH_OF_NOTHING = '000000000000';
const NO_PROTOCOL = '00';

/** Every byte in hexadecimal: putting these together takes a third of the time that converting numbers does. */
const HEX_BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;

/** The fingerprint of the program that said hello, 36 characters: `t13d1516h2_8daaf6152771_e5627efa2ab1`. */
export function ja4Of(parts: Ja4Parts): string {
  const suites = meaningful(parts.cipherSuites);
  const types = meaningful(parts.extensionTypes);
  const algorithms = meaningful(parts.signatureAlgorithms);

  const destination = types.includes(ExtensionType.ServerName) ? 'd' : 'i';
  const start = parts.carrier + offeredVersion(parts) + destination + twoDigits(suites.length) + twoDigits(types.length);
  // A client says the same hello to every server but for these two: they count, and are in no hash.
  const hashed = types.filter((type) => type !== ExtensionType.ServerName && type !== ExtensionType.Alpn);
  return `${start + protocolCharacters(parts.firstProtocol)}_${hashOf(sorted(suites))}_${extensionHash(hashed, algorithms)}`;
}

/**
 * The highest number that the extension offers. For DTLS, whose versions count down, that is the oldest version offered; so the specification
 * says, and so fingerprints are compared.
 */
function offeredVersion({ supportedVersions, legacyVersion }: Ja4Parts): string {
  let highest = -1;
  for (const version of meaningful(supportedVersions)) highest = Math.max(highest, version);
  return ja4Version(highest < 0 ? legacyVersion : highest);
}

function meaningful(values: readonly number[]): number[] {
  return values.filter((value) => !isGrease(value));
}

function twoDigits(count: number): string {
  return String(Math.min(count, HIGHEST_COUNT)).padStart(2, '0');
}

/** The first and the last character; where either is no letter and no digit, the first and the last digit of all bytes in hexadecimal. */
function protocolCharacters(protocol: readonly number[]): string {
  const first = protocol.at(0);
  const last = protocol.at(-1);
  if (first === undefined || last === undefined) return NO_PROTOCOL;
  if (isAlphanumeric(first) && isAlphanumeric(last)) return String.fromCharCode(first, last);
  return (first >> 4).toString(16) + (last & 0x0f).toString(16);
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= DIGIT_0 && byte <= DIGIT_9) || (byte >= UPPER_A && byte <= UPPER_Z) || (byte >= LOWER_A && byte <= LOWER_Z);
}

function sorted(values: readonly number[]): Uint16Array {
  return Uint16Array.from(values).sort();
}

function extensionHash(types: readonly number[], algorithms: readonly number[]): string {
  if (types.length === 0) return HASH_OF_NOTHING;
  const list = hexList(sorted(types));
  return hashOfText(algorithms.length === 0 ? list : `${list}_${hexList(algorithms)}`);
}

function hashOf(values: Uint16Array): string {
  return values.length === 0 ? HASH_OF_NOTHING : hashOfText(hexList(values));
}

function hashOfText(text: string): string {
  return hash('sha256', text, 'hex').slice(0, HASH_CHARACTERS);
}

function hexList(values: Iterable<number>): string {
  let list = '';
  for (const value of values) list += `,${HEX_BYTES[value >> 8]!}${HEX_BYTES[value & 0xff]!}`;
  return list.slice(1);
}
