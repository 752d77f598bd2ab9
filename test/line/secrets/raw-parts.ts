import { concatenate, drawing, uint8, uint16 } from '../../support/frames/drawing.ts';

/** RFC 2661, section 4.1. */
export function pair(type: number, value: Uint8Array): Uint8Array {
  return drawing([uint16(0x8000 | (6 + value.length)), uint16(0), uint16(type)], [value]);
}

/** RFC 2865, section 3. */
export function radius(...attributes: readonly Uint8Array[]): Uint8Array {
  const body = concatenate(...attributes);
  return drawing([uint8(1), uint8(7), uint16(20 + body.length)], [new Uint8Array(16).fill(0x55)], [body]);
}

/** RFC 2865, section 5. */
export function attribute(type: number, value: Uint8Array): Uint8Array {
  return drawing([uint8(type), uint8(2 + value.length)], [value]);
}

/** RFC 2132. */
export function dhcpOption(code: number, value: Uint8Array): Uint8Array {
  return drawing([uint8(code), uint8(value.length)], [value]);
}
