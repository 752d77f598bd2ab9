import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseBfd } from '../../../src/inspect/recognise/bfd.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { BFD_CONTROL } from '../../support/payloads/binary-udp.ts';

describe('recognising BFD', () => {
  itKeepsTheContract(recogniseBfd, [BFD_CONTROL]);

  it('knows a control packet by its fields', () => {
    expect(verdictOf(recogniseBfd, BFD_CONTROL)).toBe(AppProtocol.Bfd);
  });

  it.each([
    ['another version', 0, 0x40],
    ['a diagnostic there is not', 0, 0x2a],
    ['multipoint', 1, 0xc1],
    ['authentication that is not there', 1, 0xc4],
    ['no multiplier', 2, 0],
    ['another length', 3, 0x19],
    ['no discriminator', 7, 0],
    ['an interval of minutes', 12, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseBfd, withBytes(BFD_CONTROL, offset, value))).toBe(NOT_MINE);
  });
});
