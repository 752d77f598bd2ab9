import { CLIENT_MAC, macBytes, SERVER_MAC } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16 } from './drawing.ts';

const ACCESS_POINT_MAC = '00:00:5e:00:53:fe';

/** A radiotap header without any field but flags, link type 127 (https://www.radiotap.org). Little-endian throughout. */
export function radiotap(options: { readonly length?: number } = {}): Layer {
  const headerLength = options.length ?? 9;
  return {
    name: 'radiotap',
    identifiers: {},
    build: (inner) =>
      drawing(
        [uint8(0), uint8(0), uint8(headerLength & 0xff), uint8(headerLength >> 8)],
        [uint8(0x02), uint8(0), uint8(0), uint8(0)],
        [uint8(0)],
        [inner],
      ),
  };
}

export interface Ieee80211Options {
  readonly type?: 'management' | 'control' | 'data';
  readonly subtype?: number;
  /** Through an access point towards the wire, from it, or between two access points (with four addresses). */
  readonly direction?: 'to-ds' | 'from-ds' | 'wds' | 'ad-hoc';
  /** Quality of service: subtype 8 and a control field at the end. */
  readonly qos?: boolean;
  readonly isProtected?: boolean;
  readonly sequenceNumber?: number;
  /** Frame control and sequence control in network byte order, as some access points send them within CAPWAP. */
  readonly isSwapped?: boolean;
  readonly source?: string;
  readonly destination?: string;
  readonly accessPoint?: string;
}

const TYPES = { management: 0, control: 1, data: 2 } as const;
const DISTRIBUTION = { 'ad-hoc': 0, 'to-ds': 1, 'from-ds': 2, wds: 3 } as const;

/** An IEEE 802.11 frame, by default data from a station; `snap()` follows. */
export function ieee80211(options: Ieee80211Options = {}): Layer {
  const direction = options.direction ?? 'to-ds';
  const subtype = options.subtype ?? (options.qos ? 8 : 0);
  const [first, second, third, fourth] = addressesOf(direction, options);
  return {
    name: 'wlan',
    identifiers: {},
    build: (inner) => {
      const frameControl = drawing(
        [bits(4, subtype), bits(2, TYPES[options.type ?? 'data']), bits(2, 0)],
        [bits(1, 0), bits(1, options.isProtected ? 1 : 0), bits(4, 0), bits(2, DISTRIBUTION[direction])],
      );
      const sequenceControl = drawing([bits(12, options.sequenceNumber ?? 0), bits(4, 0)]);
      return drawing(
        [options.isSwapped ? frameControl.toReversed() : frameControl, uint16(0)],
        [first, second, third],
        [options.isSwapped ? sequenceControl : sequenceControl.toReversed()],
        fourth ? [fourth] : [],
        options.qos ? [uint16(0)] : [],
        [inner],
      );
    },
  };
}

type Addresses = [Uint8Array, Uint8Array, Uint8Array, Uint8Array?];

function addressesOf(direction: keyof typeof DISTRIBUTION, options: Ieee80211Options): Addresses {
  const source = macBytes(options.source ?? CLIENT_MAC);
  const destination = macBytes(options.destination ?? SERVER_MAC);
  const accessPoint = macBytes(options.accessPoint ?? ACCESS_POINT_MAC);
  if (direction === 'to-ds') return [accessPoint, source, destination];
  if (direction === 'from-ds') return [destination, accessPoint, source];
  if (direction === 'wds') return [accessPoint, accessPoint, destination, source];
  return [destination, source, accessPoint];
}
