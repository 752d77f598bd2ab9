import { Type } from 'typebox';
import type { LineKind } from '../../../line/home/line-type.ts';
import type { LocalPrefix } from '../../../line/home/local-addresses.ts';
import type { RoleEvent } from '../../../line/home/roles.ts';
import { choice, choiceOrNull, count, flag, list, named, text, textOrNull, time, timeOrNull } from '../parts.ts';

export const HOW = ['configured', 'discovery', 'ipcp', 'dhcp', 'router-advertisement', 'arp', 'inferred', 'unknown'] as const;
export const CONFIDENCES = ['high', 'medium', 'low', 'none'] as const;
const SOURCES = ['configured', 'ipcp', 'dhcp', 'prefix-delegation', 'router-advertisement', 'inferred'] as const;

export const ROLE_EVENT = Type.Object(
  {
    at: time('When.'),
    kind: choice(['learnt', 'confirmed', 'changed'], 'What it did to what was known.'),
    routerMac: textOrNull("The router's MAC address from then on; null: not known."),
    providerMac: textOrNull("The provider's MAC address from then on; null: not known."),
    how: choice(HOW, 'What it rests on.'),
    text: text('What happened, for people.'),
  },
  { description: 'Something was learnt, or changed, about who is home.' },
);

export const LINE_KIND = Type.Object(
  {
    type: choice(['pppoe', 'dhcp', 'static', 'ipv6-only', 'ds-lite', 'unknown'], 'What kind of line it is.'),
    isPppoe: flag('Whether its packets run inside PPPoE.'),
    isTagged: flag('Whether most of its frames carry a VLAN tag.'),
    hasIpv4: flag('Whether it carries IPv4 itself, not only inside IPv6.'),
    hasIpv6: flag('Whether it carries IPv6.'),
    isBehindSharedAddress: flag('Whether its IPv4 address is shared with other customers of the provider (RFC 6598).'),
    text: text('All of it in words.'),
  },
  { description: 'What kind of line it is, and why.' },
);

export const LOCAL_PREFIX = Type.Object(
  { prefix: text('The network: `2001:db8:1::/56`.'), source: choice(SOURCES, 'How it is known.') },
  { description: 'A network that is home.' },
);

export const HOME_STATE = Type.Object(
  {
    routerMac: textOrNull("The router's MAC address; null: not known."),
    providerMac: textOrNull('The MAC address at the other end of the line; null: not known.'),
    routerVendor: textOrNull('Who made the router; `randomised`: it made its address up; null where no list says.'),
    providerVendor: textOrNull("Who made the device at the provider's end."),
    otherRouterMacs: list(Type.String(), 'Further addresses that were at the end of the router before, or are there too.'),
    otherProviderMacs: list(Type.String(), "Further addresses at the provider's end."),
    how: choice(HOW, 'What that rests on; `inferred`: on how frames look, for nothing said it.'),
    confidence: choice(CONFIDENCES, 'How sure that is.'),
    since: timeOrNull('Since when it has been so; null before anything is known.'),
    evidence: text('What told it, for people.'),
    changes: count('How often it changed.'),
    refusedClaims: count('Claims of others that had not the weight to change it: what forged frames leave behind.'),
    localIpv4: textOrNull("The line's own IPv4 address; null: not known, or there is none."),
    localIpv4Source: choiceOrNull(SOURCES, 'How that address is known.'),
    remoteIpv4: textOrNull("The IPv4 address of the provider's end."),
    prefixes: list(named<LocalPrefix>('LocalPrefix'), 'Networks that are home, those of the configuration first.'),
    droppedPrefixes: count('Networks that found no room among 16.'),
    vlanIds: list(Type.Integer(), "VLAN ids of the line's frames, rising."),
    line: named<LineKind>('LineKind', 'What kind of line it is.'),
    events: list(named<RoleEvent>('RoleEvent'), 'What was learnt and what changed, the latest 32, oldest first.'),
  },
  { description: 'Who is home, and how that is known.' },
);
