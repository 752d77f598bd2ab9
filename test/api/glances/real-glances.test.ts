import { describe, expect, it } from 'vitest';
import type { GlancesRow } from '../../../src/api/glances/glances-plugin.ts';
import { PLUGINS } from '../../../src/api/glances/plugins/all-plugins.ts';
import type { SystemSnapshot } from '../../../src/system/snapshot.ts';
import { between, expectBetween, expectNear, hasTool, run } from '../../support/real-machine.ts';
import { FakeGlancesSource } from './fake-glances-source.ts';

const MEBIBYTE = 1024 * 1024;
/** Other tests go on meanwhile. */
const TOLERANCE = 512 * MEBIBYTE;
const ASKED = 'mem,memswap,fs,load,core,processcount,network,uptime,cpu';
/** Glances looks twice before it ends. */
const TIME_LIMIT_MILLIS = 60_000;

type Row = Readonly<Record<string, unknown>>;

/** Its last answer for each plugin; it prints a line of each at every look. */
function askGlances(): ReadonlyMap<string, unknown> {
  const lines = run('glances', '--stdout-json', ASKED, '--stop-after', '2').trim().split('\n');
  return new Map(
    lines
      .map((line) => /^(\w+): (.*)$/.exec(line))
      .filter((found) => found !== null)
      .map(([, plugin = '', json = '']) => [plugin, JSON.parse(json)]),
  );
}

const shown = (name: string, snapshot: SystemSnapshot) =>
  PLUGINS.get(name)!.show({ snapshot, source: new FakeGlancesSource(snapshot) });
const fields = (value: unknown) => value as Row;
const number = (row: Row, name: string) => row[name] as number;
const rowsBy = (value: unknown, key: string) => new Map((value as readonly GlancesRow[]).map((row) => [row[key], row as Row]));

function seconds(text: unknown): number {
  const [, days = '0', hours, minutes, rest] = /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d)$/.exec(String(text)) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(rest);
}

describe.skipIf(!hasTool('glances'))('Glances, run at the same time', () => {
  it(
    'says of this machine what we say in its API',
    async () => {
      const { answer, after } = await between(askGlances);
      expect([...answer.keys()].sort()).toEqual(ASKED.split(',').sort());

      const memory = [fields(shown('mem', after)), fields(answer.get('mem'))] as const;
      expect(memory[0].total).toBe(memory[1].total);
      for (const name of ['available', 'active', 'inactive', 'buffers', 'cached', 'shared']) {
        expectNear(number(memory[0], name), number(memory[1], name), TOLERANCE);
      }
      expectNear(number(memory[0], 'percent'), number(memory[1], 'percent'), 5);

      const swap = [fields(shown('memswap', after)), fields(answer.get('memswap'))] as const;
      expect(swap[0].total).toBe(swap[1].total);
      expectNear(number(swap[0], 'used'), number(swap[1], 'used'), TOLERANCE);
    },
    TIME_LIMIT_MILLIS,
  );

  it(
    'has the same file systems, interfaces and counts',
    async () => {
      const { before, answer, after } = await between(askGlances);

      const disks = rowsBy(shown('fs', after), 'mnt_point');
      for (const [mountPoint, theirs] of rowsBy(answer.get('fs'), 'mnt_point')) {
        const ours = disks.get(mountPoint)!;
        expect(ours).toMatchObject({ device_name: theirs.device_name, fs_type: theirs.fs_type, size: theirs.size });
        expectNear(number(ours, 'used'), number(theirs, 'used'), TOLERANCE);
        expectNear(number(ours, 'free'), number(theirs, 'free'), TOLERANCE);
        expectNear(number(ours, 'percent'), number(theirs, 'percent'), 1);
      }

      const [earlier, later] = [before, after].map((snapshot) => rowsBy(shown('network', snapshot), 'interface_name'));
      const compared = [...rowsBy(answer.get('network'), 'interface_name')].filter(
        ([name]) => earlier!.has(name) && later!.has(name),
      );
      expect(compared.map(([name]) => name)).toContain('lo');
      for (const [name, theirs] of compared) {
        for (const [field, nameInVersion3] of [
          ['bytes_recv_gauge', 'cumulative_rx'],
          ['bytes_sent_gauge', 'cumulative_tx'],
        ] as const) {
          const counter = theirs[field] ?? theirs[nameInVersion3];
          expectBetween(counter as number, number(earlier!.get(name)!, field), number(later!.get(name)!, field));
        }
        expect(later!.get(name)!.is_up).toBe(theirs.is_up);
      }

      expect(fields(shown('core', after))).toEqual(answer.get('core'));
      const load = [fields(shown('load', after)), fields(answer.get('load'))] as const;
      expect(load[0].cpucore).toBe(load[1].cpucore);
      expectNear(number(load[0], 'min15'), number(load[1], 'min15'), 0.5);
      expectNear(seconds(shown('uptime', after)), seconds(answer.get('uptime')), 5);
      expectNear(number(fields(shown('processcount', after)), 'total'), number(fields(answer.get('processcount')), 'total'), 100);
      // Its second look is as long after its first as ours after ours, nearly.
      expectNear(number(fields(shown('cpu', after)), 'idle'), number(fields(answer.get('cpu')), 'idle'), 40);
    },
    TIME_LIMIT_MILLIS,
  );
});
