import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseSnmp } from '../../../src/inspect/recognise/snmp.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { SNMP_3, SNMP_GET, SNMP_TRAP } from '../../support/payloads/binary-udp.ts';

describe('recognising SNMP', () => {
  itKeepsTheContract(recogniseSnmp, [SNMP_GET, SNMP_TRAP, SNMP_3]);

  it('knows a request of version 2c, a trap of version 1 and a message of version 3', () => {
    for (const message of [SNMP_GET, SNMP_TRAP, SNMP_3]) expect(verdictOf(recogniseSnmp, message)).toBe(AppProtocol.Snmp);
  });

  it.each([
    ["another length than the datagram's", 1, 0x20],
    ['a version there is not', 4, 2],
    ['a community that is no text', 5, 0x02],
    ['a request there is not', 13, 0xa9],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseSnmp, withBytes(SNMP_GET, offset, value))).toBe(NOT_MINE);
  });
});
