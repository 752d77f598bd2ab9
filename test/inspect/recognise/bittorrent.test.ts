import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import {
  recogniseBitTorrent,
  recogniseBitTorrentDatagram,
  recogniseBitTorrentDht,
} from '../../../src/inspect/recognise/bittorrent.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { DHT_ANSWER, DHT_PING, LOCAL_PEERS, TRACKER_CONNECT } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };
const HANDSHAKE = textBytes('\x13BitTorrent protocol');

describe('recognising BitTorrent peers', () => {
  itKeepsTheContract(recogniseBitTorrent, [HANDSHAKE], IN_STREAM);

  it('knows the handshake, and waits for the rest of its beginning', () => {
    expect(verdictOf(recogniseBitTorrent, HANDSHAKE, IN_STREAM)).toBe(AppProtocol.BitTorrent);
    expect(verdictOf(recogniseBitTorrent, HANDSHAKE.subarray(0, 5), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseBitTorrent, textBytes('\x13BitTorrent protokoll'), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising trackers and peers near by', () => {
  itKeepsTheContract(recogniseBitTorrentDatagram, [TRACKER_CONNECT, LOCAL_PEERS]);

  it('knows a request to connect and a search', () => {
    expect(verdictOf(recogniseBitTorrentDatagram, TRACKER_CONNECT)).toBe(AppProtocol.BitTorrent);
    expect(verdictOf(recogniseBitTorrentDatagram, LOCAL_PEERS)).toBe(AppProtocol.BitTorrent);
  });

  it('refuses another action and another magic number', () => {
    expect(verdictOf(recogniseBitTorrentDatagram, withBytes(TRACKER_CONNECT, 11, 1))).toBe(NOT_MINE);
    expect(verdictOf(recogniseBitTorrentDatagram, withBytes(TRACKER_CONNECT, 7, 0x81))).toBe(NOT_MINE);
  });
});

describe('recognising the distributed table', () => {
  itKeepsTheContract(recogniseBitTorrentDht, [DHT_PING, DHT_ANSWER]);

  it('knows queries, and answers that begin with an address', () => {
    expect(verdictOf(recogniseBitTorrentDht, DHT_PING)).toBe(AppProtocol.BitTorrentDht);
    expect(verdictOf(recogniseBitTorrentDht, DHT_ANSWER)).toBe(AppProtocol.BitTorrentDht);
  });

  it.each([
    ['another dictionary', textBytes('d1:xd2:id20:abcdefghij0123456789ee')],
    ['an address and then something else', textBytes('d2:ip6:abcdef1:xd2:id20:abcdefghij01')],
    ['what is too short', textBytes('d1:ad2:id20:')],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseBitTorrentDht, bytes)).toBe(NOT_MINE);
  });
});
