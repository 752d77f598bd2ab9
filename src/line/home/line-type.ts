import type { StackCounts } from './overhead.ts';

export type LineType = 'pppoe' | 'dhcp' | 'static' | 'ipv6-only' | 'ds-lite' | 'unknown';

/** What kind of line it is, and why. */
export interface LineKind {
  readonly type: LineType;
  readonly isPppoe: boolean;
  readonly isTagged: boolean;
  readonly hasIpv4: boolean;
  readonly hasIpv6: boolean;
  /** The line's IPv4 address is shared with other customers of the provider (RFC 6598). */
  readonly isBehindSharedAddress: boolean;
  /** In words. */
  readonly text: string;
}

export interface LineFacts {
  readonly stacks: readonly [StackCounts, StackCounts];
  readonly isHomeKnown: boolean;
  readonly hasDhcpv4Lease: boolean;
  readonly aftrName: string | null;
  readonly aftrAddress: string | null;
  readonly hasOtherSoftwire: boolean;
  readonly nat64Packets: number;
  readonly isBehindSharedAddress: boolean;
}

/** So many packets before their absence of IPv4 means something. */
const ENOUGH = 32;
/** A few packets may be somebody's mistake. */
const FEW_SHARE = 0.01;

/** Says what the line is, from the frames between its two ends. */
export function classifyLine(facts: LineFacts): LineKind {
  const [down, up] = facts.stacks;
  const sum = (key: keyof StackCounts) => down[key] + up[key];
  const all = sum('ipv4') + sum('ipv6');
  const hasIpv4 = sum('ipv4') > FEW_SHARE * all;
  const hasIpv6 = sum('ipv6') > 0;
  const isPppoe = sum('pppoe') > 0;
  const isTagged = sum('tagged') > sum('untagged');
  const isSoftwire = sum('softwire') > 0 || facts.aftrName !== null;
  const type = typeOf({ facts, hasIpv4, isPppoe, isSoftwire, ipv6: sum('ipv6'), ipv4: sum('ipv4') });
  const { isBehindSharedAddress } = facts;
  const text = textOf(type, { facts, isPppoe, isTagged, hasIpv6 });
  return { type, isPppoe, isTagged, hasIpv4, hasIpv6, isBehindSharedAddress, text };
}

interface Clues {
  readonly facts: LineFacts;
  readonly hasIpv4: boolean;
  readonly isPppoe: boolean;
  readonly isSoftwire: boolean;
  readonly ipv4: number;
  readonly ipv6: number;
}

function typeOf({ facts, hasIpv4, isPppoe, isSoftwire, ipv4, ipv6 }: Clues): LineType {
  if (!facts.isHomeKnown) return 'unknown';
  if (isSoftwire && !hasIpv4) return 'ds-lite';
  if (!hasIpv4 && !facts.hasDhcpv4Lease && ipv6 >= ENOUGH) return 'ipv6-only';
  if (isPppoe) return 'pppoe';
  if (facts.hasDhcpv4Lease) return 'dhcp';
  return ipv4 >= ENOUGH ? 'static' : 'unknown';
}

const WORDS: Readonly<Record<LineType, string>> = {
  pppoe: 'PPPoE',
  dhcp: 'addresses by DHCP',
  static: 'a fixed address: neither PPPoE nor DHCP was seen, though a lease may be renewed later',
  'ipv6-only': 'IPv6 only',
  'ds-lite': 'DS-Lite: IPv6, with IPv4 inside it',
  unknown: 'not known yet',
};

function textOf(
  type: LineType,
  { facts, isPppoe, isTagged, hasIpv6 }: { facts: LineFacts; isPppoe: boolean; isTagged: boolean; hasIpv6: boolean },
): string {
  const parts = [WORDS[type]];
  if (isPppoe && type !== 'pppoe') parts.push('over PPPoE');
  if (isTagged) parts.push('in a VLAN');
  if (hasIpv6 && (type === 'pppoe' || type === 'dhcp' || type === 'static')) parts.push('IPv4 and IPv6');
  if (facts.aftrName !== null || facts.aftrAddress !== null) {
    parts.push(`IPv4 ends at ${facts.aftrName ?? facts.aftrAddress}`);
  }
  if (facts.hasOtherSoftwire) parts.push('the provider announces another softwire (MAP or lightweight 4over6)');
  if (facts.nat64Packets > 0) parts.push('IPv4 is reached through a translator (64:ff9b::/96)');
  if (facts.isBehindSharedAddress) parts.push('its IPv4 address is shared with other customers (carrier-grade NAT)');
  return parts.join('; ');
}
