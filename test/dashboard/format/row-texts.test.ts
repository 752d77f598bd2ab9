import { describe, expect, it } from 'vitest';
import { flowText, hostText, nameText } from '../../../dashboard/src/format/row-texts.ts';
import { nameLines } from '../../../dashboard/src/state/name-lines.ts';
import { filterRows } from '../../../dashboard/src/table/filter-rows.ts';
import { NAMES } from '../../support/fake-names.ts';
import { flowRow, hostRow } from '../../support/fake-probe.ts';

describe('the filter of hosts', () => {
  const host = { ...hostRow('192.0.2.1'), side: 'home', listed: 'trackers.txt' } as const;

  it.each(['192.0.2', 'www.example.net', 'DE', 'germany', 'AS64496', 'example networks', 'trackers', 'at home'])(
    'finds one by %s',
    (filter) => {
      expect(filterRows([host], hostText, filter)).toEqual([host]);
    },
  );

  it('finds none by what it does not show', () => {
    const plain = {
      ...host,
      side: 'line',
      listed: null,
      country: null,
      countryName: null,
      asNumber: null,
      asName: null,
    } as const;
    for (const filter of ['home', 'null', 'on', 'false']) expect(filterRows([plain], hostText, filter)).toEqual([]);
  });
});

describe('the filter of conversations', () => {
  const flow = flowRow({ listed: 'trackers.txt', portName: 'https', tunnel: { type: 'vxlan', id: 42 }, vlan: 7 });

  it.each([
    ...['192.0.2.1:50000', ':443', 'https', 'trackers.txt', 'example', 'by tls', 'TLS 1.3', 'h2', 't13d1516h2'],
    ...['vxlan 42', 'vlan 7', 'pppoe 4660', 'established', 'home', 'pppoe-session/ppp', flow.communityId],
  ])('finds one by %s', (filter) => {
    expect(filterRows([flow], flowText, filter)).toEqual([flow]);
  });

  it('writes addresses with colons in brackets', () => {
    const responder = { ...flow.responder, address: '2001:db8::1' };
    expect(flowText({ ...flow, responder })).toContain('[2001:db8::1]:443');
    expect(flowText({ ...flow, responder: { ...responder, port: null } })).toContain(' 2001:db8::1 ');
  });

  it('finds none by what it does not show', () => {
    const application = {
      ...flow.application,
      service: null,
      serverName: null,
      nameSource: null,
      version: null,
      alpn: null,
      ja4: null,
    };
    const plain = flowRow({ application, portName: null, home: null, vlan: null, pppoeSession: null, tunnel: null });
    for (const filter of ['null', 'false', 'vlan', 'home', ' on ', 'example'])
      expect(filterRows([{ ...plain, stack: '' }], flowText, filter)).toEqual([]);
  });
});

describe('the filter of names', () => {
  it('finds those on a list, of a service and of a kind', () => {
    const { list } = nameLines(NAMES);
    const kindsBy = (filter: string) => filterRows(list, nameText, filter).map(({ kind }) => kind);
    expect(kindsBy('trackers')).toEqual(['dns', 'tls']);
    expect(kindsBy('cloud')).toEqual(['dns', 'tls']);
    expect(kindsBy('http curl')).toEqual(['http']);
  });
});
