import { concatenate, drawing, uint8, uint24, uint32 } from '../frames/drawing.ts';
import { latin1 } from './text-bytes.ts';

export const FrameType = { Data: 0, Headers: 1, Settings: 4, WindowUpdate: 8, Continuation: 9 } as const;
export const FrameFlag = { EndStream: 0x01, EndHeaders: 0x04, Padded: 0x08, Priority: 0x20 } as const;

export interface FrameOptions {
  readonly type: number;
  readonly flags?: number;
  readonly payload?: Uint8Array;
  readonly length?: number;
}

/** What a client says first (RFC 9113, section 3.4). */
export const preface = latin1('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** A frame (RFC 9113, section 4.1), on stream 1. */
export function http2Frame({ type, flags = 0, payload = new Uint8Array(0), length = payload.length }: FrameOptions): Uint8Array {
  return drawing([uint24(length), uint8(type), uint8(flags), uint32(1)], [payload]);
}

/** A field as RFC 7541, section 6.2.1, has it: a literal with a new name, added to the table unless said otherwise; its texts not compressed. */
export function literalField(name: string, value: string, firstByte = 0x40): Uint8Array {
  return concatenate(Uint8Array.of(firstByte), literalText(name), literalText(value));
}

/** A text with its length in one byte before it. */
export function literalText(text: string): Uint8Array {
  return concatenate(Uint8Array.of(text.length), latin1(text));
}
