import { describe, expect, it } from 'vitest';
import { nameLines } from '../../../dashboard/src/state/name-lines.ts';
import { NAMES } from '../../support/fake-names.ts';

describe('nameLines', () => {
  it('puts names of all kinds in one list, the most frequent first, and fingerprints behind them', () => {
    const { list, total, forgotten } = nameLines(NAMES);
    expect(list.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['http', 'example.org:8080', 3],
      ['dns', 'www.example.net', 2],
      ['tls', 'www.example.net', 2],
      ['quic', 'video.example.net', 1],
      ['ja4', 't13d1516h2_8daaf6152771_e5627efa2ab1', 2],
    ]);
    expect(total).toBe(5);
    expect(forgotten).toBe(0);
  });

  it('says how questions were answered', () => {
    const [row] = NAMES.dns.list;
    const dns = (changes: object) => ({ ...NAMES, dns: { ...NAMES.dns, list: [{ ...row!, ...changes }] } });
    const detailOf = (changes: object) => nameLines(dns(changes)).list.find(({ kind }) => kind === 'dns')?.detail;
    expect(detailOf({})).toBe('answered in 12.5 ms');
    expect(detailOf({ queries: 5, responses: 3, noSuchName: 2, failures: 1, responseMillis: null })).toBe(
      'no such name ×2, failed ×1, 2 unanswered',
    );
  });
});
