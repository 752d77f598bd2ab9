import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { overwriteSecrets } from '../../src/line/secrets.ts';

export interface EraseOptions {
  /** Ethernet unless said otherwise. */
  readonly linkType?: number;
  /** As long as its bytes unless said otherwise. */
  readonly wireLength?: number;
}

export interface Erased {
  readonly bytes: Uint8Array;
  readonly count: number;
}

const FRAME_START = 5;
const BYTES_BEHIND = 7;

/** Overwrites the secrets of a copy of the frame, over memory that throws when any byte outside of the frame is read or written. */
export function erase(bytes: Uint8Array, options: EraseOptions = {}): Erased {
  const memory = new Uint8Array(FRAME_START + bytes.length + BYTES_BEHIND).fill(0xee);
  memory.set(bytes, FRAME_START);
  const end = FRAME_START + bytes.length;
  const packet = new Packet();
  decodeFrame(
    {
      bytes: guardFrame(memory, end),
      start: FRAME_START,
      capturedLength: bytes.length,
      wireLength: options.wireLength ?? bytes.length,
      timestampMicros: 0,
      linkType: options.linkType ?? 1,
      interfaceIndex: 0,
    },
    packet,
  );
  const count = overwriteSecrets(packet);
  return { bytes: memory.slice(FRAME_START, end), count };
}

function guardFrame(memory: Uint8Array, end: number): Uint8Array {
  const check = (key: string | symbol): number => {
    const index = typeof key === 'string' ? Number(key) : Number.NaN;
    if (!Number.isInteger(index) || index < FRAME_START || index >= end) throw new Error(`touched bytes[${String(key)}]`);
    return index;
  };
  return new Proxy(memory, {
    get: (target, key) => target[check(key)],
    set: (target, key, value: number) => {
      target[check(key)] = value;
      return true;
    },
  });
}

/** Whether `part` stands anywhere in `bytes`. */
export function contains(bytes: Uint8Array, part: Uint8Array | string): boolean {
  return Buffer.from(bytes).includes(typeof part === 'string' ? part : Buffer.from(part));
}
