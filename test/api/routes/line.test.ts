import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Schema from 'typebox/schema';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorMessage, LineMessage, LineSessionMessage, LineWindowsMessage } from '../../../src/api/messages.ts';
import type { ApiServer } from '../../../src/api/server.ts';
import { enrichLine } from '../../../src/commands/enrich-answers.ts';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeProbe, TABLES } from '../../support/fake-probe.ts';
import { type Replayed, replayFiles, SMALL_TABLES } from '../../support/replay.ts';
import { findSharedFolder } from '../../support/shared-folder.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const FOLDERS = ['pppoe-lifecycle', 'home-line', ...readdirSync(FIXTURES).filter((name) => name.startsWith('line-'))];
const REAL = findSharedFolder('line-captures');

function capturesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.pcap(\.gz)?$/.test(name))
    .map((name) => join(folder, name));
}

const CAPTURES = [
  ...FOLDERS.flatMap((folder) => capturesIn(join(FIXTURES, folder))),
  ...(REAL !== null && existsSync(REAL) ? capturesIn(REAL) : []),
];
const LIFECYCLE = CAPTURES.find((path) => path.includes('line-ppp-lifecycle')) ?? '';

const probe = new FakeProbe();
let server: ApiServer;
let components: Record<string, unknown>;

beforeAll(async () => {
  server = await serverOver(probe);
  components = (await get('/api/v1/openapi.json')).json<{ components: Record<string, unknown> }>().components;
});

async function get(url: string) {
  return await server.app.inject({ url, headers: { host: HOST } });
}

/** All devices are of one maker. */
function lineOf({ report }: Replayed) {
  return enrichLine(report.line, () => 'Example Department');
}

/** Makes the probe know what a replayed capture told. */
function know(replayed: Replayed): void {
  probe.currentTables = { ...TABLES, line: lineOf(replayed) };
  probe.currentLineWindows = replayed.lineWindows.map((window) => ({
    startMillis: window.ppp.startMicros / 1000,
    text: JSON.stringify(window),
  }));
}

/** By name: a compiled schema checks hours of windows in no time. */
const validators = new Map<string, Schema.Validator>();

function isAsDescribed(name: string, value: unknown): boolean {
  const validator = validators.get(name) ?? Schema.Compile({ components, $ref: `#/components/schemas/${name}` });
  validators.set(name, validator);
  return validator.Check(value);
}

describe('the line over HTTP', () => {
  it.each(CAPTURES.map((path) => [path.split('/').slice(-2).join('/'), path]))(
    'is what the report of %s says of it, to the last field',
    async (_name, path) => {
      const replayed = await replayFiles([path], { limits: SMALL_TABLES });
      know(replayed);
      const { discovery, sessions, vlans, ...line } = (await get('/api/v1/line?samples=all')).json<LineMessage>();
      expect([discovery.padi, sessions, vlans]).toEqual([1, TABLES.pppoeSessions, TABLES.vlans]);
      expect(line).toEqual(JSON.parse(JSON.stringify(lineOf(replayed))));
      expect(isAsDescribed('LineMessage', { discovery, sessions, vlans, ...line })).toBe(true);

      const { total, windows } = (await get('/api/v1/line/windows?limit=3600')).json<LineWindowsMessage>();
      expect(total).toBe(replayed.lineWindows.length);
      expect(windows).toEqual(JSON.parse(JSON.stringify(replayed.lineWindows.slice(-3600))));
      expect(isAsDescribed('LineWindowsMessage', { total, windows })).toBe(true);
    },
  );

  it('has all samples only where they are asked for', async () => {
    probe.questions.length = 0;
    await get('/api/v1/line?limit=3');
    await get('/api/v1/line?samples=recent');
    await get('/api/v1/line?samples=all');
    expect(probe.questions.map(({ question }) => question)).toEqual([
      { limit: 3, sortBy: 'bytes', filter: '' },
      { limit: 100, sortBy: 'bytes', filter: '' },
      { limit: 100, sortBy: 'bytes', filter: '', samples: 'all' },
    ]);
    expect((await get('/api/v1/line?samples=some')).statusCode).toBe(400);
  });
});

describe('/api/v1/line/sessions/{serial}', () => {
  it('is one session and what happened to it', async () => {
    const replayed = await replayFiles([LIFECYCLE], { limits: SMALL_TABLES });
    know(replayed);
    probe.questions.length = 0;
    const wanted = lineOf(replayed).ppp.sessions[0]!;
    const answer = (await get(`/api/v1/line/sessions/${wanted.serial}`)).json<LineSessionMessage>();
    expect(probe.questions).toEqual([{ names: ['line'], question: { limit: 1, sortBy: 'bytes', session: wanted.serial } }]);
    expect(answer.session).toEqual(JSON.parse(JSON.stringify(wanted)));
    expect(answer.events.length).toBeGreaterThan(3);
    expect(new Set(answer.events.map(({ session }) => session))).toEqual(new Set([wanted.serial]));
    expect(isAsDescribed('LineSessionMessage', answer)).toBe(true);
  });

  it.each([
    ['99999', 404, 'session-not-found'],
    ['-1', 400, 'parameter-invalid'],
    ['first', 400, 'parameter-invalid'],
  ])('answers %s with %i', async (serial, status, code) => {
    const response = await get(`/api/v1/line/sessions/${serial}`);
    expect([response.statusCode, response.json<ErrorMessage>().error.code]).toEqual([status, code]);
  });
});

describe('/api/v1/line/windows', () => {
  const START = Date.parse('2026-05-04T12:00:00Z');
  const seconds = async (query: string) => {
    probe.currentLineWindows = [0, 1, 2, 3].map((second) => ({
      startMillis: START + second * 1000,
      text: `{"second":${second}}`,
    }));
    const { total, windows } = (await get(`/api/v1/line/windows${query}`)).json<{
      total: number;
      windows: { second: number }[];
    }>();
    return [total, ...windows.map(({ second }) => second)];
  };

  it('takes windows from the start on and before the end', async () => {
    expect(await seconds('?from=2026-05-04T12:00:01Z&to=2026-05-04T12:00:03Z')).toEqual([2, 1, 2]);
  });

  it('lists the latest, and says how many there are', async () => {
    expect(await seconds('')).toEqual([4, 0, 1, 2, 3]);
    expect(await seconds('?limit=2')).toEqual([4, 2, 3]);
    expect(await seconds('?from=2026-05-04T13:00:00Z')).toEqual([0]);
  });

  it.each(['from=now', 'limit=0', 'limit=3601', 'step=5'])('refuses %s', async (query) => {
    expect((await get(`/api/v1/line/windows?${query}`)).statusCode).toBe(400);
  });
});
