import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseNetBiosDatagram, recogniseNetBiosSession } from '../../../src/inspect/recognise/netbios.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { NETBIOS_DATAGRAM, NETBIOS_QUERY } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };
const SESSION_REQUEST = concatenate(hexBytes('81 000044'), NETBIOS_QUERY.subarray(12, 46), NETBIOS_QUERY.subarray(12, 46));

describe('recognising NetBIOS names and datagrams', () => {
  itKeepsTheContract(recogniseNetBiosDatagram, [NETBIOS_QUERY, NETBIOS_DATAGRAM]);

  it('knows them by their encoded names', () => {
    expect(verdictOf(recogniseNetBiosDatagram, NETBIOS_QUERY)).toBe(AppProtocol.NetBios);
    expect(verdictOf(recogniseNetBiosDatagram, NETBIOS_DATAGRAM)).toBe(AppProtocol.NetBios);
  });

  it.each([
    ['a name that is not encoded', NETBIOS_QUERY, 20, 0x51],
    ['a name of another length', NETBIOS_QUERY, 12, 0x1f],
    ['an operation there is not', NETBIOS_QUERY, 2, 0x10],
    ['two questions', NETBIOS_QUERY, 5, 2],
    ['a datagram of a type there is not', NETBIOS_DATAGRAM, 0, 0x17],
    ['a datagram with flags nobody sets', NETBIOS_DATAGRAM, 1, 0x1a],
    ['a datagram longer than it is', NETBIOS_DATAGRAM, 11, 0x45],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseNetBiosDatagram, withBytes(bytes, offset, value))).toBe(NOT_MINE);
  });

  it('does not ask for every letter on its ports', () => {
    const damaged = withBytes(NETBIOS_QUERY, 20, 0x51);
    expect(verdictOf(recogniseNetBiosDatagram, damaged, { destinationPort: 137 })).toBe(AppProtocol.NetBios);
  });
});

describe('recognising NetBIOS sessions', () => {
  itKeepsTheContract(recogniseNetBiosSession, [SESSION_REQUEST], IN_STREAM);

  it('waits for what a session carries, then says that it is one', () => {
    expect(verdictOf(recogniseNetBiosSession, SESSION_REQUEST, IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseNetBiosSession, SESSION_REQUEST, { ...IN_STREAM, count: 1 })).toBe(AppProtocol.NetBios);
  });

  it('knows a refusal by its reason', () => {
    expect(verdictOf(recogniseNetBiosSession, hexBytes('83 000001 82'), IN_STREAM)).toBe(AppProtocol.NetBios);
    expect(verdictOf(recogniseNetBiosSession, hexBytes('83 000001 20'), IN_STREAM)).toBe(NOT_MINE);
  });

  it('refuses a request of another length, or for a name that is not encoded', () => {
    expect(verdictOf(recogniseNetBiosSession, withBytes(SESSION_REQUEST, 3, 0x45), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseNetBiosSession, withBytes(SESSION_REQUEST, 9, 0x20), IN_STREAM)).toBe(NOT_MINE);
  });
});
