import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseRip } from '../../../src/inspect/recognise/rip.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { RIP_RESPONSE, RIPNG_REQUEST } from '../../support/payloads/binary-udp.ts';

const FOR_IPV6 = { destinationPort: 521 };

describe('recognising RIP', () => {
  itKeepsTheContract(recogniseRip, [RIP_RESPONSE, RIPNG_REQUEST]);

  it('knows an entry by its fields, for IPv6 on its port', () => {
    expect(verdictOf(recogniseRip, RIP_RESPONSE)).toBe(AppProtocol.Rip);
    expect(verdictOf(recogniseRip, RIPNG_REQUEST, FOR_IPV6)).toBe(AppProtocol.Rip);
    expect(verdictOf(recogniseRip, withBytes(RIPNG_REQUEST, 22, 129), FOR_IPV6)).toBe(NOT_MINE);
  });

  it('knows a password in place of the first entry', () => {
    expect(verdictOf(recogniseRip, withBytes(RIP_RESPONSE, 4, 0xff, 0xff))).toBe(AppProtocol.Rip);
  });

  it.each([
    ['a command there is not', 0, 3],
    ['another version', 1, 3],
    ['something in place of the zero', 3, 1],
    ['a family there is not', 5, 3],
    ['a metric beyond infinity', 23, 17],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseRip, withBytes(RIP_RESPONSE, offset, value))).toBe(NOT_MINE);
  });

  it('refuses half an entry', () => {
    expect(verdictOf(recogniseRip, RIP_RESPONSE, { wireLength: 34 })).toBe(NOT_MINE);
  });
});
