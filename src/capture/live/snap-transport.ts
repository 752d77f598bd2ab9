import {
  addIndex,
  and,
  ifAnyBit,
  ifAtLeast,
  ifEqual,
  ifGreater,
  jump,
  type Line,
  loadByteAtIndex,
  loadHalfAtIndex,
  loadLength,
  loadWordAtIndex,
  moveFromIndex,
  moveToIndex,
  NEXT,
  shiftRight,
} from './filter-assembler.ts';

const SOURCE_PORT = 0;
const DESTINATION_PORT = 2;
const FIRST_USER_PORT = 1024;

const UDP_PAYLOAD = 8;
const HTTPS = 443;
const QUIC_LONG_HEADER = 0x80;
const QUIC_VERSION = 1;
const QUIC_VERSIONS = [1, 0x6b33_43cf]; // RFC 9000, RFC 9369
const DTLS_HANDSHAKE_BEGINNING = 0x16fe; // content type 22, the upper byte of versions counted down from 0xfeff
/** Longer datagrams between ports of nobody's are calls, games, VPNs and files; shorter ones are few bytes anyway. */
const LONG_DATAGRAM = 600;
/** RADIUS, its accounting, SIP, mDNS; then tunnels whose insides can be read, as the decoders know them. */
const TELLING_UDP_PORTS = [1812, 1813, 5060, 5353, 1701, 2152, 3544, 4341, 4754, 4789, 4790, 5246, 5247, 6081, 6635, 8472];

const TCP_DATA_OFFSET = 12;
const TCP_FLAGS = 13;
const FIN_OR_SYN = 0x03;
const TCP_MAX_LENGTH = 60;
const DNS = 53;
/** Servers above the well-known ports that speak TLS or HTTP: XMPP, push services, proxies, MQTT. */
const HIGH_SERVER_PORTS = [5222, 5223, 5228, 8080, 8443, 8883];
// The first four bytes of a stream.
const BEGINNING_LENGTH = 4;
const BITTORRENT_BEGINNING = 0x1342_6974; // 19, "Bit"
const TLS_HANDSHAKE_BEGINNING = 0x1603; // content type 22, major version 3
// Three of 0x40 to 0x5f, the capital letters: GET, POST, HTTP, SSH-, ...
const CAPITALS_MASK = 0xe0e0_e000;
const CAPITALS = 0x4040_4000;

/** How far behind X these lines reach. */
export const LONGEST_TRANSPORT = TCP_MAX_LENGTH + BEGINNING_LENGTH;

/**
 * Bulk is QUIC behind its handshake, and long datagrams between two ports of nobody's. First bytes are told apart as RFC 9443 does: from
 * 128 on they are RTP's or a long header's, and only the latter has a version behind it.
 */
export function udpLines(): Line[] {
  const isTelling = TELLING_UDP_PORTS.map((port) => ifEqual(port, 'inspect'));
  return [
    loadHalfAtIndex(DESTINATION_PORT),
    ifEqual(HTTPS, 'https'),
    loadHalfAtIndex(SOURCE_PORT),
    ifEqual(HTTPS, 'https'),
    ifAtLeast(FIRST_USER_PORT, NEXT, 'inspect'),
    ...isTelling,
    loadHalfAtIndex(DESTINATION_PORT),
    ifAtLeast(FIRST_USER_PORT, NEXT, 'inspect'),
    ...isTelling,
    loadLength(),
    ifGreater(LONG_DATAGRAM, NEXT, 'inspect'),
    loadByteAtIndex(UDP_PAYLOAD),
    ifAtLeast(QUIC_LONG_HEADER, NEXT, 'no long header'),
    loadWordAtIndex(UDP_PAYLOAD + QUIC_VERSION),
    ...QUIC_VERSIONS.map((version) => ifEqual(version, 'inspect')),
    jump('bulk'),

    'https',
    loadByteAtIndex(UDP_PAYLOAD),
    ifAtLeast(QUIC_LONG_HEADER, 'inspect'),

    'no long header',
    loadHalfAtIndex(UDP_PAYLOAD),
    ifEqual(DTLS_HANDSHAKE_BEGINNING, 'inspect', 'bulk'),
  ];
}

/**
 * Bulk is what a server's port sends, but for DNS: its greetings and the beginnings of its answers fit into the snap length. All that goes to
 * a server's port tells something: a hello's second segment looks like any other. Between two ports of nobody's, only beginnings do.
 */
export function tcpLines(): Line[] {
  return [
    'tcp',
    loadByteAtIndex(TCP_FLAGS),
    ifAnyBit(FIN_OR_SYN, 'inspect'),
    loadHalfAtIndex(DESTINATION_PORT),
    ifAtLeast(FIRST_USER_PORT, NEXT, 'inspect'),
    ...HIGH_SERVER_PORTS.map((port) => ifEqual(port, 'inspect')),
    loadHalfAtIndex(SOURCE_PORT),
    ifEqual(DNS, 'inspect'),
    ifAtLeast(FIRST_USER_PORT, NEXT, 'bulk'),

    // The header's length: the upper half of the byte counts words of four bytes.
    loadByteAtIndex(TCP_DATA_OFFSET),
    and(0xf0),
    shiftRight(2),
    addIndex(),
    moveToIndex(),
    loadWordAtIndex(0),
    ifEqual(BITTORRENT_BEGINNING, 'inspect'),
    moveToIndex(),
    shiftRight(16),
    ifEqual(TLS_HANDSHAKE_BEGINNING, 'inspect'),
    moveFromIndex(),
    and(CAPITALS_MASK),
    ifEqual(CAPITALS, 'inspect', 'bulk'),
  ];
}
