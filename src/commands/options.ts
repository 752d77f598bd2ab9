import { isIP } from 'node:net';
import { parseCidr } from '../line/home/cidr.ts';
import { isGroupMac, NO_MAC, parseMac } from '../line/home/mac.ts';

/** Where to listen. */
export interface ListenAddress {
  /** An IPv4 or IPv6 address without brackets, or `localhost`. */
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
}

/** How a capture is played: as fast as it goes, or at this many times the pace it was captured at. */
export type Speed = number | 'max';

/** Where `replay --serve` listens when no more is said; the same as the configuration's defaults. */
export const DEFAULT_LISTEN: ListenAddress = { host: '127.0.0.1', port: 8080 };

/** Rows of every list where `--top` does not say. */
export const DEFAULT_TOP = 20;

/** How often `top` shows new figures where `--refresh` does not say. */
export const DEFAULT_REFRESH_SECONDS = 2;

/** An option's text that means nothing. The message says what was expected and what was found. */
export class OptionError extends Error {
  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${JSON.stringify(found)}`);
    this.name = 'OptionError';
  }
}

const LISTEN_EXPECTED = 'ADDR:PORT, such as 127.0.0.1:8080, [::1]:8080 or :8080';

/** An address in brackets, or anything without colons, before the last colon; or the port alone. */
const LISTEN = /^(?:(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:/]*)):)?(?<port>\d+)$/;

/** Reads `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`; `:8080` and `8080` are ports of this machine alone (127.0.0.1). */
export function parseListen(text: string): ListenAddress {
  const groups = LISTEN.exec(text)?.groups;
  if (groups === undefined) throw new OptionError(LISTEN_EXPECTED, text);
  const port = Number(groups.port);
  if (port > 65_535) throw new OptionError('a port from 0 to 65535', text);

  const { bracketed, plain } = groups;
  if (bracketed !== undefined && isIP(bracketed) === 6) return { host: bracketed, port };
  if (bracketed === undefined && (plain === undefined || plain === '')) return { host: DEFAULT_LISTEN.host, port };
  if (plain === 'localhost' || (plain !== undefined && isIP(plain) === 4)) return { host: plain, port };
  throw new OptionError(LISTEN_EXPECTED, text);
}

/** Reads a number of rows; 0 means all of them. */
export function parseTop(text: string): number {
  return parseWhole(text, { expected: 'a number of rows, 0 for all of them', least: 0, most: 1_000_000_000 });
}

/** Reads `max` or how many times faster than real time; fractions are slower. */
export function parseSpeed(text: string): Speed {
  if (text === 'max') return 'max';
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (speed < 0.001 || speed > 1_000_000) throw new OptionError('max, or a factor from 0.001 to 1000000', text);
  return speed;
}

/** Reads how often to show new figures. */
export function parseRefreshSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds < 0.2 || seconds > 3_600) throw new OptionError('seconds from 0.2 to 3600', text);
  return seconds;
}

/** Reads how many bytes of a frame to keep; 0 keeps all of them. */
export function parseSnapLength(text: string): number {
  return parseWhole(text, { expected: 'a whole number of bytes from 0 (all) to 262144', least: 0, most: 262_144 });
}

/** Reads the size of the capture buffer. */
export function parseRingMebibytes(text: string): number {
  return parseWhole(text, { expected: 'a whole number of MiB from 1 to 1024', least: 1, most: 1_024 });
}

/** Reads a network of home and adds it to those before it. */
export function parseNetwork(text: string, before: readonly string[] = []): readonly string[] {
  if (parseCidr(text) === null) throw new OptionError('a network such as 192.0.2.0/24 or 2001:db8:1::/48', text);
  return [...before, text];
}

/** Reads the MAC address of one device. */
export function parseRouterMac(text: string): string {
  const mac = parseMac(text);
  if (mac === null || mac === NO_MAC || isGroupMac(mac)) {
    throw new OptionError('a MAC address such as 00:00:5e:00:53:01', text);
  }
  return text;
}

/** Reads one of some words. */
export function parseOneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (!words.includes(text)) throw new OptionError(`one of ${words.join(', ')}`, text);
    return text;
  };
}

function parseWhole(text: string, range: { expected: string; least: number; most: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (value < range.least || value > range.most) throw new OptionError(range.expected, text);
  return value;
}

/**
 * Keeps a capture file behind a bare `--serve` from being taken for its ADDR:PORT: `replay --serve a.pcap` serves `a.pcap`.
 * `arguments_` are those behind the program's name.
 */
export function detachServe(arguments_: readonly string[]): string[] {
  if (arguments_[0] !== 'replay') return [...arguments_];
  const end = arguments_.indexOf('--');
  return arguments_.map((argument, index) => {
    const next = arguments_[index + 1];
    const isBare = argument === '--serve' && next !== undefined && (end === -1 || index < end);
    return isBare && !LISTEN.test(next) ? '--serve=' : argument;
  });
}
