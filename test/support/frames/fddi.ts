import { CLIENT_MAC, macBytes, SERVER_MAC } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { drawing, uint8 } from './drawing.ts';

/** FDDI, link type 10; an asynchronous LLC frame (0x50) unless said otherwise, behind which `snap()` or `llc()` follows. */
export function fddi(options: { readonly frameControl?: number } = {}): Layer {
  return {
    name: 'fddi',
    identifiers: {},
    build: (inner) => drawing([uint8(options.frameControl ?? 0x50)], [macBytes(SERVER_MAC), macBytes(CLIENT_MAC)], [inner]),
  };
}
