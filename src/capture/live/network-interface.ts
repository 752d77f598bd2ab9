import { linkTypeName } from '../link-type.ts';
import { isLoopbackHardware, linkTypeOfHardware } from './hardware-type.ts';

/** What an interface is made of, as far as choosing one to capture from goes. */
export type InterfaceKind = 'physical' | 'wireless' | 'loopback' | 'bridge' | 'bond' | 'vlan' | 'tunnel' | 'virtual';

/** Whether the system merges received frames or cuts sent ones before capture sees them; null: not known. */
export interface Offloads {
  readonly gro: boolean | null;
  readonly lro: boolean | null;
  readonly gso: boolean | null;
  readonly tso: boolean | null;
}

/** Since the interface exists. `cardDrops`: frames the card had no room for. */
export interface InterfaceCounters {
  readonly receivedFrames: number | null;
  readonly receivedBytes: number | null;
  readonly sentFrames: number | null;
  readonly sentBytes: number | null;
  readonly receiveErrors: number | null;
  readonly cardDrops: number | null;
}

export interface NetworkInterface {
  readonly name: string;
  readonly index: number | null;
  readonly mac: string | null;
  readonly kind: InterfaceKind;
  /** Of the frames captured from it; null where it cannot be captured from. */
  readonly linkType: number | null;
  readonly linkTypeName: string | null;
  /** Whether it is switched on. */
  readonly isUp: boolean;
  /** Whether there is a link; null while it is switched off, and where the system does not say. */
  readonly hasCarrier: boolean | null;
  readonly speedMegabits: number | null;
  readonly mtu: number | null;
  readonly isPromiscuous: boolean;
  readonly offloads: Offloads | null;
  readonly counters: InterfaceCounters;
  readonly canCapture: boolean;
  /** Why it cannot be captured from and what to do about it; null where it can. */
  readonly whyNot: string | null;
}

/** What sysfs says about an interface: a file's text under its path below `/sys/class/net/NAME`, and the folders and links there. */
export interface InterfaceFiles {
  readonly name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
}

const IFF_UP = 0x1;
const IFF_PROMISCUOUS = 0x100;

// DEVTYPE in an interface's uevent file.
const KINDS: Readonly<Record<string, InterfaceKind>> = {
  wlan: 'wireless',
  bridge: 'bridge',
  bond: 'bond',
  vlan: 'vlan',
  vxlan: 'tunnel',
  gretap: 'tunnel',
  wireguard: 'tunnel',
  ppp: 'tunnel',
};

/** Understands what sysfs says; leaves out what has to be asked elsewhere. */
export function describeInterface(files: InterfaceFiles): Omit<NetworkInterface, 'offloads'> {
  const flags = Number(files.texts.get('flags') ?? 0);
  const hardwareType = numberIn(files, 'type') ?? 0;
  const linkType = linkTypeOfHardware(hardwareType);
  const isUp = (flags & IFF_UP) !== 0;
  const carrier = numberIn(files, 'carrier');
  const speed = numberIn(files, 'speed');
  const whyNot = reasonAgainst(files.name, linkType, isUp);
  return {
    name: files.name,
    index: numberIn(files, 'ifindex'),
    mac: macIn(files),
    kind: kindOf(files, hardwareType),
    linkType,
    linkTypeName: linkType === null ? null : linkTypeName(linkType),
    isUp,
    hasCarrier: carrier === null ? null : carrier === 1,
    // Drivers that do not know say -1, or 4294967295.
    speedMegabits: speed === null || speed >= 0xffff_ffff || speed === 0 ? null : speed,
    mtu: numberIn(files, 'mtu'),
    isPromiscuous: (flags & IFF_PROMISCUOUS) !== 0,
    counters: countersIn(files),
    canCapture: whyNot === null,
    whyNot,
  };
}

function reasonAgainst(name: string, linkType: number | null, isUp: boolean): string | null {
  if (linkType === null) return 'its kind of frames cannot be captured';
  return isUp ? null : `it is switched off: sudo ip link set ${name} up`;
}

function kindOf({ texts, folders }: InterfaceFiles, hardwareType: number): InterfaceKind {
  if (isLoopbackHardware(hardwareType)) return 'loopback';
  const deviceType = /^DEVTYPE=(\w+)$/m.exec(texts.get('uevent') ?? '')?.[1];
  const kind = deviceType === undefined ? undefined : KINDS[deviceType];
  if (kind !== undefined) return kind;
  if (folders.has('wireless') || folders.has('phy80211')) return 'wireless';
  if (folders.has('bridge')) return 'bridge';
  if (folders.has('bonding')) return 'bond';
  if (texts.has('tun_flags')) return 'tunnel';
  return folders.has('device') ? 'physical' : 'virtual';
}

function macIn(files: InterfaceFiles): string | null {
  const mac = files.texts.get('address')?.trim() ?? '';
  return /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac) && mac !== '00:00:00:00:00:00' ? mac : null;
}

function countersIn(files: InterfaceFiles): InterfaceCounters {
  const counter = (name: string) => numberIn(files, `statistics/${name}`);
  const drops = [counter('rx_missed_errors'), counter('rx_fifo_errors'), counter('rx_over_errors')].filter(
    (value) => value !== null,
  );
  return {
    receivedFrames: counter('rx_packets'),
    receivedBytes: counter('rx_bytes'),
    sentFrames: counter('tx_packets'),
    sentBytes: counter('tx_bytes'),
    receiveErrors: counter('rx_errors'),
    cardDrops: drops.length === 0 ? null : drops.reduce((sum, value) => sum + value, 0),
  };
}

/** A decimal number that is not negative, or null. */
function numberIn(files: InterfaceFiles, path: string): number | null {
  const text = files.texts.get(path)?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}
