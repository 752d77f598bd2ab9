import { describe, expect, it } from 'vitest';
import { Direction } from '../../../src/decode/direction.ts';
import { ipv4Bytes } from '../../support/frames/addresses.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { DnsHousehold } from '../../support/payloads/dns-household.ts';
import { dnsMessage, parameter, question, RECORD, TYPE } from '../../support/payloads/dns-message.ts';

const CLIENT = '192.0.2.10:49152';
const RESOLVER = '198.51.100.53:53';
const UP = { from: CLIENT, to: RESOLVER } as const;
const DOWN = { from: RESOLVER, to: CLIENT } as const;
const WEB = question('www.example.net');

/** A household in which somebody asked for www.example.net with the id 7. */
function asked(name = WEB): DnsHousehold {
  const household = new DnsHousehold();
  household.send(dnsMessage({ id: 7, questions: [name] }), UP);
  return household;
}

function answer(id: number, name: Uint8Array, ...answers: Uint8Array[]): Uint8Array {
  return dnsMessage({ id, questions: [name], answers, isResponse: true });
}

describe('counting names of DNS', () => {
  it('counts queries, those sent again included, and responses by what they say', () => {
    const household = asked();
    household.send(dnsMessage({ id: 7, questions: [WEB] }), { ...UP, at: 1 });
    household.send(answer(7, WEB), { ...DOWN, at: 2 });
    household.send(dnsMessage({ id: 8, questions: [question('no.example.net')] }), { ...UP, at: 3 });
    household.send(dnsMessage({ id: 8, questions: [question('no.example.net')], isResponse: true, responseCode: 3 }), {
      ...DOWN,
      at: 4,
    });
    household.send(dnsMessage({ id: 9, questions: [question('bad.example.net')] }), { ...UP, at: 5 });
    household.send(dnsMessage({ id: 9, questions: [question('bad.example.net')], isResponse: true, responseCode: 2 }), {
      ...DOWN,
      at: 6,
    });
    expect(household.rows().map((row) => [row.name, row.queries, row.responses, row.noSuchName, row.failures])).toEqual([
      ['www.example.net', 2, 1, 0, 0],
      ['bad.example.net', 1, 1, 0, 1],
      ['no.example.net', 1, 1, 1, 0],
    ]);
    expect(household.dnsNames.closeWindow()).toEqual({ dnsQueries: 4, dnsResponses: 3, dnsNoSuchName: 1, dnsFailures: 1 });
    expect(household.dnsNames.closeWindow()).toEqual({ dnsQueries: 0, dnsResponses: 0, dnsNoSuchName: 0, dnsFailures: 0 });
  });

  it('counts a name of a response alone, of other operations, and not the root', () => {
    const household = new DnsHousehold();
    household.send(answer(1, WEB), DOWN);
    household.send(dnsMessage({ id: 2, questions: [question('zone.example')], opcode: 5 }), UP);
    household.send(dnsMessage({ id: 3, questions: [question('', 2)] }), UP);
    expect(household.rows().map((row) => [row.name, row.queries, row.responses])).toEqual([
      ['www.example.net', 0, 1],
      ['zone.example', 1, 0],
    ]);
  });

  it('gives the mean time from query to response', () => {
    const household = asked();
    household.send(answer(7, WEB), { ...DOWN, at: 0.02 });
    household.send(dnsMessage({ id: 8, questions: [WEB] }), { ...UP, at: 1 });
    household.send(answer(8, WEB), { ...DOWN, at: 1.04 });
    expect(household.row('www.example.net')?.responseMillis).toBeCloseTo(30, 5);
  });

  it('takes no time of a question asked twice, of an answer to none, and of a late one', () => {
    const household = asked();
    household.send(dnsMessage({ id: 7, questions: [WEB] }), { ...UP, at: 1 });
    household.send(answer(7, WEB), { ...DOWN, at: 1.01 });
    household.send(answer(99, WEB), { ...DOWN, at: 1.02 });
    household.send(dnsMessage({ id: 8, questions: [WEB] }), { ...UP, at: 2 });
    household.send(answer(8, WEB), { ...DOWN, at: 33 });
    expect(household.row('www.example.net')).toMatchObject({ queries: 3, responses: 3, responseMillis: null });
  });

  it('keeps multicast DNS and LLMNR out of the figures of DNS, and their names in the list', () => {
    const household = new DnsHousehold();
    household.send(dnsMessage({ questions: [question('printer.local')] }), {
      from: '192.0.2.10:5353',
      to: '224.0.0.251:5353',
      kind: 'mdns',
    });
    household.send(dnsMessage({ questions: [question('desk')] }), {
      from: '192.0.2.10:5355',
      to: '224.0.0.252:5355',
      kind: 'llmnr',
    });
    expect(household.rows().map(({ name }) => name)).toEqual(['desk', 'printer.local']);
    expect(household.dnsNames.closeWindow().dnsQueries).toBe(0);
  });
});

describe('learning from answers', () => {
  it('keeps the name that was asked for, not the one it is an alias of', () => {
    const household = asked();
    household.send(
      answer(
        7,
        WEB,
        RECORD.a('edge.example.org', '203.0.113.5'),
        RECORD.cname('cdn.example.org', 'edge.example.org'),
        RECORD.cname('www.example.net', 'cdn.example.org'),
        RECORD.aaaa('edge.example.org', '2001:db8::5'),
      ),
      DOWN,
    );
    expect(household.nameFor('192.0.2.10', '203.0.113.5')).toBe('www.example.net');
    expect(household.nameFor('192.0.2.10', '2001:db8::5')).toBe('www.example.net');
    expect(household.hostNamesOf('203.0.113.5')).toEqual(['dns www.example.net']);
  });

  it('believes an answer in another VLAN than its question', () => {
    const household = new DnsHousehold();
    household.send(dnsMessage({ id: 7, questions: [WEB] }), { ...UP, outer: [vlan({ id: 100 })] });
    household.send(answer(7, WEB, RECORD.a('www.example.net', '203.0.113.5')), { ...DOWN, outer: [vlan({ id: 200 })] });
    expect(household.nameFor('192.0.2.10', '203.0.113.5')).toBe('www.example.net');
  });

  it('learns nothing from records of other names', () => {
    const household = asked();
    household.send(
      answer(7, WEB, RECORD.a('bank.example', '203.0.113.6'), RECORD.cname('bank.example', 'www.example.net')),
      DOWN,
    );
    expect(household.nameFor('192.0.2.10', '203.0.113.6')).toBeNull();
    expect(household.hostNamesOf('203.0.113.6')).toEqual([]);
  });

  it('ends with aliases that go in circles', () => {
    const household = asked();
    const circle = [RECORD.cname('www.example.net', 'b.example'), RECORD.cname('b.example', 'www.example.net')];
    household.send(answer(7, WEB, ...circle, RECORD.a('b.example', '203.0.113.5')), DOWN);
    expect(household.nameFor('192.0.2.10', '203.0.113.5')).toBe('www.example.net');
  });

  it('learns the hints of HTTPS records, for the host behind the labels of a port', () => {
    const name = question('_8443._https.www.example.net', TYPE.HTTPS);
    const household = asked(name);
    const hint = parameter(4, ipv4Bytes('203.0.113.5'));
    household.send(answer(7, name, RECORD.https('_8443._https.www.example.net', '', [hint])), DOWN);
    expect(household.nameFor('192.0.2.10', '203.0.113.5')).toBe('www.example.net');
  });

  it('leaves out the addresses with which filters answer', () => {
    const household = asked();
    const nobody = ['0.0.0.0', '127.0.0.1'].map((address) => RECORD.a('www.example.net', address));
    household.send(answer(7, WEB, ...nobody, RECORD.aaaa('www.example.net', '::'), RECORD.aaaa('www.example.net', '::1')), DOWN);
    for (const address of ['0.0.0.0', '127.0.0.1', '::', '::1']) expect(household.hostNamesOf(address)).toEqual([]);
  });

  it('learns reverse names of both families, over the aliases of delegated zones', () => {
    const household = new DnsHousehold();
    const names = [
      ['5.113.0.203.in-addr.arpa', '203.0.113.5'],
      [`5.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`, '2001:db8::5'],
    ] as const;
    for (const [name, address] of names) {
      const reverse = question(name, TYPE.PTR);
      household.send(dnsMessage({ id: 9, questions: [reverse] }), UP);
      household.send(answer(9, reverse, RECORD.cname(name, `x.${name}`), RECORD.ptr(`x.${name}`, 'host5.example.net')), DOWN);
      expect(household.hostNamesOf(address)).toEqual(['reverse-dns host5.example.net']);
    }
  });

  it('learns nothing from a pointer of any other name', () => {
    const household = new DnsHousehold();
    for (const name of ['5.113.0.256.in-addr.arpa', '113.0.203.in-addr.arpa', 'x.example', '5.8.b.d.0.ip6.arpa']) {
      household.send(dnsMessage({ id: 9, questions: [question(name, TYPE.PTR)] }), UP);
      household.send(answer(9, question(name, TYPE.PTR), RECORD.ptr(name, 'host.example')), DOWN);
    }
    expect(household.hostNames.size).toBe(0);
  });
});

describe('forged answers', () => {
  const POISON = RECORD.a('www.example.net', '203.0.113.66');
  const FORGED = {
    'to a question nobody asked': [answer(7, question('bank.example'), RECORD.a('bank.example', '203.0.113.66')), DOWN],
    'with another id': [answer(8, WEB, POISON), DOWN],
    'from another address': [answer(7, WEB, POISON), { ...DOWN, from: '203.0.113.53:53' }],
    'from another port': [answer(7, WEB, POISON), { ...DOWN, from: '198.51.100.53:5300' }],
    'to another port': [answer(7, WEB, POISON), { ...DOWN, to: '192.0.2.10:49153' }],
    'the way the question went': [answer(7, WEB, POISON), UP],
    'with an error': [dnsMessage({ id: 7, questions: [WEB], answers: [POISON], responseCode: 3 }), DOWN],
    'of another operation': [dnsMessage({ id: 7, questions: [WEB], answers: [POISON], opcode: 4 }), DOWN],
    'without a question': [dnsMessage({ id: 7, answers: [POISON] }), DOWN],
    'half a minute later': [answer(7, WEB, POISON), { ...DOWN, at: 31 }],
  } as const;

  for (const [what, [message, sent]] of Object.entries(FORGED)) {
    it(`teach nothing ${what}`, () => {
      const household = asked();
      household.send(message, sent);
      expect(household.nameFor('192.0.2.10', '203.0.113.66')).toBeNull();
      expect(household.hostNamesOf('203.0.113.66')).toEqual([]);
    });
  }

  it('teach nothing once the true one was there', () => {
    const household = asked();
    household.send(answer(7, WEB, RECORD.a('www.example.net', '203.0.113.5')), DOWN);
    household.send(answer(7, WEB, POISON), DOWN);
    expect(household.hostNamesOf('203.0.113.66')).toEqual([]);
    expect(household.hostNamesOf('203.0.113.5')).toEqual(['dns www.example.net']);
  });

  it('are counted all the same', () => {
    const household = asked();
    household.send(answer(8, WEB, POISON), DOWN);
    expect(household.row('www.example.net')).toMatchObject({ queries: 1, responses: 1 });
  });
});

describe('a mirror that shows one direction', () => {
  const ANSWER = answer(7, WEB, RECORD.a('www.example.net', '203.0.113.5'));

  it('teaches from answers alone, once there were many and never a question', () => {
    const household = new DnsHousehold();
    for (let n = 0; n < 32; n += 1) household.send(ANSWER, DOWN);
    expect(household.hostNamesOf('203.0.113.5')).toEqual([]);
    household.send(ANSWER, DOWN);
    expect(household.hostNamesOf('203.0.113.5')).toEqual(['dns www.example.net']);
  });

  it('is one also where strangers ask from beyond the line', () => {
    const household = new DnsHousehold();
    const strange = { from: '203.0.113.200:5000', to: '192.0.2.10:53', direction: Direction.Down } as const;
    household.send(dnsMessage({ id: 1, questions: [question('scan.example')] }), strange);
    for (let n = 0; n < 33; n += 1) household.send(ANSWER, DOWN);
    expect(household.hostNamesOf('203.0.113.5')).toEqual(['dns www.example.net']);
  });

  it('is no such mirror as soon as it shows a question', () => {
    const household = new DnsHousehold();
    household.send(dnsMessage({ id: 1, questions: [question('other.example')] }), UP);
    for (let n = 0; n < 40; n += 1) household.send(ANSWER, DOWN);
    expect(household.hostNamesOf('203.0.113.5')).toEqual([]);
  });
});

describe('names that hosts say of themselves', () => {
  const GROUP = { from: '192.0.2.9:5353', to: '224.0.0.251:5353', kind: 'mdns' } as const;

  it('come from multicast DNS, for all addresses of the sender', () => {
    const household = new DnsHousehold();
    const own = [RECORD.a('printer.local', '192.0.2.9'), RECORD.aaaa('printer.local', '2001:db8::9')];
    household.send(dnsMessage({ answers: [RECORD.ptr('_ipp._tcp.local', 'x._ipp._tcp.local')], additions: own }), GROUP);
    expect(household.hostNamesOf('192.0.2.9')).toEqual(['mdns printer.local']);
    expect(household.hostNamesOf('2001:db8::9')).toEqual(['mdns printer.local']);
  });

  it('come over IPv6, too', () => {
    const household = new DnsHousehold();
    household.send(dnsMessage({ answers: [RECORD.aaaa('tv.local', 'fe80::9')] }), {
      from: 'fe80::9:5353',
      to: 'ff02::fb:5353',
      kind: 'mdns',
    });
    expect(household.hostNamesOf('fe80::9')).toEqual(['mdns tv.local']);
  });

  it('come from nobody beyond the line', () => {
    const household = new DnsHousehold();
    const own = [RECORD.a('bank.example', '192.0.2.9')];
    household.send(dnsMessage({ answers: own }), { ...GROUP, direction: Direction.Down });
    expect(household.hostNamesOf('192.0.2.9')).toEqual([]);
    household.send(dnsMessage({ answers: own }), { ...GROUP, direction: Direction.Up });
    expect(household.hostNamesOf('192.0.2.9')).toEqual(['mdns bank.example']);
  });

  it('come not from what it says of others, nor from what was not sent to the group', () => {
    const household = new DnsHousehold();
    household.send(dnsMessage({ answers: [RECORD.a('evil.local', '203.0.113.1')] }), GROUP);
    household.send(dnsMessage({ answers: [RECORD.a('printer.local', '192.0.2.9')] }), { ...GROUP, to: '192.0.2.10:5353' });
    expect(household.hostNames.size).toBe(0);
  });

  it('come from LLMNR where the group was asked before', () => {
    const household = new DnsHousehold();
    const desk = question('DESK');
    const reply = dnsMessage({ id: 5, questions: [desk], answers: [RECORD.a('DESK', '192.0.2.9')] });
    const back = { from: '192.0.2.9:5355', to: '192.0.2.10:50000', kind: 'llmnr' } as const;
    household.send(reply, back);
    expect(household.hostNamesOf('192.0.2.9')).toEqual([]);
    household.send(dnsMessage({ id: 5, questions: [desk] }), { from: '192.0.2.10:50000', to: '224.0.0.252:5355', kind: 'llmnr' });
    household.send(reply, back);
    expect(household.hostNamesOf('192.0.2.9')).toEqual(['llmnr desk']);
  });

  it('come not from LLMNR where the question went to one host', () => {
    const household = new DnsHousehold();
    const desk = question('desk');
    household.send(dnsMessage({ id: 5, questions: [desk] }), { from: '192.0.2.10:50000', to: '192.0.2.9:5355', kind: 'llmnr' });
    household.send(answer(5, desk, RECORD.a('desk', '192.0.2.9')), {
      from: '192.0.2.9:5355',
      to: '192.0.2.10:50000',
      kind: 'llmnr',
    });
    expect(household.hostNames.size).toBe(0);
  });
});

describe('pending questions', () => {
  it('are bounded: the oldest gives way', () => {
    const household = asked();
    for (let id = 0; id < 4096; id += 1) household.send(dnsMessage({ id: 1000 + id, questions: [WEB] }), UP);
    household.send(answer(7, WEB, RECORD.a('www.example.net', '203.0.113.5')), DOWN);
    household.send(answer(1000, WEB, RECORD.a('www.example.net', '203.0.113.6')), DOWN);
    expect(household.hostNamesOf('203.0.113.5')).toEqual([]);
    expect(household.hostNamesOf('203.0.113.6')).toEqual(['dns www.example.net']);
  });
});
