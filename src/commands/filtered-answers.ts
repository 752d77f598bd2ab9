import type { AnswerName, Answers, CountedAnswers, RowQuestion, WindowNotice } from '../api/probe.ts';
import { RecentAnswers } from '../enrich/recent-answers.ts';
import { type EnrichingOptions, enrichAnswers } from './enrich-answers.ts';
import { mayFilesMatch } from './may-files-match.ts';
import { MOST_FILTERED_ROWS, rowFilter, rowText } from './row-filter.ts';
import { WholeAnswer } from './whole-answer.ts';

/** What was asked for a filter may serve another one; two questions, because each is some 10 MB for full tables. */
const MOST_KEPT = 2;
/** No longer than windows last, though none may close. */
const KEPT_MILLIS = 1000;

/** What somebody wants to know. */
export interface Asked {
  readonly names: readonly AnswerName[];
  readonly question: RowQuestion;
  /** The last closed window: what was said before there was another is said again. */
  readonly moment: WindowNotice | null;
  /** Asks for the same tables whoever counts. */
  readonly ask: (question: RowQuestion) => Promise<Partial<CountedAnswers>>;
}

/**
 * Answers questions with what was counted and what files say. A filter goes through both: where files may have what it looks for, the rows it
 * looks at are asked for whole, once for all filters of a window, and filtered here; else whoever counts filters, and sends what was found.
 */
export class FilteredAnswers {
  readonly #options: EnrichingOptions;
  readonly #kept = new RecentAnswers<Promise<WholeAnswer>>(MOST_KEPT);
  readonly #texts = new WeakMap<object, string>();
  #moment: WindowNotice | null = null;
  #forgetting: NodeJS.Timeout | null = null;

  constructor(options: EnrichingOptions) {
    this.#options = options;
  }

  async answer({ names, question, moment, ask }: Asked): Promise<Partial<Answers>> {
    const { filter = '', limit } = question;
    if (filter === '' || !(await mayFilesMatch(names, filter, this.#options))) {
      return await enrichAnswers(await ask(question), this.#options);
    }
    if (moment !== this.#moment) this.#kept.clear();
    this.#moment = moment;
    const wholeQuestion = { ...question, filter: '', limit: MOST_FILTERED_ROWS };
    const whole = await this.#kept.get(JSON.stringify([names, wholeQuestion]), () => this.#take(ask(wholeQuestion)));
    return await whole.filtered(rowFilter(question, this.#textOf), limit);
  }

  async #take(counted: Promise<Partial<CountedAnswers>>): Promise<WholeAnswer> {
    this.#forgetting ??= setTimeout(() => {
      this.#forgetting = null;
      this.#kept.clear();
    }, KEPT_MILLIS).unref();
    try {
      return new WholeAnswer(await counted, (part) => enrichAnswers(part, this.#options));
    } catch (error) {
      // Whoever asks next shall not be refused because this one was.
      this.#kept.clear();
      throw error;
    }
  }

  readonly #textOf = (row: unknown): string => {
    const known = this.#texts.get(row as object);
    if (known !== undefined) return known;
    const text = rowText(row);
    this.#texts.set(row as object, text);
    return text;
  };
}
