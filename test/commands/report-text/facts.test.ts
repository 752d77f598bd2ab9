import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { describeFacts, wrap } from '../../../src/commands/report-text/facts.ts';

describe('describeFacts', () => {
  it('has texts in a column, goes on under the first line, and needs no label to go on', () => {
    const long = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
    const text = describeFacts(
      [
        { label: 'Kind', text: 'PPPoE' },
        { label: 'Addresses', text: long },
        { label: '', text: 'and more' },
      ],
      pc.createColors(false),
    );
    expect(text.split('\n').map((line) => line.slice(0, 24))).toEqual(
      [
        '  Kind       PPPoE',
        '  Addresses  word0 word1',
        '             word14 word1',
        '             word26 word2',
        '             and more',
        '',
      ].map((line) => line.slice(0, 24)),
    );
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('sets off what is wrong, whole lines of it', () => {
    const text = describeFacts([{ label: 'DNS', text: 'unanswered', tone: 'yellow' }], pc.createColors(true));
    expect(text).toBe('  \u001b[2mDNS\u001b[22m  \u001b[33munanswered\u001b[39m\n');
  });
});

describe('wrap', () => {
  it('breaks between words, never inside one', () => {
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
    expect(wrap('aaaaaaaaaa b', 5)).toEqual(['aaaaaaaaaa', 'b']);
    expect(wrap('', 5)).toEqual(['']);
  });
});
