import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseIke } from '../../../src/inspect/recognise/ike.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { IKE_1_MAIN_MODE, IKE_2_INITIATION, IKE_BEHIND_MARKER } from '../../support/payloads/binary-udp.ts';

describe('recognising IKE', () => {
  itKeepsTheContract(recogniseIke, [IKE_2_INITIATION, IKE_1_MAIN_MODE, IKE_BEHIND_MARKER]);

  it('knows both versions, and the marker in front of them', () => {
    for (const message of [IKE_2_INITIATION, IKE_1_MAIN_MODE, IKE_BEHIND_MARKER]) {
      expect(verdictOf(recogniseIke, message)).toBe(AppProtocol.Ike);
    }
  });

  it.each([
    ['another version', 17, 0x30],
    ['an exchange there is not', 18, 0x01],
    ['flags nobody sets', 19, 0x80],
    ['another length', 27, 0x25],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseIke, withBytes(IKE_2_INITIATION, offset, value))).toBe(NOT_MINE);
  });

  it('refuses an initiator without an index', () => {
    expect(verdictOf(recogniseIke, withBytes(IKE_BEHIND_MARKER, 4, 0, 0, 0, 0, 0, 0, 0, 0))).toBe(NOT_MINE);
  });

  it('knows a stream by its prefix', () => {
    const inStream = { transport: Transport.Tcp };
    expect(verdictOf(recogniseIke, textBytes('IKETCP'), inStream)).toBe(AppProtocol.Ike);
    expect(verdictOf(recogniseIke, textBytes('IKE'), inStream)).toBe(PERHAPS);
    expect(verdictOf(recogniseIke, textBytes('IKEA'), inStream)).toBe(NOT_MINE);
  });
});
