import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseBgp } from '../../../src/inspect/recognise/bgp.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { BGP_OPEN } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising BGP', () => {
  itKeepsTheContract(recogniseBgp, [BGP_OPEN], IN_STREAM);

  it('knows a message by its marker, and waits for what follows it', () => {
    expect(verdictOf(recogniseBgp, BGP_OPEN, IN_STREAM)).toBe(AppProtocol.Bgp);
    expect(verdictOf(recogniseBgp, BGP_OPEN.subarray(0, 18), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another marker', 3, 0xfe],
    ['a length shorter than the header', 17, 18],
    ['a type there is not', 18, 6],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseBgp, withBytes(BGP_OPEN, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});
