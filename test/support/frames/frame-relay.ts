import type { Layer } from './build-frame.ts';
import { concatenate, drawing, hexBytes, uint16 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

export interface FrameRelayOptions {
  /** Of 2, 3 or 4 bytes, in hexadecimal. */
  readonly address?: string;
  /** RFC 2427 instead of Cisco's encapsulation: control field and identifier of the network layer protocol. */
  readonly networkLayerProtocol?: number;
}

/** Frame relay, link type 107: Q.922's address, then what follows. */
export function frameRelay(options: FrameRelayOptions = {}): Layer {
  const { networkLayerProtocol } = options;
  return {
    name: 'frame-relay',
    identifiers: {},
    build: (inner, context) =>
      concatenate(
        hexBytes(options.address ?? '1861'),
        networkLayerProtocol === undefined
          ? drawing([uint16(context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE)])
          : Uint8Array.of(0x03, networkLayerProtocol),
        inner,
      ),
  };
}
