import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseSFlow } from '../../../src/inspect/recognise/sflow.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { SFLOW_4, SFLOW_5 } from '../../support/payloads/binary-udp.ts';

describe('recognising sFlow', () => {
  itKeepsTheContract(recogniseSFlow, [SFLOW_5, SFLOW_4]);

  it('knows version 5 and those before it', () => {
    expect(verdictOf(recogniseSFlow, SFLOW_5)).toBe(AppProtocol.SFlow);
    expect(verdictOf(recogniseSFlow, SFLOW_4)).toBe(AppProtocol.SFlow);
  });

  it.each([
    ['another version', SFLOW_5, 3, 6],
    ['an address of no kind', SFLOW_5, 7, 3],
    ['no samples', SFLOW_5, 27, 0],
    ['more samples than fit', SFLOW_5, 26, 2],
    ['a sample of no kind', SFLOW_5, 31, 6],
    ['a sample longer than the datagram', SFLOW_5, 35, 5],
    ['an older sample of no kind', SFLOW_4, 27, 3],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseSFlow, withBytes(bytes, offset, value))).toBe(NOT_MINE);
  });
});
