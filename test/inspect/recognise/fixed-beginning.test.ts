import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseFixedBeginning, recogniseFixedDatagram } from '../../../src/inspect/recognise/fixed-beginning.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { GIT_CLONE, PPTP_START } from '../../support/payloads/binary-tcp.ts';
import { RAKNET_PING } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising what always begins in the same way', () => {
  itKeepsTheContract(recogniseFixedBeginning, [PPTP_START, GIT_CLONE, textBytes('@RSYNCD: 31.0\n')], IN_STREAM);

  it.each([
    ['PPTP', PPTP_START, AppProtocol.Pptp],
    ['Git', GIT_CLONE, AppProtocol.Git],
    ['rsync', textBytes('@RSYNCD: 31.0\n'), AppProtocol.Rsync],
    ['AMQP', textBytes('AMQP\x00\x00\x09\x01'), AppProtocol.Amqp],
    ['OPC UA', textBytes('HELF\x38\x00\x00\x00'), AppProtocol.OpcUa],
    ['Zabbix', textBytes('ZBXD\x01'), AppProtocol.Zabbix],
  ])('knows %s', (_what, bytes, protocol) => {
    expect(verdictOf(recogniseFixedBeginning, bytes, IN_STREAM)).toBe(protocol);
  });

  it('waits where the beginning fits so far', () => {
    expect(verdictOf(recogniseFixedBeginning, textBytes('@RSY'), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseFixedBeginning, PPTP_START.subarray(0, 5), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseFixedBeginning, textBytes('@RSX'), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseFixedBeginning, withBytes(PPTP_START, 4, 0x1b), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising datagrams that always begin in the same way', () => {
  itKeepsTheContract(recogniseFixedDatagram, [RAKNET_PING, textBytes('SpotUdp0abcdefgh')]);

  it.each([
    ['RakNet', RAKNET_PING, AppProtocol.RakNet],
    ['Spotify Connect', textBytes('SpotUdp0abcdefgh'), AppProtocol.SpotifyConnect],
    ['Dropbox', textBytes('{"host_int": 123}'), AppProtocol.DropboxLan],
    ['a printer', textBytes('BJNP\x01\x10'), AppProtocol.Bjnp],
  ])('knows %s', (_what, bytes, protocol) => {
    expect(verdictOf(recogniseFixedDatagram, bytes)).toBe(protocol);
  });

  it('refuses what is cut: nothing more of a datagram comes', () => {
    expect(verdictOf(recogniseFixedDatagram, textBytes('SpotUdp'))).toBe(NOT_MINE);
  });
});
