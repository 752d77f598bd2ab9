import type { AnswerName, CountedAnswers, RowQuestion } from '../api/probe.ts';
import type { NameRows, NamesSummary } from '../inspect/names-summary.ts';
import type { Line } from '../line/line.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { PppoeSessionRow, Rows, TableName } from '../traffic/summary.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { joinSessions } from './join-sessions.ts';
import { leanLine, onlySession } from './lean-line.ts';

/** No filter looks at more rows: the thread that answers also captures. */
const MAX_FILTERED_ROWS = 10_000;

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
    if (name !== 'pppoeSessions' || known === null) return rows;
    return { ...rows, list: joinSessions(rows.list as PppoeSessionRow[], known.ppp) };
  };
  return Object.fromEntries(names.map((name) => [name, answer(name)]));
}

function answerLine(line: LineSummary, { samples, session }: RowQuestion): LineSummary {
  if (session !== undefined) return onlySession(line, session);
  return samples === 'all' ? line : leanLine(line);
}

function answerNames(traffic: Answering['traffic'], { limit, filter = '' }: RowQuestion): NamesSummary {
  if (filter === '') return traffic.names(limit);
  const wanted = filter.toLowerCase();
  const matching = <Row>(rows: NameRows<Row>): NameRows<Row> => ({
    ...rows,
    list: rows.list.filter((row) => textOf(row).includes(wanted)).slice(0, limit),
  });
  const { dns, tls, quic, http, fingerprints, encryptedHellos, unopenedPackets } = traffic.names(MAX_FILTERED_ROWS);
  return {
    dns: matching(dns),
    tls: matching(tls),
    quic: matching(quic),
    http: matching(http),
    fingerprints: matching(fingerprints),
    encryptedHellos,
    unopenedPackets,
  };
}

function answerTable(traffic: Answering['traffic'], name: TableName, question: RowQuestion): Rows<unknown> {
  const { limit, sortBy, filter = '', address } = question;
  if (address !== undefined) return traffic.table(name, { limit, sortBy, address });
  if (filter !== '') {
    const wanted = filter.toLowerCase();
    const rows: Rows<unknown> = traffic.table(name, { limit: MAX_FILTERED_ROWS, sortBy });
    return { ...rows, list: rows.list.filter((row) => textOf(row).includes(wanted)).slice(0, limit) };
  }
  return traffic.table(name, { limit, sortBy });
}

/** All values of a row, one after the other, in lower case. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Object.values(value).map(textOf).join(' ');
  return String(value).toLowerCase();
}
