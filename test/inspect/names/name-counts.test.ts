import { describe, expect, it } from 'vitest';
import { NameCounts } from '../../../src/inspect/names/name-counts.ts';
import type { NameLabels } from '../../../src/inspect/names-summary.ts';

const ASKED = { isAsked: true, result: 'answered', responseMicros: null } as const;
const UNASKED = { isAsked: false, result: 'answered', responseMicros: null } as const;
const HELLO = { serverName: 'a.example', isEncrypted: false, micros: 0 } as const;
const EPOCH = '1970-01-01T00:00:00.000000Z';
const TIMES = { firstSeenAt: EPOCH, lastSeenAt: EPOCH } as const;
const NO_LABELS = { service: null, category: null } as const;

function noLabels(): NameLabels {
  return NO_LABELS;
}

describe('counts of names', () => {
  it('give rows of DNS names with what became of their questions', () => {
    const names = new NameCounts();
    names.countQuery('a.example', 0);
    names.countResponse('a.example', 0, { isAsked: true, result: 'no-such-name', responseMicros: 1500 });
    names.countResponse('a.example', 0, { isAsked: true, result: 'failure', responseMicros: 2500 });
    const row = { queries: 1, responses: 2, noSuchName: 1, failures: 1, responseMillis: 2, ...TIMES };
    expect(names.summary(noLabels).dns).toEqual({
      list: [{ name: 'a.example', ...NO_LABELS, ...row }],
      total: 1,
      other: { rows: 0, count: 0 },
    });
  });

  it('give rows of server names by carrier, of hosts with the last agent, and of fingerprints with the last server name', () => {
    const names = new NameCounts();
    names.countHello('tls', HELLO);
    names.countHello('tls', HELLO);
    names.countHello('quic', { ...HELLO, serverName: 'q.example' });
    names.countRequest('h.example', 'curl', 0);
    names.countRequest('h.example', null, 0);
    names.countFingerprint('t13d_x', null, 0);
    names.countFingerprint('t13d_x', 'a.example', 0);
    const { tls, quic, http, fingerprints } = names.summary(noLabels);
    expect(tls.list).toEqual([{ serverName: 'a.example', ...NO_LABELS, connections: 2, ...TIMES }]);
    expect(quic.list).toEqual([{ serverName: 'q.example', ...NO_LABELS, connections: 1, ...TIMES }]);
    expect(http.list).toEqual([{ host: 'h.example', ...NO_LABELS, requests: 2, agent: null, ...TIMES }]);
    expect(fingerprints.list).toEqual([{ ja4: 't13d_x', connections: 2, serverName: 'a.example', ...TIMES }]);
  });

  it('put on rows what the list of services has of a name', () => {
    const names = new NameCounts();
    names.countQuery('video.example', 0);
    names.countHello('tls', { ...HELLO, serverName: 'video.example' });
    names.countRequest('video.example', null, 0);
    const { dns, tls, http } = names.summary((name) => ({ service: name.toUpperCase(), category: 'video' }));
    for (const { list } of [dns, tls, http]) expect(list[0]).toMatchObject({ service: 'VIDEO.EXAMPLE', category: 'video' });
  });

  it('list so many rows, the most frequent first, and say how many there are', () => {
    const names = new NameCounts();
    for (const name of ['b', 'a', 'c', 'c']) names.countQuery(name, 0);
    const { list, total } = names.summary(noLabels, 2).dns;
    expect([list.map(({ name }) => name), total]).toEqual([['c', 'a'], 3]);
  });

  it('count hellos and requests without a name, and hellos whose name is encrypted', () => {
    const names = new NameCounts();
    names.countHello('tls', { ...HELLO, serverName: null });
    names.countHello('quic', { ...HELLO, isEncrypted: true });
    names.countRequest(null, 'curl', 0);
    expect(names.closeWindow()).toMatchObject({ helloCount: 2, encryptedHellos: 1, httpRequests: 1 });
    expect(names.closeWindow()).toMatchObject({ helloCount: 0, encryptedHellos: 0, httpRequests: 0, list: [], otherCount: 0 });
    expect(names.summary(noLabels).encryptedHellos).toBe(1);
  });

  it('count the packets that were not looked into', () => {
    const names = new NameCounts();
    names.countUnopened();
    names.countUnopened();
    expect(names.summary(noLabels).unopenedPackets).toBe(2);
  });

  it('give a window its most frequent names of all kinds, and the count of the others', () => {
    const names = new NameCounts({ windowNames: 3 });
    for (const name of ['d.example', 'd.example', 'd.example', 'x.example']) names.countQuery(name, 0);
    names.countHello('tls', HELLO);
    names.countHello('quic', HELLO);
    names.countRequest('h.example', null, 0);
    names.countRequest('h.example', null, 0);
    names.countFingerprint('t13d_x', null, 0);
    expect(names.closeWindow()).toMatchObject({
      list: [
        { kind: 'dns', name: 'd.example', count: 3 },
        { kind: 'http', name: 'h.example', count: 2 },
        { kind: 'quic', name: 'a.example', count: 1 },
      ],
      otherCount: 2,
    });
  });

  it('count a DNS name once for a query and its response, and for a response whose query was not seen', () => {
    const names = new NameCounts();
    names.countQuery('both.example', 0);
    names.countResponse('both.example', 0, ASKED);
    names.countResponse('half.example', 0, UNASKED);
    expect(names.closeWindow().list.map(({ name, count }) => [name, count])).toEqual([
      ['both.example', 1],
      ['half.example', 1],
    ]);
  });

  it('hold a million random names and fingerprints in tables of a fixed size', () => {
    const capacity = 1024;
    const names = new NameCounts({ capacity });
    const count = 200_000;
    for (let n = 0; n < count; n += 1) {
      names.countQuery(`${n}.example`, n);
      names.countHello('tls', { ...HELLO, serverName: `${n}.example` });
      names.countHello('quic', { ...HELLO, serverName: `${n}.example` });
      names.countRequest(`${n}.example`, null, n);
      names.countFingerprint(`t13d${n}`, `${n}.example`, n);
    }
    const { dns, tls, quic, http, fingerprints } = names.summary(noLabels, 1);
    for (const { total, other } of [dns, tls, quic, http, fingerprints]) {
      expect([total, other]).toEqual([capacity, { rows: count - capacity, count: count - capacity }]);
    }
  });
});
