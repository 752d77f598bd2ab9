import { describe, expect, it } from 'vitest';
import { describeFigures } from '../../src/commands/figures.ts';
import { STATUS } from '../support/fake-probe.ts';

describe('describeFigures', () => {
  it('says frames, bytes, seconds and what was lost where', () => {
    expect(describeFigures(STATUS, 12.34)).toBe(
      'wanprobe: 100 frames, 9,000 bytes on the wire in 12.3 s; dropped: kernel 5, probe 0',
    );
  });

  it('does not take what is not known for zero', () => {
    const losses = { card: null, kernel: null, freezes: null, probe: null };
    expect(describeFigures({ ...STATUS, mode: 'demonstration', losses }, 1)).toBe(
      'wanprobe: 100 frames of the demonstration, 9,000 bytes on the wire in 1.0 s; dropped: not known',
    );
  });
});
