import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeCapture } from '../../support/line-run.ts';
import { findSharedFolder } from '../../support/shared-folder.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const RECORDED = findSharedFolder('line-captures');

/** Cause, suspect, whole seconds, and whether it is over. */
type Told = readonly [string, string, number, boolean];

async function outagesOf(path: string): Promise<Told[]> {
  const { outages } = await judgeCapture(path);
  return outages.outages.map(({ cause, suspect, durationSeconds, endAt }) => [
    cause,
    suspect,
    Math.round(durationSeconds),
    endAt !== null,
  ]);
}

/** Fixtures in which the line did not work; in all others it did. */
const BUILT: Readonly<Record<string, readonly Told[]>> = {
  'line-ppp-endings/echo-lost-reconnect.pcap': [['echo-lost', 'provider', 24, true]],
  'line-ppp-failures/authentication-refused.pcap': [['authentication-refused', 'router', 4, false]],
  'line-ppp-failures/discovery-unanswered.pcap': [['discovery-unanswered', 'provider', 74, true]],
  'line-ppp-failures/ipcp-failed.pcap': [['ipcp-failed', 'provider', 1, false]],
  'line-ppp-failures/pads-refused.pcap': [['discovery-refused', 'provider', 6, false]],
  'line-ppp-lifecycle/mid-session.pcap': [['reconnect', 'router', 3, true]],
};

const FOLDERS = readdirSync(FIXTURES).filter(
  (folder) => folder.startsWith('line-') && !['line-faults', 'line-quality'].includes(folder),
);
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => `${folder}/${name}`),
);

describe('fixtures of lines', () => {
  it.each(FILES)('are told to fail when they do: %s', async (path) => {
    expect(await outagesOf(join(FIXTURES, path))).toEqual(BUILT[path] ?? []);
  });

  it('have the outage of the household whose line goes dead', async () => {
    expect(await outagesOf(join(FIXTURES, 'home-line/home-line.pcap.gz'))).toEqual([['echo-lost', 'provider', 16, true]]);
  });
});

/** What the logs of the recorded lines say: the server was killed, was absent, or ended sessions, and who the client was refused by. */
const TRUTH: Readonly<Record<string, readonly Told[]>> = {
  '03-auth-failure.pcap': [['authentication-refused', 'router', 6, false]],
  '04-server-silent.pcap': [['echo-lost', 'provider', 19, true]],
  '05-padt-by-server.pcap': [
    ['reconnect', 'provider', 6, true],
    ['reconnect', 'provider', 6, true],
  ],
  '06-no-pado.pcap': [['discovery-unanswered', 'provider', 40, true]],
  '14-padt-by-client.pcap': [['reconnect', 'router', 7, true]],
};

describe.skipIf(RECORDED === null)('recorded lines', () => {
  const names = RECORDED === null ? ['not here'] : readdirSync(RECORDED).filter((name) => name.endsWith('.pcap'));

  it.each(names)('have the outages of their logs: %s', async (name) => {
    expect(await outagesOf(join(RECORDED!, name))).toEqual(TRUTH[name] ?? []);
  });

  it('are judged by their worst: packets lost, a queue that fills, large packets that vanish', async () => {
    const verdictsOf = async (name: string) => {
      const { verdicts } = await judgeCapture(join(RECORDED!, name));
      return verdicts;
    };
    const lossy = await verdictsOf('01-normal-chap.pcap');
    expect(lossy.now).toMatchObject({
      verdict: 'line',
      severity: 'minor',
      text: expect.stringMatching(/loses [01]\.\d % of packets/),
    });

    const queue = await verdictsOf('07-echo-delay.pcap');
    expect(queue.now).toMatchObject({ verdict: 'line-full', text: expect.stringContaining('full upstream') });
    expect(queue.bufferbloat.map(({ direction, grade }) => [direction, grade])).toEqual([
      ['down', null],
      ['up', 'C'],
    ]);

    const sizes = await verdictsOf('08-mss.pcap');
    expect(sizes.now).toMatchObject({ verdict: 'line', text: expect.stringContaining('swallows full-size packets') });
    for (const name of ['02-pap.pcap', '09-vlan.pcap', '10-gre.pcap', '11-vxlan.pcap', '12-ipv6.pcap', '13-fragments.pcap'])
      expect((await verdictsOf(name)).now).toMatchObject({ verdict: 'nothing-wrong' });
  });

  it('say the same each time', async () => {
    const once = await judgeCapture(join(RECORDED!, '04-server-silent.pcap'));
    const again = await judgeCapture(join(RECORDED!, '04-server-silent.pcap'));

    expect(JSON.stringify(again.windows)).toBe(JSON.stringify(once.windows));
  });
});
