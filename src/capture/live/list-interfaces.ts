import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { canCapture } from './can-capture.ts';
import { interfaceNames } from './explain-failure.ts';
import { type Libc, loadLibc } from './libc.ts';
import { describeInterface, type InterfaceFiles, type NetworkInterface } from './network-interface.ts';
import { readOffloads } from './offloads.ts';

const FILES = ['type', 'ifindex', 'address', 'flags', 'carrier', 'speed', 'mtu', 'uevent', 'tun_flags'];
const COUNTERS = [
  'rx_packets',
  'rx_bytes',
  'tx_packets',
  'tx_bytes',
  'rx_errors',
  'rx_missed_errors',
  'rx_fifo_errors',
  'rx_over_errors',
];

export interface ListOptions {
  /** Where sysfs is mounted. */
  readonly sysRoot?: string;
}

/** The interfaces of this machine by index, and whether this process can capture from them. */
export async function listInterfaces(options: ListOptions = {}): Promise<NetworkInterface[]> {
  if (process.platform !== 'linux') return namesOnly();
  const sysRoot = options.sysRoot ?? '/sys';
  const [right, libc] = await Promise.all([canCapture(), loadLibcIfThere()]);
  const interfaces = interfaceNames(sysRoot).map((name): NetworkInterface => {
    const described = describeInterface(readFiles(sysRoot, name));
    const offloads = libc === null ? null : readOffloads(libc, name);
    const whyNot = described.whyNot ?? right.whyNot;
    return { ...described, offloads, whyNot, canCapture: whyNot === null };
  });
  return interfaces.sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
}

async function loadLibcIfThere(): Promise<Libc | null> {
  return await loadLibc().catch(() => null);
}

function readFiles(sysRoot: string, name: string): InterfaceFiles {
  const folder = join(sysRoot, 'class/net', name);
  const texts = new Map<string, string>();
  for (const path of [...FILES, ...COUNTERS.map((counter) => `statistics/${counter}`)]) {
    const text = readText(join(folder, path));
    if (text !== null) texts.set(path, text);
  }
  return { name, texts, folders: new Set(namesIn(folder)) };
}

/** The text of a file, or null: some are not there, some refuse to be read while the interface is off. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** All that is known elsewhere than on Linux, where the driver "cap" does the work. */
function namesOnly(): NetworkInterface[] {
  return Object.entries(networkInterfaces()).map(([name, addresses = []]) => ({
    name,
    index: null,
    mac: addresses[0]?.mac ?? null,
    kind: addresses[0]?.internal === true ? 'loopback' : 'virtual',
    linkType: null,
    linkTypeName: null,
    isUp: true,
    hasCarrier: null,
    speedMegabits: null,
    mtu: null,
    isPromiscuous: false,
    offloads: null,
    counters: {
      receivedFrames: null,
      receivedBytes: null,
      sentFrames: null,
      sentBytes: null,
      receiveErrors: null,
      cardDrops: null,
    },
    canCapture: false,
    whyNot: 'unknown here: name it with --interface and --driver cap',
  }));
}
