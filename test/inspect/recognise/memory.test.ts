import { describe, expect, it } from 'vitest';
import { Payload } from '../../../src/inspect/payload.ts';
import { fold, Mark, recall, remember } from '../../../src/inspect/recognise/memory.ts';

describe('the memory between two datagrams', () => {
  it('keeps 24 bits under the mark of whom they belong to', () => {
    const payload = new Payload();
    remember(payload, Mark.Rtp, 0x12345678);
    expect(recall(payload.memory, Mark.Rtp)).toBe(0x345678);
    expect(recall(payload.memory, Mark.Rtcp)).toBe(-1);
  });

  it('replaces its own and leaves what belongs to another alone', () => {
    const payload = new Payload();
    remember(payload, Mark.Rtp, 1);
    remember(payload, Mark.Rtp, 2);
    remember(payload, Mark.Tftp, 3);
    expect(recall(payload.memory, Mark.Rtp)).toBe(2);
    expect(recall(payload.memory, Mark.Tftp)).toBe(-1);
  });

  it('remembers nothing to begin with', () => {
    for (const mark of Object.values(Mark)) expect(recall(0, mark)).toBe(-1);
  });

  it('gives every mark a number of its own, small enough that the memory is no negative number', () => {
    const marks = Object.values(Mark);
    expect(new Set(marks).size).toBe(marks.length);
    expect(marks.every((mark) => mark > 0 && mark < 0x80)).toBe(true);
  });

  it('folds every bit of a word into as many as are asked for', () => {
    const folds = Array.from({ length: 32 }, (_, bit) => fold(1 << bit, 14));
    expect(folds.every((value) => value >= 0 && value < 1 << 14)).toBe(true);
    expect(new Set(folds).size).toBeGreaterThan(13);
  });
});
