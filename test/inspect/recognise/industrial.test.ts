import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseEtherNetIp, recogniseIec104, recogniseS7comm } from '../../../src/inspect/recognise/industrial.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { ETHERNET_IP_REGISTER, IEC104_NUMBERED, IEC104_START, S7_CONNECTION, S7_JOB } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising S7', () => {
  itKeepsTheContract(recogniseS7comm, [S7_CONNECTION, S7_JOB], IN_STREAM);

  it('knows a job by its protocol, and a connection by what it names, on its port', () => {
    expect(verdictOf(recogniseS7comm, S7_JOB, IN_STREAM)).toBe(AppProtocol.S7comm);
    expect(verdictOf(recogniseS7comm, S7_CONNECTION, { ...IN_STREAM, destinationPort: 102 })).toBe(AppProtocol.S7comm);
    expect(verdictOf(recogniseS7comm, S7_CONNECTION, IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseS7comm, S7_JOB.subarray(0, 11), IN_STREAM)).toBe(PERHAPS);
  });

  it('refuses another protocol in the same transport', () => {
    expect(verdictOf(recogniseS7comm, withBytes(S7_JOB, 7, 0x33), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseS7comm, withBytes(S7_JOB, 2, 0x01), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising IEC 60870-5-104', () => {
  itKeepsTheContract(recogniseIec104, [IEC104_START, IEC104_NUMBERED], IN_STREAM);

  it('knows the start of a transfer, and numbered frames on the port', () => {
    expect(verdictOf(recogniseIec104, IEC104_START, IN_STREAM)).toBe(AppProtocol.Iec104);
    expect(verdictOf(recogniseIec104, IEC104_NUMBERED, { ...IN_STREAM, sourcePort: 2404 })).toBe(AppProtocol.Iec104);
    expect(verdictOf(recogniseIec104, IEC104_NUMBERED, IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseIec104, IEC104_START.subarray(0, 5), IN_STREAM)).toBe(PERHAPS);
  });

  it('refuses lengths there are not', () => {
    expect(verdictOf(recogniseIec104, withBytes(IEC104_START, 1, 3), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising EtherNet/IP', () => {
  itKeepsTheContract(recogniseEtherNetIp, [ETHERNET_IP_REGISTER], IN_STREAM);

  it('knows a command by its header, and waits for that', () => {
    expect(verdictOf(recogniseEtherNetIp, ETHERNET_IP_REGISTER, IN_STREAM)).toBe(AppProtocol.EtherNetIp);
    expect(verdictOf(recogniseEtherNetIp, ETHERNET_IP_REGISTER.subarray(0, 23), IN_STREAM)).toBe(PERHAPS);
  });

  it('knows one by what follows it, where something does', () => {
    const twice = concatenate(ETHERNET_IP_REGISTER, ETHERNET_IP_REGISTER);
    expect(verdictOf(recogniseEtherNetIp, twice, IN_STREAM)).toBe(AppProtocol.EtherNetIp);
    // Raft, as some implement it: numbers of 64 bits.
    const numbers = hexBytes('0400000000000000 1800000000000000 0600000000000000 0100000000000000 0000000000000000');
    expect(verdictOf(recogniseEtherNetIp, numbers, IN_STREAM)).toBe(NOT_MINE);
  });

  it.each([
    ['a command there is not', 0, 0x67],
    ['a length beyond belief', 3, 0x20],
    ['options in use', 20, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseEtherNetIp, withBytes(ETHERNET_IP_REGISTER, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});
