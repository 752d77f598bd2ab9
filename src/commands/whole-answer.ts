import { setImmediate as letOthersIn } from 'node:timers/promises';
import type { Answers, CountedAnswers } from '../api/probe.ts';
import { type FilterRows, mapNames, type RowList } from './row-filter.ts';

/** So many rows of each list are enriched at a time: some milliseconds. */
const ROWS_AT_A_TIME = 1000;

type Enrich = (counted: Partial<CountedAnswers>) => Promise<Partial<Answers>>;

/** An answer with all rows that filters look at. Files are asked about its rows when a filter comes to them, and then never again. */
export class WholeAnswer {
  readonly #counted: Partial<CountedAnswers>;
  readonly #enrich: Enrich;
  readonly #parts: Promise<Partial<Answers>>[] = [];
  readonly #partCount: number;

  constructor(counted: Partial<CountedAnswers>, enrich: Enrich) {
    this.#counted = counted;
    this.#enrich = enrich;
    let longest = 0;
    mapLists(counted, (rows) => {
      longest = Math.max(longest, rows.list.length);
      return rows;
    });
    this.#partCount = Math.max(1, Math.ceil(longest / ROWS_AT_A_TIME));
  }

  /** The answer with the first `limit` rows of each list that the filter lets through. */
  async filtered(filter: FilterRows, limit: number): Promise<Partial<Answers>> {
    const found = new Map<string, unknown[]>();
    const take = <Rows extends RowList>(rows: Rows, name: string): Rows => {
      found.set(name, (found.get(name) ?? []).concat(filter(rows.list)));
      return rows;
    };
    for (let index = 0; index < this.#partCount; index += 1) {
      if (index > 0) await letOthersIn();
      mapLists(await this.#part(index), take);
      if ([...found.values()].every((rows) => rows.length >= limit)) break;
    }
    return mapLists(await this.#part(0), (rows, name) => ({ ...rows, list: found.get(name)?.slice(0, limit) ?? [] }));
  }

  #part(index: number): Promise<Partial<Answers>> {
    const start = index * ROWS_AT_A_TIME;
    this.#parts[index] ??= this.#enrich(
      mapLists(index === 0 ? this.#counted : withoutLine(this.#counted), (rows) => ({
        ...rows,
        list: rows.list.slice(start, start + ROWS_AT_A_TIME),
      })),
    );
    return this.#parts[index];
  }
}

/** What is known of the line is in the first part. */
function withoutLine({ line: _, ...tables }: Partial<CountedAnswers>): Partial<CountedAnswers> {
  return tables;
}

/** Changes every list of rows in an answer, by the table's name and the kind of names. What is known of the line has none. */
function mapLists<Answer extends Partial<CountedAnswers>>(
  answer: Answer,
  change: <Rows extends RowList>(rows: Rows, name: string) => Rows,
): Answer {
  const { line, names, ...tables } = answer;
  const changed = Object.entries(tables).map(([name, rows]) => [name, change(rows, name)]);
  return {
    ...answer,
    ...Object.fromEntries(changed),
    ...(names && { names: mapNames(names, (rows, kind) => change(rows, `names ${kind}`)) }),
  };
}
