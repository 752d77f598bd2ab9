import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseGtp } from '../../../src/inspect/recognise/gtp.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { GTP_CREATE_SESSION } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { destinationPort: 2123 };

describe('recognising GTP', () => {
  itKeepsTheContract(recogniseGtp, [GTP_CREATE_SESSION]);

  it('knows both versions and the charging protocol by their lengths, on their ports', () => {
    for (const message of [GTP_CREATE_SESSION, hexBytes('32 01 0004 00000000 00010000'), hexBytes('2e f0 0002 0001 0002')]) {
      expect(verdictOf(recogniseGtp, message, ON_PORT)).toBe(AppProtocol.Gtp);
      expect(verdictOf(recogniseGtp, message)).toBe(NOT_MINE);
    }
  });

  it('refuses another length and another version', () => {
    expect(verdictOf(recogniseGtp, withBytes(GTP_CREATE_SESSION, 3, 0x0d), ON_PORT)).toBe(NOT_MINE);
    expect(verdictOf(recogniseGtp, withBytes(GTP_CREATE_SESSION, 0, 0x68), ON_PORT)).toBe(NOT_MINE);
  });
});
