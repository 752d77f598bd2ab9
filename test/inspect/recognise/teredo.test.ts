import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseTeredo } from '../../../src/inspect/recognise/teredo.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { TEREDO_PACKET, TEREDO_SOLICITATION } from '../../support/payloads/binary-udp.ts';

describe('recognising Teredo', () => {
  itKeepsTheContract(recogniseTeredo, [TEREDO_PACKET, TEREDO_SOLICITATION]);

  it('knows a packet of a Teredo address, an origin in front of it or none', () => {
    expect(verdictOf(recogniseTeredo, TEREDO_PACKET)).toBe(AppProtocol.Teredo);
    expect(verdictOf(recogniseTeredo, concatenate(hexBytes('0000 63bf 3ffffdfe'), TEREDO_PACKET))).toBe(AppProtocol.Teredo);
  });

  it('knows what a client says to its server', () => {
    expect(verdictOf(recogniseTeredo, TEREDO_SOLICITATION)).toBe(AppProtocol.Teredo);
  });

  it.each([
    ['another version', 0, 0x40],
    ['another length', 5, 0x09],
    ['any other address', 8, 0x26],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseTeredo, withBytes(TEREDO_PACKET, offset, value))).toBe(NOT_MINE);
  });
});
