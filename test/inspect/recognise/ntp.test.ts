import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseNtp } from '../../../src/inspect/recognise/ntp.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { NTP_CONTROL, NTP_MONITOR_LIST, NTP_REQUEST } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { destinationPort: 123 };

describe('recognising NTP', () => {
  itKeepsTheContract(recogniseNtp, [NTP_REQUEST]);

  it('knows a whole header by its fields, whatever the port', () => {
    expect(verdictOf(recogniseNtp, NTP_REQUEST)).toBe(AppProtocol.Ntp);
  });

  it('knows a header of which the capture has only the beginning', () => {
    expect(verdictOf(recogniseNtp, NTP_REQUEST.subarray(0, 20), { wireLength: 48 })).toBe(AppProtocol.Ntp);
  });

  it.each([
    ['a version there is not', 0, 0x2b],
    ['no mode', 0, 0x20],
    ['a stratum there is not', 1, 17],
    ['a poll interval of years', 2, 18],
    ['a clock of seconds', 3, 0x40],
    ['the far side of the moon', 4, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseNtp, withBytes(NTP_REQUEST, offset, value))).toBe(NOT_MINE);
  });

  it('believes a digest behind the header only on the port', () => {
    const signed = new Uint8Array(68);
    signed.set(NTP_REQUEST);
    expect(verdictOf(recogniseNtp, signed, ON_PORT)).toBe(AppProtocol.Ntp);
    expect(verdictOf(recogniseNtp, signed)).toBe(NOT_MINE);
  });

  it('believes control and private messages only on the port', () => {
    for (const message of [NTP_CONTROL, NTP_MONITOR_LIST]) {
      expect(verdictOf(recogniseNtp, message, ON_PORT)).toBe(AppProtocol.Ntp);
      expect(verdictOf(recogniseNtp, message)).toBe(NOT_MINE);
    }
  });

  it('refuses what is too short even on the port', () => {
    expect(verdictOf(recogniseNtp, NTP_REQUEST.subarray(0, 44), ON_PORT)).toBe(NOT_MINE);
  });
});
