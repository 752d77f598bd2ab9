import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseDiameter } from '../../../src/inspect/recognise/diameter.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { DIAMETER_CAPABILITIES } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising Diameter', () => {
  itKeepsTheContract(recogniseDiameter, [DIAMETER_CAPABILITIES], IN_STREAM);

  it('knows a message by its header and its first attribute, and waits for them', () => {
    expect(verdictOf(recogniseDiameter, DIAMETER_CAPABILITIES, IN_STREAM)).toBe(AppProtocol.Diameter);
    expect(verdictOf(recogniseDiameter, DIAMETER_CAPABILITIES.subarray(0, 27), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another version', 0, 2],
    ['a length that is no multiple of four', 3, 41],
    ['flags nobody sets', 4, 0x81],
    ['a command there is not', 5, 1],
    ['an attribute with flags nobody sets', 24, 0x41],
    ['an attribute longer than the message', 27, 21],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseDiameter, withBytes(DIAMETER_CAPABILITIES, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});
