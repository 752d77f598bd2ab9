import { describe, expect, it } from 'vitest';
import { answerTables } from '../../src/commands/table-answers.ts';
import { Line } from '../../src/line/line.ts';
import { NAMES } from '../support/fake-names.ts';
import { flowRow, rows, TABLES } from '../support/fake-probe.ts';

type TableReader = Parameters<typeof answerTables>[0]['traffic'];

/** Tables that remember what was asked of them, and answer with the first rows. */
function readerOf(tables = TABLES): { reader: TableReader; asked: unknown[] } {
  const asked: unknown[] = [];
  const table: TableReader['table'] = (name, question = {}) => {
    asked.push([name, question]);
    const { limit = 0 } = question;
    const rowsOfName = tables[name];
    return { ...rowsOfName, list: limit === 0 ? rowsOfName.list : rowsOfName.list.slice(0, limit) };
  };
  const names: TableReader['names'] = (limit) => {
    asked.push(['names', limit]);
    return NAMES;
  };
  return { reader: { table, names }, asked };
}

const FLOWS = rows([
  flowRow({ stack: 'ethernet/ipv4/tcp' }),
  flowRow({ protocol: 'UDP', responder: { address: '203.0.113.9', port: 53, frames: 1, wireBytes: 80 } }),
  flowRow({ tunnel: { type: 'vxlan', id: 42 } }),
]);
const ALL = { limit: 100, sortBy: 'bytes' } as const;

const LINE = new Line({ random: () => 7 });

describe('answerTables', () => {
  it('filters names of every kind by any of their texts', () => {
    const { reader, asked } = readerOf();
    const question = { limit: 100, sortBy: 'bytes', filter: 'VIDEO' } as const;
    const { names } = answerTables({ traffic: reader, line: LINE }, ['names'], question);
    expect(asked).toEqual([['names', 10_000]]);
    expect(names?.quic.list.map(({ serverName }) => serverName)).toEqual(['video.example.net']);
    expect(names?.dns.list).toEqual([]);
    expect(names?.dns.total).toBe(1);
  });

  it('asks tables for no more rows than are wanted', () => {
    const { reader, asked } = readerOf();
    const answer = answerTables({ traffic: reader, line: LINE }, ['hosts', 'flows'], { limit: 1, sortBy: 'rate' });
    expect(asked).toEqual([
      ['hosts', { limit: 1, sortBy: 'rate' }],
      ['flows', { limit: 1, sortBy: 'rate' }],
    ]);
    expect(answer).toEqual({
      hosts: { ...TABLES.hosts, list: [TABLES.hosts.list[0]] },
      flows: { ...TABLES.flows, list: [TABLES.flows.list[0]] },
    });
  });

  it.each([
    ['vxlan', [2]],
    ['udp', [1]],
    ['203.0.113', [1]],
    ['192.0.2.1', [0, 1, 2]],
    ['NOTHING-LIKE-THAT', []],
    ['ipv4/TCP', [0, 1, 2]],
    ['42', [2]],
  ])('finds %s in the text of rows, whatever the case', (filter, expected) => {
    const { reader } = readerOf({ ...TABLES, flows: FLOWS });
    const { flows } = answerTables({ traffic: reader, line: LINE }, ['flows'], { ...ALL, filter });
    expect(flows?.list.map((row) => (FLOWS.list as readonly unknown[]).indexOf(row))).toEqual(expected);
    expect(flows?.total).toBe(3);
  });

  it('looks at what following told of sessions', () => {
    const { reader } = readerOf();
    const { sessionId, clientMac, concentratorMac } = TABLES.pppoeSessions.list[0]!;
    const followed = { sessionId, clientMac, concentratorMac, localIpv4: '198.51.100.77', echo: { requests: 0 } };
    const line = { summary: () => ({ ppp: { sessions: [followed] } }) } as unknown as Line;
    const found = (filter: string) =>
      answerTables({ traffic: reader, line }, ['pppoeSessions'], { ...ALL, filter }).pppoeSessions;
    expect(found('198.51.100.77')?.list).toMatchObject([{ sessionId }]);
    expect(found('198.51.100.78')).toMatchObject({ list: [], total: TABLES.pppoeSessions.total });
  });

  it('limits what the filter found, not what it looks at', () => {
    const { reader, asked } = readerOf({ ...TABLES, flows: FLOWS });
    expect(
      answerTables({ traffic: reader, line: LINE }, ['flows'], { limit: 1, sortBy: 'bytes', filter: 'vxlan' }).flows?.list,
    ).toEqual([FLOWS.list[2]]);
    expect(asked).toEqual([['flows', { limit: 10_000, sortBy: 'bytes' }]]);
  });

  it('leaves it to the tables to find an address', () => {
    const { reader, asked } = readerOf();
    answerTables({ traffic: reader, line: LINE }, ['hosts', 'flows'], { ...ALL, address: '192.0.2.1' });
    expect(asked).toEqual([
      ['hosts', { ...ALL, address: '192.0.2.1' }],
      ['flows', { ...ALL, address: '192.0.2.1' }],
    ]);
  });
});
