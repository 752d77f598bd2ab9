import { describe, expect, it } from 'vitest';
import { OUTAGE_CAUSES } from '../../../src/line/outage/outage-row.ts';
import { outageText } from '../../../src/line/outage/outage-text.ts';

function told(cause: (typeof OUTAGE_CAUSES)[number], at: readonly string[] = []): string[] {
  return [false, true].map((isOver) => outageText({ cause, at, lastedMicros: 19e6, isOver }));
}

describe('what is said of an outage', () => {
  it('is in the present tense while it lasts, and in the past once it is over', () => {
    expect(told('echo-lost')).toEqual([
      'LCP echo requests are no longer answered; so far for 19 s.',
      'LCP echo requests were not answered; it took 19 s.',
    ]);
    expect(told('no-return')).toEqual([
      'Requests go up the line and nothing comes back; so far for 19 s.',
      'Requests went up the line and nothing came back; it took 19 s.',
    ]);
  });

  it.each(OUTAGE_CAUSES)('has no word of the present once it is over: %s', (cause) => {
    const [now, over] = told(cause, ['203.0.113.53']);

    expect(over).not.toMatch(/\b(is|are|does|has|cannot|goes?|gets|comes|passes|refuses|looks|answers)\b|no longer/);
    expect(now!.split(';')[0]).not.toBe(over!.split(';')[0]);
  });

  it('names the servers that were asked for names, the first three of many', () => {
    expect(told('dns-only', ['192.0.2.1'])[0]).toContain('looked up at 192.0.2.1, while');
    expect(told('dns-only', ['192.0.2.1', '192.0.2.2'])[1]).toContain('looked up at 192.0.2.1 and 192.0.2.2, while');
    expect(told('dns-only', ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'])[0]).toContain(
      'looked up at 192.0.2.1, 192.0.2.2, 192.0.2.3 and 2 more, while',
    );
  });
});
