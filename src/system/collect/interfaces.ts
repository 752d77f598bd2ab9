import type { NetworkInterfaceInfo } from 'node:os';
import { increase, parseCount } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import type { InterfaceReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';

/** What an interface counted since it was there, as /proc/net/dev has it. */
export interface InterfaceCounters {
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly receiveErrors: number;
  readonly receiveDrops: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
  readonly sendErrors: number;
  readonly sendDrops: number;
}

export interface InterfaceOptions {
  /** `os.networkInterfaces`. */
  readonly addresses: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
}

const MOST_INTERFACES = 256;
const MOST_ADDRESSES = 64;
/** Asking a driver for its speed takes a lock that all of networking waits for. */
const SPEED_MILLIS = 30_000;
const ADDRESS_MILLIS = 10_000;
/** IFF_UP of linux/if.h. */
const FLAG_UP = 1;
const COLUMNS = 16;

interface Speed {
  readonly state: string | null;
  readonly bitsPerSecond: number | null;
  readonly readAtMillis: number;
}

/** What the network interfaces carry, as the kernel counts them. */
export function createInterfaceCollector(roots: SystemRoots, { addresses }: InterfaceOptions): Collector<'interfaces'> {
  const reader = new FileReader();
  const speeds = new Map<string, Speed>();
  let before: ReadonlyMap<string, InterfaceCounters> = new Map();
  let known = { readAtMillis: Number.NEGATIVE_INFINITY, byName: {} as NodeJS.Dict<NetworkInterfaceInfo[]> };

  const speedOf = (name: string, state: string | null, monotonicMillis: number): number | null => {
    const last = speeds.get(name);
    if (last?.state === state && monotonicMillis - last.readAtMillis < SPEED_MILLIS) return last.bitsPerSecond;
    const bitsPerSecond = parseSpeed(reader.readLineIfAny(`${roots.sys}/class/net/${name}/speed`));
    speeds.set(name, { state, bitsPerSecond, readAtMillis: monotonicMillis });
    return bitsPerSecond;
  };
  return {
    name: 'interfaces',
    collect: ({ monotonicMillis, seconds }: Moment): readonly InterfaceReading[] => {
      const now = parseNetDev(reader.readText(`${roots.proc}/net/dev`));
      for (const name of speeds.keys()) if (!now.has(name)) speeds.delete(name);
      if (monotonicMillis - known.readAtMillis >= ADDRESS_MILLIS) known = { readAtMillis: monotonicMillis, byName: addresses() };
      const readings = [...now].map(([name, counters]) => {
        const state = reader.readLineIfAny(`${roots.sys}/class/net/${name}/operstate`);
        return {
          name,
          isUp: state === 'up' || ((state === 'unknown' || state === null) && hasUpFlag(reader, roots.sys, name)),
          speedBitsPerSecond: speedOf(name, state, monotonicMillis),
          ...countsOf(before.get(name) ?? counters, counters, seconds),
          addresses: (known.byName[name] ?? []).slice(0, MOST_ADDRESSES).map(({ address }) => address),
        };
      });
      before = now;
      return readings;
    },
  };
}

/** Reads /proc/net/dev. Lines that are cut or damaged are left out. */
export function parseNetDev(text: string): ReadonlyMap<string, InterfaceCounters> {
  const interfaces = new Map<string, InterfaceCounters>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const counts = line
      .slice(colon + 1)
      .trim()
      .split(/ +/)
      .map(parseCount);
    if (!isInterfaceName(name) || counts.length < COLUMNS || counts.includes(null) || interfaces.size >= MOST_INTERFACES)
      continue;
    const column = (index: number) => counts[index] ?? 0;
    interfaces.set(name, {
      receivedBytes: column(0),
      receivedPackets: column(1),
      receiveErrors: column(2),
      receiveDrops: column(3),
      sentBytes: column(8),
      sentPackets: column(9),
      sendErrors: column(10),
      sendDrops: column(11),
    });
  }
  return interfaces;
}

/** Megabits per second; -1 or nothing where there is no link. */
export function parseSpeed(text: string | null): number | null {
  const megabits = parseCount(text);
  // A driver without an answer says -1, some as an unsigned number.
  return megabits === null || megabits === 0 || megabits >= 0xffff_ffff ? null : megabits * 1e6;
}

/** It becomes part of a path: the kernel allows no slash, and neither of the two names that every directory has. */
function isInterfaceName(name: string): boolean {
  return /^[^\s/:]{1,15}$/.test(name) && name !== '.' && name !== '..';
}

/** Tunnels, PPP and the loopback do not say how they are, but whether somebody switched them on. */
function hasUpFlag(reader: FileReader, sys: string, name: string): boolean {
  const flags = Number.parseInt(reader.readLineIfAny(`${sys}/class/net/${name}/flags`) ?? '', 16);
  return (flags & FLAG_UP) !== 0;
}

function countsOf(before: InterfaceCounters, now: InterfaceCounters, seconds: number) {
  const rate = (counter: keyof InterfaceCounters) => increase(before[counter], now[counter]) / seconds;
  return {
    receivedBytesPerSecond: rate('receivedBytes'),
    sentBytesPerSecond: rate('sentBytes'),
    receivedPacketsPerSecond: rate('receivedPackets'),
    sentPacketsPerSecond: rate('sentPackets'),
    receivedBytes: now.receivedBytes,
    sentBytes: now.sentBytes,
    receiveErrors: now.receiveErrors,
    sendErrors: now.sendErrors,
    receiveDrops: now.receiveDrops,
    sendDrops: now.sendDrops,
  };
}
