import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { Frame } from '../../src/capture/frame.ts';
import { Analysis } from '../../src/commands/analysis.ts';
import type { Report } from '../../src/commands/report.ts';
import type { LineWindow } from '../../src/line/line-window.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { fixedRandom } from '../support/observe.ts';
import { replayFiles } from '../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

interface Tally {
  readonly frames: number;
  readonly wireBytes: number;
}

/** What its builder put into a capture; what it does not know it does not say. */
interface Expectation {
  readonly frames?: number;
  readonly wireBytes?: number;
  readonly capturedBytes?: number;
  readonly vlans?: readonly (Tally & { readonly id: number })[];
  readonly pppoe?: {
    readonly discovery: Readonly<Record<string, number>>;
    readonly sessions: readonly (Tally & { readonly sessionId: number; readonly macs: readonly string[] })[];
  };
  readonly tunnels?: readonly (Tally & { readonly type: string; readonly id: number | null })[];
  readonly complete?: boolean;
  readonly damageOffset?: number;
  readonly isCapture?: false;
}

/** What other tests compare. */
interface Others {
  readonly line?: unknown;
  readonly names?: unknown;
  readonly conversations?: unknown;
  readonly hosts?: unknown;
}

const EXPECTED: readonly (readonly [string, Expectation])[] = readdirSync(FIXTURES)
  .filter((folder) => existsSync(join(FIXTURES, folder, 'expected.json')))
  .flatMap((folder) => {
    const { files } = JSON.parse(readFileSync(join(FIXTURES, folder, 'expected.json'), 'utf8')) as {
      files: Record<string, Expectation>;
    };
    return Object.entries(files).map(([name, expected]) => [`${folder}/${name}`, expected] as const);
  });
const CAPTURES = EXPECTED.filter(([, { isCapture }]) => isCapture !== false);

/** The parts of the report that a builder knows, with its names. */
function known(report: Report): Required<Pick<Expectation, 'frames' | 'wireBytes' | 'capturedBytes'>> & Record<string, unknown> {
  const tunnels = new Map<string, { type: string; id: number | null; frames: number; wireBytes: number }>();
  for (const { type, id, frames, wireBytes } of report.tunnels) {
    const row = tunnels.get(`${type} ${id}`) ?? { type, id, frames: 0, wireBytes: 0 };
    tunnels.set(`${type} ${id}`, { ...row, frames: row.frames + frames, wireBytes: row.wireBytes + wireBytes });
  }
  return {
    frames: report.capture.frames,
    wireBytes: report.capture.wireBytes,
    capturedBytes: report.capture.capturedBytes,
    vlans: sorted(report.vlans.map(({ id, frames, wireBytes }) => ({ id, frames, wireBytes }))),
    discovery: report.pppoe.discovery,
    sessions: sorted(
      report.pppoe.sessions
        // A session that only discovery told of has no frames yet.
        .filter(({ frames }) => frames > 0)
        .map(({ sessionId, clientMac, concentratorMac, frames, wireBytes }) => ({
          sessionId,
          macs: [clientMac, concentratorMac].filter((mac) => mac !== null).sort(),
          frames,
          wireBytes,
        })),
    ),
    tunnels: sorted([...tunnels.values()]),
    complete: report.capture.files[0]!.complete,
    damageOffset: report.capture.files[0]!.damage?.offset,
  };
}

function wanted({ pppoe, vlans, tunnels, ...rest }: Expectation): Record<string, unknown> {
  return {
    complete: true,
    ...rest,
    ...(vlans && { vlans: sorted(vlans) }),
    ...(tunnels && { tunnels: sorted(tunnels) }),
    ...(pppoe && { discovery: pppoe.discovery, sessions: sorted(pppoe.sessions) }),
  };
}

/** In an order that does not depend on the rows' order or that of their keys. */
function sorted<Row extends object>(rows: readonly Row[]): Row[] {
  const key = (row: Row): string => JSON.stringify(Object.entries(row).sort());
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

describe('the fixtures', () => {
  it.each(CAPTURES)(
    '%s holds what its builder put into it',
    async (path, {
      line: _line,
      names: _names,
      conversations: _conversations,
      hosts: _hosts,
      ...expected
    }: Expectation & Others) => {
      const { report } = await replayFiles([join(FIXTURES, path)]);
      const found = known(report);
      const { damageOffset, ...rest } = wanted(expected);
      expect(found).toMatchObject(rest);
      if (damageOffset !== undefined) expect(found.damageOffset).toBe(damageOffset);
      const { seen, attributed, other, malformed } = report.accounting;
      expect([seen, attributed + other + malformed]).toEqual([report.capture.frames, report.capture.frames]);
    },
  );

  it.each(EXPECTED.filter(([, { isCapture }]) => isCapture === false))('%s is no capture', async (path) => {
    await expect(replayFiles([join(FIXTURES, path)])).rejects.toMatchObject({ code: 'not-a-capture' });
  });
});

describe('the same frames', () => {
  const FORMATS = CAPTURES.map(([path]) => path).filter((path) => path.startsWith('formats/'));
  const TIMED = FORMATS.filter((path) => !path.includes('simple-packets'));

  it('give the same rows from every format', async () => {
    const [first, ...others] = await Promise.all(
      FORMATS.map(async (path) => {
        const { report } = await replayFiles([join(FIXTURES, path)]);
        return { path, tables: JSON.stringify([report.protocols, report.vlans, report.accounting, report.tables]) };
      }),
    );
    expect(others.length).toBeGreaterThan(5);
    for (const { path, tables } of others) expect(tables, path).toBe(first!.tables);
  });

  it('give the same windows from every format that has times, in chunks of any size', async () => {
    const { windows } = await replayFiles([join(FIXTURES, TIMED[0]!)]);
    expect(windows.length).toBeGreaterThan(0);
    for (const path of TIMED) {
      for (const chunkBytes of [64, 1000, 1 << 20]) {
        const again = await replayFiles([join(FIXTURES, path)], { chunkBytes });
        expect(again.windows, `${path} by ${chunkBytes}`).toEqual(windows);
      }
    }
  });

  it('give the same windows and the same report whether they come from a file or from memory', async () => {
    const path = join(FIXTURES, 'home-line/home-line.pcap.gz');
    const { windows, lineWindows, report } = await replayFiles([path]);
    expect(windows.length).toBeGreaterThan(200);

    const live: TrafficWindow[] = [];
    const liveLine: LineWindow[] = [];
    const analysis = new Analysis({
      random: fixedRandom(),
      onWindow: (window) => live.push(window),
      onLineWindow: (window) => liveLine.push(window),
    });
    for (const frame of await readFrames(path)) {
      analysis.sink(frame);
      analysis.settle();
      // As a live source does between frames: the clock has come as far as the frame.
      analysis.tick(frame.timestampMicros);
    }
    analysis.finish();
    expect(live).toEqual(windows);
    expect(liveLine).toEqual(lineWindows);
    expect(analysis.line.summary()).toEqual(report.line);
    expect(analysis.traffic.summary().hosts.list.map(({ address, wireBytes }) => [address, wireBytes])).toEqual(
      report.hosts.map(({ address, wireBytes }) => [address, wireBytes]),
    );
  });
});

/** Copies of a capture's frames, each in memory of its own. */
async function readFrames(path: string): Promise<Frame[]> {
  const frames: Frame[] = [];
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      const { bytes, start, capturedLength } = frame;
      frames.push(Object.assign(new Frame(), frame, { bytes: bytes.slice(start, start + capturedLength), start: 0 }));
    });
  }
  source.close();
  return frames;
}
