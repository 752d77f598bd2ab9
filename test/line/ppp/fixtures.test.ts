import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayPpp } from '../../support/replay-ppp.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

interface Expectation {
  readonly sessions: readonly Readonly<Record<string, unknown>>[];
  readonly discoveryWithoutSession?: readonly Readonly<Record<string, unknown>>[];
  readonly reconnects?: number;
  readonly events: readonly string[];
}

interface ExpectedFiles {
  readonly files: Readonly<Record<string, { readonly line?: { readonly ppp?: Expectation } }>>;
}

const EXPECTED = readdirSync(FIXTURES)
  .filter((folder) => folder.startsWith('line-') && existsSync(join(FIXTURES, folder, 'expected.json')))
  .flatMap((folder) => {
    const { files } = JSON.parse(readFileSync(join(FIXTURES, folder, 'expected.json'), 'utf8')) as ExpectedFiles;
    return Object.entries(files).flatMap(([name, { line }]) =>
      line?.ppp === undefined ? [] : [{ path: join(folder, name), ...line.ppp }],
    );
  });

describe('fixtures of PPPoE lines', () => {
  it('are there', () => {
    expect(EXPECTED.length).toBeGreaterThanOrEqual(13);
  });

  it.each(EXPECTED)(
    '$path is told as it was built',
    async ({ path, sessions, discoveryWithoutSession = [], reconnects = 0, events }) => {
      const { summary } = await replayPpp(join(FIXTURES, path));
      expect(summary.sessions).toMatchObject(sessions);
      expect(summary.sessions).toHaveLength(sessions.length);
      expect(summary.discoveryWithoutSession).toMatchObject(discoveryWithoutSession);
      expect(summary.discoveryWithoutSession).toHaveLength(discoveryWithoutSession.length);
      expect(summary.reconnects).toBe(reconnects);
      expect(summary.events.map(({ kind }) => kind)).toEqual(events);
    },
  );
});
