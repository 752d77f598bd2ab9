import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseNatPmp } from '../../../src/inspect/recognise/nat-pmp.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { NAT_PMP_MAP, PCP_MAP } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { destinationPort: 5351 };

describe('recognising NAT-PMP and PCP', () => {
  itKeepsTheContract(recogniseNatPmp, [NAT_PMP_MAP, PCP_MAP]);

  it("knows PCP by its client's address", () => {
    expect(verdictOf(recogniseNatPmp, PCP_MAP)).toBe(AppProtocol.NatPmp);
    expect(verdictOf(recogniseNatPmp, withBytes(PCP_MAP, 18, 0xfe))).toBe(NOT_MINE);
    expect(verdictOf(recogniseNatPmp, withBytes(PCP_MAP, 18, 0xfe), ON_PORT)).toBe(AppProtocol.NatPmp);
  });

  it('believes NAT-PMP only on its port, and only in its lengths', () => {
    expect(verdictOf(recogniseNatPmp, NAT_PMP_MAP, ON_PORT)).toBe(AppProtocol.NatPmp);
    expect(verdictOf(recogniseNatPmp, NAT_PMP_MAP)).toBe(NOT_MINE);
    expect(verdictOf(recogniseNatPmp, NAT_PMP_MAP.subarray(0, 11), ON_PORT)).toBe(NOT_MINE);
    expect(verdictOf(recogniseNatPmp, withBytes(NAT_PMP_MAP, 1, 0x82), ON_PORT)).toBe(NOT_MINE);
  });

  it('refuses an operation there is not and another version', () => {
    expect(verdictOf(recogniseNatPmp, withBytes(PCP_MAP, 1, 4), ON_PORT)).toBe(NOT_MINE);
    expect(verdictOf(recogniseNatPmp, withBytes(PCP_MAP, 0, 3), ON_PORT)).toBe(NOT_MINE);
  });
});
