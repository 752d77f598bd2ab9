import { describe, expect, it } from 'vitest';
import { originDetail, originWords } from '../../../dashboard/src/format/origin-words.ts';

const ALL = { country: 'DE', countryName: 'Germany', asNumber: 64496, asName: 'Example Networks' };
const NOTHING = { country: null, countryName: null, asNumber: null, asName: null };

describe('what is said of where a host is', () => {
  it.each([
    [ALL, 'DE, Example Networks', 'Germany, AS64496 Example Networks'],
    [{ ...ALL, countryName: null, asName: null }, 'DE, AS64496', 'DE, AS64496'],
    [{ ...NOTHING, country: 'DE', countryName: 'Germany' }, 'DE', 'Germany'],
    [{ ...ALL, country: null, countryName: null }, 'Example Networks', 'AS64496 Example Networks'],
    [NOTHING, null, null],
  ])('of %j is short in the table and whole behind it', (origin, words, detail) => {
    expect([originWords(origin), originDetail(origin)]).toEqual([words, detail]);
  });
});
