import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseRpc } from '../../../src/inspect/recognise/rpc.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { RPC_RECORD } from '../../support/payloads/binary-tcp.ts';
import { NFS_CALL, NTP_FIRST_REQUEST, RPC_CALL, RPC_REPLY } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising ONC RPC', () => {
  itKeepsTheContract(recogniseRpc, [RPC_CALL, NFS_CALL, RPC_REPLY]);

  it('knows calls, those of NFS by their program, and replies', () => {
    expect(verdictOf(recogniseRpc, RPC_CALL)).toBe(AppProtocol.Rpc);
    expect(verdictOf(recogniseRpc, NFS_CALL)).toBe(AppProtocol.Nfs);
    expect(verdictOf(recogniseRpc, RPC_REPLY)).toBe(AppProtocol.Rpc);
  });

  it.each([
    ['a message that is neither', RPC_CALL, 7, 2],
    ['another version of RPC', RPC_CALL, 11, 3],
    ['a program there is not', RPC_CALL, 13, 0],
    ['a version of the program beyond belief', RPC_CALL, 18, 1],
    ['a procedure beyond belief', RPC_CALL, 22, 2],
    ['credentials there are not', RPC_CALL, 27, 8],
    ['credentials beyond belief', RPC_CALL, 30, 2],
    ['a verifier there is not', RPC_CALL, 35, 8],
    ['a verifier beyond belief', RPC_CALL, 38, 2],
    ['a reply with a status there is not', RPC_REPLY, 23, 6],
    ['a reply that is verified by something else', RPC_REPLY, 15, 1],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseRpc, withBytes(bytes, offset, value))).toBe(NOT_MINE);
  });
});

describe('recognising ONC RPC beside NTP', () => {
  it('leaves a clock that knows no time yet alone', () => {
    expect(verdictOf(recogniseRpc, NTP_FIRST_REQUEST)).toBe(NOT_MINE);
  });
});

describe('recognising ONC RPC in a stream', () => {
  itKeepsTheContract(recogniseRpc, [RPC_RECORD], IN_STREAM);

  it("knows a call behind its record's length, and waits for all of it", () => {
    expect(verdictOf(recogniseRpc, RPC_RECORD, IN_STREAM)).toBe(AppProtocol.Nfs);
    expect(verdictOf(recogniseRpc, RPC_RECORD.subarray(0, 20), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseRpc, RPC_RECORD.subarray(0, 30), IN_STREAM)).toBe(PERHAPS);
  });

  it('refuses records that are not the last fragment, and such beyond belief', () => {
    expect(verdictOf(recogniseRpc, withBytes(RPC_RECORD, 0, 0), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseRpc, withBytes(RPC_RECORD, 1, 0x21), IN_STREAM)).toBe(NOT_MINE);
  });
});
