import type { AnswerName, CountedAnswers, RowQuestion } from '../api/probe.ts';
import type { NamesSummary } from '../inspect/names-summary.ts';
import type { Line } from '../line/line.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { PppoeSessionRow, Rows, TableName } from '../traffic/summary.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { joinSessions } from './join-sessions.ts';
import { leanLine, onlySession } from './lean-line.ts';
import { filterList, MOST_FILTERED_ROWS, mapNames, rowFilter } from './row-filter.ts';

/** Who knows the answers. */
export interface Answering {
  readonly traffic: Pick<Traffic, 'table' | 'names'>;
  readonly line: Pick<Line, 'summary'>;
}

/** Reads several tables, and what is known of the line, at the same moment. */
export function answerTables(
  { traffic, line }: Answering,
  names: readonly AnswerName[],
  question: RowQuestion,
): Partial<CountedAnswers> {
  const known = names.includes('line') || names.includes('pppoeSessions') ? line.summary() : null;
  const answer = (name: AnswerName): unknown => {
    if (name === 'line') return known === null ? null : answerLine(known, question);
    if (name === 'names') return answerNames(traffic, question);
    const rows = answerTable(traffic, name, question);
    const whole = name === 'pppoeSessions' && known !== null ? joined(rows as Rows<PppoeSessionRow>, known) : rows;
    return isFiltered(question) ? filterList(whole, rowFilter(question)) : whole;
  };
  return Object.fromEntries(names.map((name) => [name, answer(name)]));
}

function joined(rows: Rows<PppoeSessionRow>, { ppp }: LineSummary): Rows<PppoeSessionRow> {
  return { ...rows, list: joinSessions(rows.list, ppp) };
}

function answerLine(line: LineSummary, { samples, session }: RowQuestion): LineSummary {
  if (session !== undefined) return onlySession(line, session);
  return samples === 'all' ? line : leanLine(line);
}

function answerNames(traffic: Answering['traffic'], question: RowQuestion): NamesSummary {
  const names = traffic.names(rowsToRead(question));
  if (!isFiltered(question)) return names;
  const filter = rowFilter(question);
  return mapNames(names, (rows) => filterList(rows, filter));
}

function answerTable(traffic: Answering['traffic'], name: TableName, question: RowQuestion): Rows<unknown> {
  const { sortBy, address } = question;
  return traffic.table(name, { limit: rowsToRead(question), sortBy, ...(address !== undefined && { address }) });
}

/** A filter looks at more rows than are wanted. */
function rowsToRead(question: RowQuestion): number {
  return isFiltered(question) ? MOST_FILTERED_ROWS : question.limit;
}

/** Who asks for an address has said already which rows are wanted. */
function isFiltered({ filter = '', address }: RowQuestion): boolean {
  return filter !== '' && address === undefined;
}
