import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseHsrp } from '../../../src/inspect/recognise/hsrp.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { HSRP_2_HELLO, HSRP_HELLO } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { destinationPort: 1985 };

describe('recognising HSRP', () => {
  itKeepsTheContract(recogniseHsrp, [HSRP_HELLO, HSRP_2_HELLO]);

  it('knows the usual password, and any on its port', () => {
    expect(verdictOf(recogniseHsrp, HSRP_HELLO)).toBe(AppProtocol.Hsrp);
    expect(verdictOf(recogniseHsrp, withBytes(HSRP_HELLO, 8, 0x73))).toBe(NOT_MINE);
    expect(verdictOf(recogniseHsrp, withBytes(HSRP_HELLO, 8, 0x73), ON_PORT)).toBe(AppProtocol.Hsrp);
  });

  it('knows version 2 on its port', () => {
    expect(verdictOf(recogniseHsrp, HSRP_2_HELLO, ON_PORT)).toBe(AppProtocol.Hsrp);
    expect(verdictOf(recogniseHsrp, HSRP_2_HELLO)).toBe(NOT_MINE);
  });

  it.each([
    ['another version', 0, 1],
    ['an operation there is not', 1, 4],
    ['a state there is not', 2, 3],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseHsrp, withBytes(HSRP_HELLO, offset, value), ON_PORT)).toBe(NOT_MINE);
  });
});
