import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS } from '../../../src/inspect/payload.ts';
import { recogniseTftp } from '../../../src/inspect/recognise/tftp.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { TFTP_ERROR, TFTP_OPTIONS, TFTP_REQUEST, tftpAcknowledgement, tftpData } from '../../support/payloads/binary-udp.ts';

describe('recognising TFTP', () => {
  itKeepsTheContract(recogniseTftp, [TFTP_REQUEST, TFTP_OPTIONS, TFTP_ERROR, tftpData(1), tftpAcknowledgement(1)]);

  it('knows requests, options and errors by their texts', () => {
    for (const message of [TFTP_REQUEST, TFTP_OPTIONS, TFTP_ERROR])
      expect(verdictOf(recogniseTftp, message)).toBe(AppProtocol.Tftp);
  });

  it.each([
    ['a mode there is not', concatenate(hexBytes('0001'), textBytes('boot.img\0fast\0'))],
    ['a request for nothing', concatenate(hexBytes('0001'), textBytes('\0octet\0'))],
    ['a name that does not end', concatenate(hexBytes('0001'), textBytes('a'.repeat(300)))],
    ['an option there is not', concatenate(hexBytes('0006'), textBytes('colour\x00red\0'))],
    ['an error there is not', withBytes(TFTP_ERROR, 3, 9)],
    ['an error that is no text', withBytes(TFTP_ERROR, 6, 0x01)],
    ['a block that is neither full nor the last', tftpData(1).subarray(0, 515)],
    ['an operation there is not', withBytes(TFTP_REQUEST, 1, 7)],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseTftp, bytes)).toBe(NOT_MINE);
  });

  it('believes blocks and acknowledgements at the next number', () => {
    expect(lastVerdictOf(recogniseTftp, [tftpData(1), tftpData(2)])).toBe(AppProtocol.Tftp);
    expect(lastVerdictOf(recogniseTftp, [tftpData(1), tftpData(3)])).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseTftp, [tftpAcknowledgement(0xffff), tftpAcknowledgement(0)])).toBe(AppProtocol.Tftp);
    expect(lastVerdictOf(recogniseTftp, [tftpData(1), tftpAcknowledgement(2)])).toBe(PERHAPS);
  });
});
