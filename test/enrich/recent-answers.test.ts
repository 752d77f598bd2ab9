import { describe, expect, it } from 'vitest';
import { RecentAnswers } from '../../src/enrich/recent-answers.ts';

describe('RecentAnswers', () => {
  it('asks once as long as it remembers, and forgets what was asked longest ago', () => {
    const asked: string[] = [];
    const answers = new RecentAnswers<number>(2);
    const ask = (question: string) => answers.get(question, () => asked.push(question));
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) ask(question);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
    expect(answers.size).toBe(2);
  });

  it('holds no more than its capacity, whatever is asked', () => {
    const answers = new RecentAnswers<string>(100);
    for (let index = 0; index < 10_000; index += 1) answers.get(String(index), (question) => question);
    expect(answers.size).toBe(100);
    expect(answers.get('9999', () => 'again')).toBe('9999');
    expect(answers.get('0', () => 'again')).toBe('again');
  });

  it('knows nothing after it was cleared', () => {
    const answers = new RecentAnswers<string>(2);
    answers.get('a', () => 'old');
    answers.clear();
    expect(answers.get('a', () => 'new')).toBe('new');
  });
});
