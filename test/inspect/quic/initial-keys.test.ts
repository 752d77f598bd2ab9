import { describe, expect, it } from 'vitest';
import { deriveInitialKeys } from '../../../src/inspect/quic/initial-keys.ts';
import { initialProtectionsOf } from '../../../src/inspect/quic/quic-version.ts';
import { hexBytes, hexText } from '../../support/frames/drawing.ts';
import { QUIC_VERSION_1, QUIC_VERSION_2 } from '../../support/payloads/quic.ts';

function keysOf(version: number): string[] {
  const keys = deriveInitialKeys(initialProtectionsOf(version)[0]!, hexBytes('8394c8f03e515708'));
  return [keys.key, keys.iv, keys.headerProtection].map(hexText);
}

describe('deriveInitialKeys', () => {
  it("has the client's keys of RFC 9001, appendix A.1", () => {
    expect(keysOf(QUIC_VERSION_1)).toEqual([
      '1f369613dd76d5467730efcbe3b1a22d',
      'fa044b2f42a3fd3b46fb255c',
      '9f50449e04a0e810283a1e9933adedd2',
    ]);
  });

  it("has the client's keys of RFC 9369, appendix A.1", () => {
    expect(keysOf(QUIC_VERSION_2)).toEqual([
      '8b1a0bc121284290a29e0971b5cd045d',
      '91f73e2351d8fa91660e909f',
      '45b95e15235d6f45a6b19cbcb0294ba9',
    ]);
  });
});
