// Protocols that always begin with the same few bytes: a row each.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, capturedLength, hasAt, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

interface Beginning {
  readonly protocol: AppProtocol;
  /** Where the bytes stand, counted from the payload's start. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

function beginning(protocol: AppProtocol, text: string, offset = 0): Beginning {
  return { protocol, offset, bytes: ascii(text) };
}

const STREAM_BEGINNINGS: readonly Beginning[] = [
  beginning(AppProtocol.Pptp, '\x00\x01\x1a\x2b\x3c\x4d\x00\x01\x00\x00', 2), // RFC 2637, section 2.1
  beginning(AppProtocol.Pptp, '\x00\x01\x1a\x2b\x3c\x4d\x00\x02\x00\x00', 2),
  beginning(AppProtocol.Amqp, 'AMQP\x00\x00\x09\x01'), // AMQP 0-9-1, section 4.2.2
  beginning(AppProtocol.Amqp, 'AMQP\x00\x01\x00\x00'), // AMQP 1.0, section 2.2
  beginning(AppProtocol.Amqp, 'AMQP\x01\x01\x00\x0a'),
  beginning(AppProtocol.Amqp, 'AMQP\x01\x01\x00\x09'),
  beginning(AppProtocol.Amqp, 'AMQP\x01\x01\x09\x01'),
  beginning(AppProtocol.Amqp, 'AMQP\x01\x01\x08\x00'),
  beginning(AppProtocol.Amqp, 'AMQP\x03\x01\x00\x00'), // with SASL
  beginning(AppProtocol.Rsync, '@RSYNCD: '),
  beginning(AppProtocol.Git, 'git-upload-pack ', 4),
  beginning(AppProtocol.Git, 'git-receive-pack ', 4),
  beginning(AppProtocol.OpcUa, 'HELF'), // OPC 10000-6, section 7.1
  beginning(AppProtocol.OpcUa, 'ACKF'),
  beginning(AppProtocol.Zabbix, 'ZBXD\x01'),
  beginning(AppProtocol.Nats, 'INFO {"server_id"'),
  beginning(AppProtocol.Gnutella, 'GNUTELLA CONNECT/'),
  beginning(AppProtocol.Gnutella, 'GNUTELLA/0.'),
];

/** Eight zero bits and ones, then what nobody else sends: RakNet's offline messages, of which Minecraft's are. */
const RAKNET_MAGIC = '\x00\xff\xff\x00\xfe\xfe\xfe\xfe\xfd\xfd\xfd\xfd\x12\x34\x56\x78';

const DATAGRAM_BEGINNINGS: readonly Beginning[] = [
  beginning(AppProtocol.RakNet, RAKNET_MAGIC, 1),
  beginning(AppProtocol.RakNet, RAKNET_MAGIC, 9),
  beginning(AppProtocol.RakNet, RAKNET_MAGIC, 17),
  beginning(AppProtocol.SourceEngine, '\xff\xff\xff\xffTSource Engine Query\x00'),
  beginning(AppProtocol.Steam, '\xff\xff\xff\xff\x21\x4c\x5f\xa0'), // looking for other Steam clients on the same network
  beginning(AppProtocol.Steam, 'VS01'),
  beginning(AppProtocol.Steam, 'sdping', 2), // how far Valve's relays are
  beginning(AppProtocol.SpotifyConnect, 'SpotUdp0'),
  beginning(AppProtocol.Bjnp, 'BJNP'),
  beginning(AppProtocol.Bjnp, 'BJNB'),
  beginning(AppProtocol.DropboxLan, '{"host_int": '),
  beginning(AppProtocol.DropboxLan, '{"version": [2, 0], "port": 17500'),
  beginning(AppProtocol.Gnutella, 'GND\x02'),
];

export function recogniseFixedBeginning(payload: Payload): Verdict {
  let verdict: Verdict = NOT_MINE;
  for (const one of STREAM_BEGINNINGS) {
    if (!isFirstByteThere(payload, one)) continue;
    const match = matchAt(payload, one.offset, one.bytes);
    if (match === Match.Whole) return one.protocol;
    if (match === Match.Beginning) verdict = PERHAPS;
  }
  return capturedLength(payload) === 0 ? PERHAPS : verdict;
}

export function recogniseFixedDatagram(payload: Payload): Verdict {
  for (const one of DATAGRAM_BEGINNINGS) {
    if (isFirstByteThere(payload, one) && hasAt(payload, one.offset, one.bytes)) return one.protocol;
  }
  return NOT_MINE;
}

/** Nearly always it is not, and then no more is looked at. */
function isFirstByteThere(payload: Payload, { offset, bytes }: Beginning): boolean {
  return payload.start + offset < payload.end && payload.bytes[payload.start + offset] === bytes[0];
}
