import { counts, fastestFirst, half, sum, ways } from './amounts.mjs';
import { isoMicros } from './chance.mjs';
import { purposeOf } from './evening-names.mjs';

const PPP = 'ethernet/vlan/pppoe-session/ppp';
const HOME = '198.51.100.23';
const HOME_IPV6 = '2001:db8:4a:1200:7c3e:9b1f:22d4:e60a';

// name, address, share of the download, share of the upload
const PEERS = [
  ['video-edge-17.stream.example', '203.0.113.87', 0.46, 0.03],
  ['cdn.games.example', '2001:db8:99:7::4:21', 0.2, 0.02],
  ['photos.backup.example', '192.0.2.140', 0.03, 0.62],
  ['meet.office.example', '203.0.113.9', 0.07, 0.16],
  ['', '192.0.2.77', 0.05, 0.02],
  ['news.example', '2001:db8:71::80', 0.04, 0.02],
  ['mail.office.example', '203.0.113.52', 0.03, 0.03],
  ['updates.phone.example', '2001:db8:b:40::1c', 0.06, 0.02],
  ['', '192.0.2.201', 0.02, 0.04],
  ['resolver.line.example', '198.51.100.1', 0.005, 0.01],
  ['time.line.example', '198.51.100.2', 0.0005, 0.001],
  ['shop.example', '203.0.113.190', 0.03, 0.02],
];

const NOWHERE = { country: null, countryName: null, asNumber: null, asName: null };

/** As far as the two files that somebody may have say. */
function originOf(address) {
  if (address.startsWith('203.0.113.')) {
    return { country: 'NL', countryName: 'The Netherlands', asNumber: 64_496, asName: 'Example Content Delivery' };
  }
  if (address.startsWith('192.0.2.')) return { ...NOWHERE, country: 'DE', countryName: 'Germany' };
  return address.startsWith('2001:db8:99:') ? { ...NOWHERE, asNumber: 64_511 } : NOWHERE;
}

export function hostsOf({ rate, startedAt, now, totals, random }) {
  const row = (address, names, down, up) => {
    const wobble = 0.7 + 0.6 * random();
    const received = half(rate * 0.1 * up * wobble, totals.wireBytes * 0.1 * up);
    const sent = half(rate * 0.9 * down * wobble, totals.wireBytes * 0.9 * down);
    return {
      address,
      names,
      ...originOf(address),
      listed: null,
      side: 'line',
      ...sum(sent, received),
      sent,
      received,
      down: sent,
      up: received,
      firstSeenAt: isoMicros(startedAt + 5000),
      lastSeenAt: isoMicros(now - 20),
    };
  };
  const peers = PEERS.map(([name, address, down, up]) => row(address, name === '' ? [] : [name], down, up));
  const home = [
    [HOME, 0.66],
    [HOME_IPV6, 0.31],
  ].map(([address, part]) => {
    const sent = half(rate * 0.1 * part, totals.wireBytes * 0.1 * part);
    const received = half(rate * 0.9 * part, totals.wireBytes * 0.9 * part);
    return { ...row(address, [], 0, 0), ...sum(sent, received), sent, received, side: 'home', down: received, up: sent };
  });
  return fastestFirst([...home, ...peers], 641);
}

export function flowsOf({ rate, now, totals, random }) {
  const list = PEERS.flatMap(([, address, down, up], peer) =>
    [0.8, 0.2].map((part, index) => {
      const bytesPerSecond = rate * (0.9 * down + 0.1 * up) * part * (0.7 + 0.6 * random());
      const isIpv6 = address.includes(':');
      const protocol = peer === 9 || peer === 10 ? 'udp' : index === 1 && peer % 3 === 0 ? 'udp' : 'tcp';
      const wireBytes = Math.round((totals.wireBytes / 40) * (down + up) * part);
      const inTunnel = peer === 3 || peer === 6;
      return {
        protocol,
        initiator: {
          ...counts(wireBytes * 0.1),
          address: isIpv6 ? HOME_IPV6 : inTunnel ? '10.20.0.14' : HOME,
          port: 49_200 + peer * 31 + index,
        },
        responder: {
          ...counts(wireBytes * 0.9),
          address: inTunnel ? `10.20.7.${peer}` : address,
          port: peer === 9 ? 53 : peer === 10 ? 123 : 443,
        },
        application: purposeOf(peer),
        listed: null,
        portName: { 9: 'domain', 10: 'ntp' }[peer] ?? 'https',
        stack: `${PPP}/${isIpv6 ? 'ipv6' : 'ipv4'}/${protocol}`,
        tunnel: inTunnel ? { type: 'gre', id: 22 } : null,
        vlan: 7,
        pppoeSession: 4660,
        state:
          protocol === 'udp'
            ? 'established'
            : (['established', 'established', 'closing', 'established', 'new', 'reset'][(peer + index) % 6] ?? 'new'),
        tcpFlags: { initiator: 'SPA', responder: 'SPA' },
        firstSeenAt: isoMicros(now - 1000 * (peer * 173 + 40 + index)),
        lastSeenAt: isoMicros(now - 40),
        communityId: `1:${peer}-${index}/mock=`,
        home: 'initiator',
        ...counts(wireBytes),
        bytesPerSecond,
        ...ways(bytesPerSecond, wireBytes, (0.9 * down) / (0.9 * down + 0.1 * up)),
      };
    }),
  );
  return fastestFirst(list, 3127);
}

function rates(bytesPerSecond, wireBytes, downShare) {
  return { bytesPerSecond, ...ways(bytesPerSecond, wireBytes, downShare) };
}

export function protocolsOf({ rate, totals, random }) {
  const parts = [
    [`${PPP}/ipv4/tcp`, 0.5],
    [`${PPP}/ipv6/tcp`, 0.24],
    [`${PPP}/ipv4/udp`, 0.14],
    [`${PPP}/ipv6/udp`, 0.06],
    [`${PPP}/ipv4/gre/ipv4/tcp`, 0.04],
    [`${PPP}/ipv4/udp/vxlan/ethernet/ipv4/tcp`, 0.015],
    [`${PPP}/ipv4/icmp`, 0.0006],
    [`${PPP}/ipv6/icmpv6`, 0.0004],
    [`${PPP}/lcp`, 0.00002],
    ['ethernet/vlan/pppoe-discovery', 0.000001],
    ['ethernet/vlan/arp', 0.00001],
    ['ethernet/llc', 0.000004],
  ];
  const list = parts.map(([stack, part]) => ({
    stack,
    ...counts(totals.wireBytes * part),
    ...rates(rate * part * (0.9 + 0.2 * random()), totals.wireBytes * part, 0.88),
  }));
  return fastestFirst(list, 23);
}

export function tunnelsOf({ rate, startedAt, now, totals, random }) {
  const seen = { firstSeenAt: isoMicros(startedAt + 61_000), lastSeenAt: isoMicros(now - 130) };
  const tunnel = (head, part, inner) => ({
    ...head,
    ...counts(totals.wireBytes * part),
    innerBytes: Math.round(totals.wireBytes * part * inner),
    ...rates(rate * part * (0.8 + 0.4 * random()), totals.wireBytes * part, 0.61),
    ...seen,
  });
  return fastestFirst(
    [
      tunnel({ type: 'gre', id: 22, endpoints: [HOME, '203.0.113.9'] }, 0.04, 0.94),
      tunnel({ type: 'vxlan', id: 5001, endpoints: [HOME, '192.0.2.33'] }, 0.015, 0.91),
      tunnel({ type: 'gre', id: 1_310_977, vsid: 5121, endpoints: ['2001:db8:3::1', HOME_IPV6] }, 0.001, 0.88),
    ],
    3,
  );
}
