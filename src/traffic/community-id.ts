import { createHash } from 'node:crypto';

/** One end of a conversation, as the Community ID specification wants it. */
export interface CommunityEnd {
  /** The address's 4 or 16 bytes. */
  readonly address: Uint8Array;
  /** The port; for ICMP the message type, and its counterpart or code at the other end. */
  readonly port: number;
}

/** Conversations as `source` spoke them. */
export interface CommunityTuple {
  readonly source: CommunityEnd;
  readonly destination: CommunityEnd;
  readonly ipProtocol: number;
  readonly hasPorts: boolean;
  /** ICMP messages nobody answers keep their direction. */
  readonly isOneWay: boolean;
}

const SEED = 0;

/** The Community ID of a conversation, version 1, seed 0, as Zeek and Suricata write it (github.com/corelight/community-id-spec). */
export function communityId(tuple: CommunityTuple): string {
  const { source, destination, ipProtocol, hasPorts, isOneWay } = tuple;
  const inOrder = isOneWay || compareEnds(source, destination) < 0;
  const [first, second] = inOrder ? [source, destination] : [destination, source];
  const ports = hasPorts ? [first.port >> 8, first.port & 0xff, second.port >> 8, second.port & 0xff] : [];
  const hash = createHash('sha1');
  hash.update(Uint8Array.of(SEED >> 8, SEED & 0xff));
  hash.update(first.address);
  hash.update(second.address);
  hash.update(Uint8Array.of(ipProtocol, 0, ...ports));
  return `1:${hash.digest('base64')}`;
}

function compareEnds(a: CommunityEnd, b: CommunityEnd): number {
  return Buffer.compare(a.address, b.address) || a.port - b.port;
}
