import { Type } from 'typebox';
import type { AdvertisedRouter } from '../../../line/home/leases/advertisement-follower.ts';
import type { LeaseEvent } from '../../../line/home/leases/timeline.ts';
import {
  choice,
  count,
  countOrNull,
  flag,
  list,
  named,
  numberOrNull,
  orNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from '../parts.ts';

const times = {
  obtainedAt: time('When it was obtained.'),
  renewedAt: timeOrNull('When it was last renewed; null before that.'),
  expiresAt: timeOrNull('When it ends unless it is renewed; null: never, or not known.'),
  renewals: count('How often it was renewed.'),
  acquisitionMillis: numberOrNull('From the first request to the acknowledgement; null where that was not seen.'),
};

const LENT = Type.Object(
  {
    text: text('An address, or a network with its length.'),
    preferredSeconds: count('How long it is to be used for new connections.'),
    validSeconds: count('How long it is valid.'),
  },
  { description: 'An address or a network that DHCPv6 lends.' },
);

const DHCPV4_LEASE = Type.Object({
  address: text("The line's IPv4 address."),
  serverId: textOrNull('The server that lends it.'),
  gateway: textOrNull('The default gateway.'),
  subnetMask: textOrNull('The subnet mask.'),
  dnsServers: list(Type.String(), 'DNS servers it names, at most 4.'),
  leaseSeconds: countOrNull('How long it is lent.'),
  renewalSeconds: countOrNull('When its server is to be asked to renew it.'),
  rebindingSeconds: countOrNull('When any server is to be asked to renew it.'),
  isRelayed: flag('Whether a relay agent stands before the server.'),
  ...times,
});

const DHCPV4_COUNTS = Type.Object(
  {
    discovers: count('DHCPDISCOVER messages of the router.'),
    requests: count('DHCPREQUEST messages of the router.'),
    acknowledged: count('Acknowledgements.'),
    renewals: count('Of those: renewals.'),
    refusals: count('DHCPNAK messages.'),
    declines: count('Addresses that the router declined because somebody else had them.'),
    releases: count('Addresses that the router gave back.'),
    unanswered: count('Requests that were not answered.'),
    unasked: count('Answers that nobody on the line had asked for.'),
  },
  { description: 'Messages of DHCPv4.' },
);

const DHCPV6_LEASE = Type.Object({
  addresses: list(LENT, 'Addresses of the router.'),
  prefixes: list(LENT, 'Networks that were delegated to home.'),
  dnsServers: list(Type.String(), 'DNS servers it names.'),
  aftrName: textOrNull('Where IPv4 inside IPv6 is to be sent (DS-Lite); null without.'),
  ...times,
});

const DHCPV6_COUNTS = Type.Object(
  {
    solicits: count('Solicit messages of the router.'),
    requests: count('Request messages of the router.'),
    replies: count('Replies that lent something.'),
    renewals: count('Of those: renewals.'),
    failures: count('Replies with a status that is no success.'),
    releases: count('Leases that the router gave back.'),
    unanswered: count('Requests that were not answered.'),
    unasked: count('Answers that nobody on the line had asked for.'),
  },
  { description: 'Messages of DHCPv6.' },
);

export const ADVERTISED_ROUTER = Type.Object(
  {
    router: text('Its link-local address.'),
    lifetimeSeconds: count('How long it is a default router; 0: it no longer is.'),
    isManaged: flag('Whether addresses come from DHCPv6.'),
    hasOtherConfiguration: flag('Whether further settings do.'),
    mtu: countOrNull('The MTU it names.'),
    prefixes: list(Type.String(), 'Networks it names.'),
    dnsServers: list(Type.String(), 'DNS servers it names.'),
    advertisements: count('How many advertisements were seen.'),
    firstAt: time('The first of them.'),
    lastAt: time('The latest of them.'),
  },
  { description: 'A router of the provider, as its advertisements have it (RFC 4861).' },
);

export const LEASE_EVENT = Type.Object(
  {
    at: time('When.'),
    protocol: choice(['dhcpv4', 'dhcpv6', 'router-advertisement'], 'Which protocol.'),
    kind: choice(
      [
        'discover',
        'offer',
        'request',
        'obtained',
        'renewed',
        'refused',
        'declined',
        'released',
        'informed',
        'unanswered',
        'expired',
        'advertised',
        'changed',
        'withdrawn',
      ],
      'What happened.',
    ),
    text: text('What happened, for people. What it quotes came off the wire.'),
    durationMillis: numberOrNull('From the first request to this answer; null for what is none.'),
  },
  { description: 'Something that happened to the addresses of the line.' },
);

export const LEASE_SUMMARY = Type.Object(
  {
    dhcpv4: Type.Object(
      {
        lease: orNull(DHCPV4_LEASE, 'The address that is lent now; null without.'),
        counts: DHCPV4_COUNTS,
      },
      { description: 'DHCPv4 (RFC 2131).' },
    ),
    dhcpv6: Type.Object(
      {
        lease: orNull(DHCPV6_LEASE, 'What is lent now; null without.'),
        counts: DHCPV6_COUNTS,
      },
      { description: 'DHCPv6 (RFC 8415).' },
    ),
    routers: list(named<AdvertisedRouter>('AdvertisedRouter'), 'Routers of the provider that advertise themselves, at most 4.'),
    timeline: list(named<LeaseEvent>('LeaseEvent'), 'What happened, oldest first: the latest 100; in the report 128.'),
    droppedEvents: count('Events that are no longer kept.'),
    ignoredMessages: count('Messages of addresses that are at neither end of the line.'),
  },
  { description: 'What the provider lends the line: addresses, networks, settings.' },
);
