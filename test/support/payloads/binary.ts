import { expect, it } from 'vitest';
import { Payload, type Recogniser, Transport } from '../../../src/inspect/payload.ts';
import type { Verdict } from '../../../src/inspect/recognise/verdict.ts';
import { guardBytes } from '../decode-harness.ts';
import { Random } from '../random.ts';

/** Payloads never start where their memory does. */
const START = 5;
const BYTES_BEHIND = 7;

export interface ShowOptions {
  /** UDP unless said otherwise. */
  readonly transport?: Transport;
  /** Ports of nobody in particular unless said otherwise. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** How long a datagram was on the wire; as long as its bytes unless said otherwise. */
  readonly wireLength?: number;
  readonly count?: number;
}

/** What one payload is said to be. Throws where the recogniser reads anything outside of it. */
export function verdictOf(recogniser: Recogniser, bytes: Uint8Array, options: ShowOptions = {}): Verdict {
  return recogniser(payloadOf(bytes, options));
}

/** What the last of a sender's datagrams is said to be. */
export function lastVerdictOf(recogniser: Recogniser, datagrams: readonly Uint8Array[], options: ShowOptions = {}): Verdict {
  let memory = 0;
  let verdict: Verdict = -1;
  datagrams.forEach((bytes, count) => {
    const payload = payloadOf(bytes, { ...options, count });
    payload.memory = memory;
    verdict = recogniser(payload);
    memory = payload.memory;
  });
  return verdict;
}

/** What a datagram is said to be that answers another one. */
export function answerVerdictOf(recogniser: Recogniser, question: Uint8Array, answer: Uint8Array): Verdict {
  const asked = payloadOf(question, {});
  recogniser(asked);
  const answered = payloadOf(answer, {});
  answered.otherMemory = asked.memory;
  return recogniser(answered);
}

/** How many bytes the recogniser looks at: what a payload costs, without a clock. */
export function countReads(recogniser: Recogniser, bytes: Uint8Array, options: ShowOptions = {}): number {
  let reads = 0;
  recogniser(payloadOf(bytes, options, () => (reads += 1)));
  return reads;
}

function payloadOf(bytes: Uint8Array, options: ShowOptions, onRead?: () => void): Payload {
  const memory = new Uint8Array(START + bytes.length + BYTES_BEHIND).fill(0xee);
  memory.set(bytes, START);
  const payload = new Payload();
  payload.bytes = guardBytes(memory, (index) => {
    onRead?.();
    return index >= START && index < START + bytes.length;
  });
  payload.start = START;
  payload.end = START + bytes.length;
  payload.wireEnd = START + (options.wireLength ?? bytes.length);
  payload.transport = options.transport ?? Transport.Udp;
  payload.sourcePort = options.sourcePort ?? 49152;
  payload.destinationPort = options.destinationPort ?? 50000;
  payload.count = options.count ?? 0;
  return payload;
}

/** The bytes with some of them, from `offset` on, replaced. */
export function withBytes(bytes: Uint8Array, offset: number, ...values: readonly number[]): Uint8Array {
  const changed = bytes.slice();
  changed.set(values, offset);
  return changed;
}

const RANDOM_PAYLOADS = 20_000;
const LONGEST_RANDOM = 1500;
const POOL = randomBytes(1 << 18);

function randomBytes(length: number): Uint8Array {
  const random = new Random(20260728);
  return Uint8Array.from({ length }, () => random.below(256));
}

/**
 * What every recogniser promises, whatever it is shown: it reads nothing outside, wherever one of its own payloads is cut, and takes nothing
 * random for its own, on ports of nobody in particular.
 */
export function itKeepsTheContract(recogniser: Recogniser, examples: readonly Uint8Array[], options: ShowOptions = {}): void {
  it('reads nothing outside of its payloads, cut at every length and damaged at every byte', () => {
    for (const example of examples) {
      for (let length = 0; length <= example.length; length += 1) {
        const cut = example.subarray(0, length);
        expect(() => verdictOf(recogniser, cut, options)).not.toThrow();
        expect(() => verdictOf(recogniser, cut, { ...options, wireLength: example.length })).not.toThrow();
        if (length === example.length) continue;
        for (const value of [0x00, 0x7f, 0xff]) {
          expect(() => verdictOf(recogniser, withBytes(example, length, value), options)).not.toThrow();
        }
      }
    }
  });

  it('takes none of 20,000 random payloads for its own, nor the second of two', () => {
    const random = new Random(1);
    const payload = new Payload();
    payload.bytes = POOL;
    payload.transport = options.transport ?? Transport.Udp;
    payload.sourcePort = 49152;
    payload.destinationPort = 50000;
    let claimed = 0;
    for (let index = 0; index < RANDOM_PAYLOADS; index += 1) {
      // Short ones are the likelier ones to look like something: half of them are shorter than 64 bytes.
      const length = random.below(index % 2 === 0 ? 64 : LONGEST_RANDOM);
      payload.start = random.below(0x10000);
      payload.end = payload.start + length;
      payload.wireEnd = payload.end;
      payload.count = index % 2;
      if (payload.count === 0) {
        payload.otherMemory = payload.memory;
        payload.memory = 0;
      }
      if (recogniser(payload) > 0) claimed += 1;
    }
    expect(claimed).toBe(0);
  });
}
