import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseVnc } from '../../../src/inspect/recognise/vnc.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf } from '../../support/payloads/binary.ts';
import { VNC_VERSION } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising VNC', () => {
  itKeepsTheContract(recogniseVnc, [VNC_VERSION], IN_STREAM);

  it('knows a version, and waits for all of it', () => {
    expect(verdictOf(recogniseVnc, VNC_VERSION, IN_STREAM)).toBe(AppProtocol.Vnc);
    expect(verdictOf(recogniseVnc, VNC_VERSION.subarray(0, 11), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseVnc, VNC_VERSION.subarray(0, 2), IN_STREAM)).toBe(PERHAPS);
  });

  it.each(['RFC 003.008\n', 'RFB 00a.008\n', 'RFB 003-008\n', 'RFB 003.0081'])('refuses %j', (text) => {
    expect(verdictOf(recogniseVnc, textBytes(text), IN_STREAM)).toBe(NOT_MINE);
  });
});
