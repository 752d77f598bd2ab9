import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseNetFlow } from '../../../src/inspect/recognise/netflow.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { IPFIX, NETFLOW_5, NETFLOW_9 } from '../../support/payloads/binary-udp.ts';

describe('recognising NetFlow and IPFIX', () => {
  itKeepsTheContract(recogniseNetFlow, [NETFLOW_5, NETFLOW_9, IPFIX]);

  it('knows version 5, version 9 and IPFIX', () => {
    for (const message of [NETFLOW_5, NETFLOW_9, IPFIX]) expect(verdictOf(recogniseNetFlow, message)).toBe(AppProtocol.NetFlow);
  });

  it.each([
    ['another version', NETFLOW_5, 1, 6],
    ["a count that is not the datagram's", NETFLOW_5, 3, 2],
    ['a time before there was NetFlow', NETFLOW_5, 8, 0x10],
    ['a set there is not', NETFLOW_9, 21, 4],
    ['sets that end elsewhere', NETFLOW_9, 23, 13],
    ['a set shorter than its header', NETFLOW_9, 23, 3],
    ["another length than the datagram's", IPFIX, 3, 0x1d],
    ['an old time of IPFIX', IPFIX, 4, 0x10],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseNetFlow, withBytes(bytes, offset, value))).toBe(NOT_MINE);
  });

  it('knows a message that was cut inside of a set, if that set fits', () => {
    const cut = NETFLOW_9.subarray(0, 24);
    expect(verdictOf(recogniseNetFlow, cut, { wireLength: NETFLOW_9.length })).toBe(AppProtocol.NetFlow);
    expect(verdictOf(recogniseNetFlow, cut, { wireLength: NETFLOW_9.length - 1 })).toBe(NOT_MINE);
  });

  it('looks at twice as much for twice as many sets', () => {
    const sets = (count: number) => concatenate(NETFLOW_9, ...Array.from({ length: count }, () => hexBytes('0100 0004')));
    expect(verdictOf(recogniseNetFlow, sets(100))).toBe(AppProtocol.NetFlow);
    expect(countReads(recogniseNetFlow, sets(200)) / countReads(recogniseNetFlow, sets(100))).toBeLessThan(2.3);
  });
});
