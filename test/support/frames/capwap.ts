import type { Layer } from './build-frame.ts';
import { bits, concatenate, drawing, padTo, uint8, uint16 } from './drawing.ts';

const CAPWAP_CONTROL_PORT = 5246;
const CAPWAP_DATA_PORT = 5247;
const BINDING_IEEE_802_11 = 1;

export interface CapwapOptions {
  readonly version?: number;
  /** Header length, in units of four bytes. */
  readonly headerLength?: number;
  readonly radioId?: number;
  readonly bindingId?: number;
  /** The T flag: set where an 802.11 frame follows. */
  readonly isNative?: boolean;
  readonly isKeepalive?: boolean;
  /** The F flag; the L flag follows from `moreFragments`. */
  readonly fragment?: { readonly id: number; readonly offset: number; readonly moreFragments: boolean };
  readonly radioMac?: Uint8Array;
  readonly wirelessInformation?: Uint8Array;
}

/** The header of the data channel (RFC 5415, section 4.3); `ethernet()` or `ieee80211()` follows. */
export function capwap(options: CapwapOptions = {}): Layer {
  return {
    name: 'capwap',
    identifiers: { udpPort: CAPWAP_DATA_PORT },
    counts: { kind: 'tunnel', type: 'capwap', id: null },
    build: (inner, context) => concatenate(header({ isNative: context.next?.name === 'wlan', ...options }), inner),
  };
}

/** The same header on the control channel, in front of a control message. */
export function capwapControl(options: CapwapOptions = {}): Layer {
  return {
    name: 'capwap-control',
    identifiers: { udpPort: CAPWAP_CONTROL_PORT },
    build: (inner) => concatenate(header(options), inner),
  };
}

function header(options: CapwapOptions): Uint8Array {
  const { radioMac, wirelessInformation, fragment } = options;
  const optional = concatenate(...[radioMac, wirelessInformation].map(withLength));
  const flag = (isSet: boolean | undefined) => bits(1, isSet ? 1 : 0);
  return drawing(
    [bits(4, options.version ?? 0), bits(4, 0)],
    [bits(5, options.headerLength ?? 2 + optional.length / 4), bits(5, options.radioId ?? 1)],
    [bits(5, options.bindingId ?? BINDING_IEEE_802_11), flag(options.isNative)],
    [flag(fragment !== undefined), flag(fragment !== undefined && !fragment.moreFragments)],
    [flag(wirelessInformation !== undefined), flag(radioMac !== undefined), flag(options.isKeepalive), bits(3, 0)],
    [uint16(fragment?.id ?? 0), bits(13, fragment?.offset ?? 0), bits(3, 0)],
    [optional],
  );
}

function withLength(field: Uint8Array | undefined): Uint8Array {
  return field === undefined ? new Uint8Array(0) : padTo(4, drawing([uint8(field.length)], [field]));
}
