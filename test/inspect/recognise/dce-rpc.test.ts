import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseDceRpc, recogniseDceRpcDatagram } from '../../../src/inspect/recognise/dce-rpc.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { DCE_RPC_BIND } from '../../support/payloads/binary-tcp.ts';
import { DCE_RPC_DATAGRAM } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising DCE/RPC', () => {
  itKeepsTheContract(recogniseDceRpc, [DCE_RPC_BIND], IN_STREAM);

  it('knows a packet by its header, and waits for that', () => {
    expect(verdictOf(recogniseDceRpc, DCE_RPC_BIND, IN_STREAM)).toBe(AppProtocol.DceRpc);
    expect(verdictOf(recogniseDceRpc, DCE_RPC_BIND.subarray(0, 15), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another version', 0, 4],
    ['another minor version', 1, 2],
    ['a type there is not', 2, 21],
    ['numbers in another order', 4, 0],
    ['a fragment shorter than its header', 8, 15],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseDceRpc, withBytes(DCE_RPC_BIND, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising DCE/RPC over UDP', () => {
  itKeepsTheContract(recogniseDceRpcDatagram, [DCE_RPC_DATAGRAM]);

  it('knows a datagram whose body fills it, in either order of bytes', () => {
    expect(verdictOf(recogniseDceRpcDatagram, DCE_RPC_DATAGRAM)).toBe(AppProtocol.DceRpc);
    expect(verdictOf(recogniseDceRpcDatagram, withBytes(withBytes(DCE_RPC_DATAGRAM, 4, 0), 74, 0, 4))).toBe(AppProtocol.DceRpc);
  });

  it.each([
    ['another version', 0, 5],
    ['a type there is not', 1, 20],
    ['another order of bytes', 4, 0x20],
    ['another length', 74, 5],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseDceRpcDatagram, withBytes(DCE_RPC_DATAGRAM, offset, value))).toBe(NOT_MINE);
  });
});
