import { describe, expect, it } from 'vitest';
import { lineMessage } from '../../../src/api/line-message.ts';
import type { LiveMessage } from '../../../src/api/messages.ts';
import { readLineParts } from '../../../src/terminal/feed/shown-line.ts';
import { FakeProbe, pointAt, STATUS, TABLES } from '../../support/fake-probe.ts';

const { hosts, flows, protocols, applications, tunnels, line, pppoeSessions, vlans } = TABLES;

/** A message as the API makes it. */
const MESSAGE: LiveMessage = {
  startAt: '2026-05-04T12:00:09.000000Z',
  endAt: '2026-05-04T12:00:10.000000Z',
  status: STATUS,
  traffic: pointAt('2026-05-04T12:00:09.000000Z'),
  hosts,
  flows,
  protocols,
  applications,
  tunnels,
  line: lineMessage(new FakeProbe(), { line, pppoeSessions, vlans }),
};
const sent = (): Record<string, unknown> => JSON.parse(JSON.stringify(MESSAGE)) as Record<string, unknown>;

describe('a message of the live feed', () => {
  it('is taken with all its topics and rows, as the API makes it', () => {
    const parts = readLineParts(sent());
    expect(Object.keys(parts).sort()).toEqual(
      ['applications', 'flows', 'hosts', 'line', 'protocols', 'status', 'traffic', 'tunnels'].sort(),
    );
    for (const topic of ['hosts', 'flows', 'protocols', 'applications', 'tunnels'] as const) {
      expect(parts[topic]?.list).toHaveLength(MESSAGE[topic]!.list.length);
      expect(MESSAGE[topic]).toMatchObject(parts[topic]!);
    }
    expect(MESSAGE.line).toMatchObject(parts.line!);
  });

  it('leaves out a topic of another shape, and keeps the others', () => {
    expect(Object.keys(readLineParts({ ...sent(), line: { verdict: 5 }, hosts: 'many' }))).not.toContain('line');
    expect(readLineParts({ ...sent(), hosts: 'many' }).flows?.list).toHaveLength(2);
  });

  it('may be nothing that is known', () => {
    expect(readLineParts({})).toEqual({});
    expect(readLineParts({ status: null, weather: 'fine' })).toEqual({});
  });
});
