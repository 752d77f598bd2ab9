import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseSmb } from '../../../src/inspect/recognise/smb.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { SMB_SESSION_REQUEST, smb } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising SMB', () => {
  itKeepsTheContract(recogniseSmb, [smb(0xfe), concatenate(SMB_SESSION_REQUEST, smb(0xff))], IN_STREAM);

  it.each([
    ['version 1', 0xff],
    ['version 2 and 3', 0xfe],
    ['encrypted', 0xfd],
    ['compressed', 0xfc],
  ])('knows it: %s', (_what, version) => {
    expect(verdictOf(recogniseSmb, smb(version), IN_STREAM)).toBe(AppProtocol.Smb);
  });

  it("knows it behind a session's request and its answer", () => {
    expect(verdictOf(recogniseSmb, concatenate(SMB_SESSION_REQUEST, smb(0xff)), IN_STREAM)).toBe(AppProtocol.Smb);
    expect(verdictOf(recogniseSmb, concatenate(hexBytes('82 000000'), smb(0xfe)), IN_STREAM)).toBe(AppProtocol.Smb);
  });

  it('waits for what a session carries', () => {
    expect(verdictOf(recogniseSmb, SMB_SESSION_REQUEST, IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseSmb, smb(0xfe).subarray(0, 6), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another protocol in a session', withBytes(smb(0xfe), 5, 0x54)],
    ['a version there is not', smb(0xfb)],
    ['a message too short to be one', withBytes(smb(0xfe), 3, 3)],
    ['a request of another length', withBytes(SMB_SESSION_REQUEST, 3, 0x45)],
    ['an answer of any length', withBytes(concatenate(hexBytes('82 000001'), smb(0xfe)), 0, 0x82)],
    ['text', textBytes('GET / HTTP/1.1')],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseSmb, bytes, IN_STREAM)).toBe(NOT_MINE);
  });
});
