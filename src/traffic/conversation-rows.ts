// Cold: conversations as people and programs read them.

import { timestampText } from '../decode/text.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import { type TunnelType, tunnelTypeName } from '../decode/tunnel-type.ts';
import { addressText, FAMILY_WORDS, Family } from './addresses.ts';
import { type CommunityEnd, communityId } from './community-id.ts';
import {
  ADDRESSES,
  FIRST_IS_HOME,
  FROM_FIRST,
  FROM_SECOND,
  HAS_PORTS,
  IP_PROTOCOL_SHIFT,
  KIND,
  LABEL_WORDS,
  PORTS,
  PPPOE_SESSION,
  SECOND_BEGAN,
  SECOND_IS_HOME,
  STACK,
  TUNNEL_HAS_ID,
  TUNNEL_ID,
  TUNNEL_TYPE,
  VLAN,
} from './conversation-key.ts';
import { type ConversationTable, isOver } from './conversation-table.ts';
import { directedBySide } from './host-table.ts';
import { icmpCounterpart } from './icmp-ports.ts';
import { ipProtocolName, isIcmp } from './ip-protocol-name.ts';
import { listRows, type Question, rateOf, roundRate, totalsOf } from './shares.ts';
import { stackName } from './stack-table.ts';
import type { Directed, EndpointRow, FlowRow, FlowState, Rows, Volume } from './summary.ts';

/** The conversations with the most bytes, or the fastest, of closed windows. */
export function conversationRows(conversations: ConversationTable, question: Question, nowMicros: number): Rows<FlowRow> {
  const { address } = question;
  return listRows(conversations.table, question, {
    nowMicros,
    accepts: (slot) => address === undefined || hasAddress(conversations, slot, address),
    describe: (slot) => describeConversation(conversations, slot, nowMicros),
    compare: (a, b) => compareConversations(conversations, a, b),
  });
}

function hasAddress({ table }: ConversationTable, slot: number, address: string): boolean {
  const { words } = table.index;
  const key = table.index.keyOf(slot);
  const family = (words[key + KIND]! & 0xff) as Family;
  const first = key + ADDRESSES;
  return addressText(family, words, first) === address || addressText(family, words, first + FAMILY_WORDS[family]) === address;
}

/** By five-tuple, then by which came first: the words that tell contexts apart differ from start to start. */
function compareConversations({ table }: ConversationTable, a: number, b: number): number {
  const { index } = table;
  for (let word = KIND; word < index.keyWords; word += 1) {
    const difference = (index.words[index.keyOf(a) + word]! >>> 0) - (index.words[index.keyOf(b) + word]! >>> 0);
    if (difference !== 0) return difference;
  }
  return index.serialOf(a) - index.serialOf(b);
}

function describeConversation(conversations: ConversationTable, slot: number, nowMicros: number): FlowRow {
  const { table, labels } = conversations;
  const { ledger, index } = table;
  const label = slot * LABEL_WORDS;
  const kind = index.words[index.keyOf(slot) + KIND]!;
  const seen = index.words[conversations.seenAt(slot)]!;
  const secondBegan = (seen & SECOND_BEGAN) !== 0;
  const ends = endsOf(conversations, slot);
  const [initiator, responder] = secondBegan ? [ends.second, ends.first] : [ends.first, ends.second];
  const flags = [flagLetters(seen & 0xff), flagLetters((seen >>> 8) & 0xff)] as const;
  const tunnelType = labels[label + TUNNEL_TYPE]!;
  return {
    protocol: ipProtocolName((kind >>> IP_PROTOCOL_SHIFT) & 0xff),
    initiator: initiator.row,
    responder: responder.row,
    home: homeOf(seen, secondBegan),
    ...totalsOf(ledger, slot),
    bytesPerSecond: rateOf(ledger, slot, nowMicros),
    ...directedOf(conversations, slot, nowMicros),
    application: conversations.inspection.applicationOf(slot, index.serialOf(slot)),
    stack: stackName(labels, label + STACK),
    tunnel:
      tunnelType < 0
        ? null
        : {
            type: tunnelTypeName((tunnelType & 0xff) as TunnelType),
            id: (tunnelType & TUNNEL_HAS_ID) === 0 ? null : labels[label + TUNNEL_ID]! >>> 0,
          },
    vlan: orNull(labels[label + VLAN]!),
    pppoeSession: orNull(labels[label + PPPOE_SESSION]!),
    state: stateOf(seen, initiator.row.frames > 0 && responder.row.frames > 0),
    tcpFlags: secondBegan ? { initiator: flags[1], responder: flags[0] } : { initiator: flags[0], responder: flags[1] },
    firstSeenAt: timestampText(ledger.firstSeen(slot)),
    lastSeenAt: timestampText(ledger.lastSeen(slot)),
    communityId: communityIdOf(kind, initiator.community, responder.community),
  };
}

function homeOf(seen: number, secondBegan: boolean): FlowRow['home'] {
  if ((seen & (FIRST_IS_HOME | SECOND_IS_HOME)) === 0) return null;
  return ((seen & SECOND_IS_HOME) !== 0) === secondBegan ? 'initiator' : 'responder';
}

function directedOf(conversations: ConversationTable, slot: number, nowMicros: number): Directed {
  const { ledger, index } = conversations.table;
  const volume = (measure: number): Volume => ({
    wireBytes: ledger.total(slot, measure + 1),
    bytesPerSecond: roundRate(ledger.rate(slot, measure + 1, nowMicros)),
  });
  const seen = index.words[conversations.seenAt(slot)]!;
  const side = (seen & FIRST_IS_HOME) !== 0 ? 'home' : (seen & SECOND_IS_HOME) !== 0 ? 'line' : null;
  return directedBySide(side, volume(FROM_FIRST), volume(FROM_SECOND));
}

interface End {
  readonly row: EndpointRow;
  readonly community: CommunityEnd;
}

function endsOf(conversations: ConversationTable, slot: number): { readonly first: End; readonly second: End } {
  const { index, ledger } = conversations.table;
  const { words } = index;
  const key = index.keyOf(slot);
  const family = (words[key + KIND]! & 0xff) as Family;
  const hasPorts = (words[key + KIND]! & HAS_PORTS) !== 0;
  const ports = words[key + PORTS]!;
  const end = (at: number, port: number, measure: number): End => ({
    row: {
      address: addressText(family, words, at),
      port: hasPorts ? port : null,
      frames: ledger.total(slot, measure),
      wireBytes: ledger.total(slot, measure + 1),
    },
    community: { address: addressBytes(words, at, FAMILY_WORDS[family]), port },
  });
  return {
    first: end(key + ADDRESSES, ports >>> 16, FROM_FIRST),
    second: end(key + ADDRESSES + FAMILY_WORDS[family], ports & 0xffff, FROM_SECOND),
  };
}

function communityIdOf(kind: number, source: CommunityEnd, destination: CommunityEnd): string {
  const ipProtocol = (kind >>> IP_PROTOCOL_SHIFT) & 0xff;
  const isVersion6 = (kind & 0xff) === Family.Ipv6;
  const hasPorts = (kind & HAS_PORTS) !== 0;
  const isOneWay = hasPorts && isIcmp(ipProtocol) && icmpCounterpart(isVersion6, source.port) < 0;
  return communityId({ source, destination, ipProtocol, hasPorts, isOneWay });
}

function stateOf(seen: number, bothSpoke: boolean): FlowState {
  const flags = (seen & 0xff) | ((seen >>> 8) & 0xff);
  if ((flags & TcpFlag.Rst) !== 0) return 'reset';
  if (isOver(seen)) return 'closed';
  if ((flags & TcpFlag.Fin) !== 0) return 'closing';
  return bothSpoke ? 'established' : 'new';
}

function flagLetters(flags: number): string {
  return ['F', 'S', 'R', 'P', 'A', 'U'].filter((_, bit) => (flags & (1 << bit)) !== 0).join('');
}

function addressBytes(words: Int32Array, at: number, length: number): Uint8Array {
  return Uint8Array.from({ length: length * 4 }, (_, byte) => words[at + (byte >> 2)]! >>> (24 - (byte & 3) * 8));
}

function orNull(value: number): number | null {
  return value < 0 ? null : value;
}
