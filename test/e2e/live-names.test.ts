import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ApplicationRow,
  FlowRow,
  HostRow,
  NamesMessage,
  Rows,
  StatusMessage,
  TrafficMessage,
} from '../../src/api/messages.ts';
import type { Report } from '../../src/commands/report.ts';
import { buildPcap } from '../support/capture-files.ts';
import { END_FRAME, Feed, hasSeenEnd, lasting, Serving } from '../support/live-serving.ts';
import { isBuilt, runProgram } from '../support/run-program.ts';
import { LONG_BEGINNINGS, longBeginnings, namesFixtureFrames, type TellingFrame } from '../support/telling-frames.ts';
import { devices, TwoEnds } from '../support/two-ends.ts';

const START_MICROS = Date.UTC(2026, 2, 1, 19) * 1000;
const FRAME_INTERVAL_MICROS = 100;
/** What `serve` keeps of bulk unless told otherwise. */
const BULK_LENGTH = 256;
/** So that all frames lie in one second, begin early in one. */
const EARLY_MILLIS = 100;
const MOST_TRIES = 5;

const WAYS = [
  ['whole', ['--snap-length', '0']],
  ['with bulk cut by the kernel', []],
] as const;

interface Lived {
  readonly status: StatusMessage;
  readonly traffic: TrafficMessage;
  readonly names: NamesMessage;
  readonly applications: Rows<ApplicationRow>;
  readonly flows: Rows<FlowRow>;
  readonly hosts: Rows<HostRow>;
}

async function ask(serving: Serving): Promise<Lived> {
  const parts = ['status', 'traffic', 'names', 'applications', 'flows', 'hosts'] as const;
  const isList = (part: string) => part !== 'status' && part !== 'traffic';
  const answers = parts.map(async (part) => [part, await serving.get(`api/v1/${part}${isList(part) ? '?limit=10000' : ''}`)]);
  return Object.fromEntries(await Promise.all(answers)) as Lived;
}

/** Sends frames early in a second, and says what each of the ways of serving told in the end. */
async function live(ends: TwoEnds, frames: readonly TellingFrame[]): Promise<Lived[]> {
  const servings = WAYS.map(([, words]) => new Serving(...words));
  try {
    const feeds = await Promise.all(servings.map(async (serving) => new Feed(await serving.url())));
    while (Date.now() % 1000 > EARLY_MILLIS) await new Promise(setImmediate);
    for (const { bytes } of frames) ends.sender.send(bytes);
    ends.sender.send(END_FRAME);
    await Promise.all(feeds.map((feed) => feed.until(hasSeenEnd)));
    for (const feed of feeds) feed.close();
    return await Promise.all(servings.map(ask));
  } finally {
    await Promise.all(servings.map((serving) => serving.kill()));
  }
}

/** Applications are counted by what is known at the end of a second: a replay can only agree where the same second had all. */
function isOfOneSecond({ traffic }: Lived): boolean {
  return traffic.points.filter(({ frames }) => frames > 0).length === 1;
}

describe.skipIf(!isBuilt || devices === null)('names and applications of wanprobe serve', () => {
  let folder = '';
  let ends: TwoEnds;
  let frames: readonly TellingFrame[];
  let lived: Lived[] = [];
  let replayed: Report;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wanprobe-live-names-'));
    frames = [...(await namesFixtureFrames()), ...longBeginnings()];
    const timed = [...frames.map(({ bytes }) => bytes), END_FRAME].map((bytes, index) => ({
      bytes,
      timestampMicros: START_MICROS + index * FRAME_INTERVAL_MICROS,
    }));
    const path = join(folder, 'telling.pcap');
    writeFileSync(path, buildPcap({ frames: timed }));
    replayed = JSON.parse((await runProgram(['replay', '--json', '--top', '0', path])).stdout) as Report;

    ends = await TwoEnds.create();
    for (let tries = 0; tries < MOST_TRIES && !(lived.length > 0 && lived.every(isOfOneSecond)); tries += 1) {
      lived = await live(ends, frames);
    }
  }, 60_000);

  afterAll(() => {
    ends?.remove();
    rmSync(folder, { recursive: true });
  });

  describe.each(WAYS.map(([way], index) => [way, index] as const))('%s', (_, index) => {
    it('are of all frames, of which no others were cut than bulk', () => {
      const { accounting, losses } = lived[index]!.status;
      expect(losses).toMatchObject({ kernel: 0, probe: 0 });
      expect(accounting.seen).toEqual({ frames: replayed.capture.frames, wireBytes: replayed.capture.wireBytes });
      expect(isOfOneSecond(lived[index]!)).toBe(true);
      const cut = frames.filter(({ isBulk }) => isBulk).reduce((sum, { bytes }) => sum + bytes.length - BULK_LENGTH, 0);
      expect(cut).toBeGreaterThan(40_000);
      expect(accounting.seen.wireBytes - accounting.capturedBytes).toBe(WAYS[index]![1].length > 0 ? 0 : cut);
    });

    it('are those that questions, hellos and requests held in a replay', () => {
      const { names } = lived[index]!;
      const { totals, ...rows } = replayed.names;
      for (const kind of ['dns', 'tls', 'quic', 'http', 'fingerprints'] as const) {
        expect(lasting(names[kind].list), kind).toEqual(lasting(rows[kind]));
        expect(names[kind].total).toBe(totals[kind]);
      }
      expect(names.encryptedHellos).toBe(rows.encryptedHellos);
      expect(names.unopenedPackets).toBe(0);
    });

    it('add up to the applications of a replay', () => {
      const { applications } = lived[index]!;
      expect(lasting(applications.list)).toEqual(lasting(replayed.applications));
      expect(applications.total).toBe(replayed.applications.length);
    });

    it('are those of the conversations and hosts of a replay', () => {
      const { flows, hosts } = lived[index]!;
      expect(lasting(flows.list)).toEqual(lasting(replayed.flows.list));
      expect(lasting(hosts.list)).toEqual(lasting(replayed.hosts));
    });

    it('were found far behind where conversations begin', () => {
      const inSession = lived[index]!.flows.list.filter(({ pppoeSession, vlan }) => pppoeSession === 9 && vlan === 7);
      const found = inSession.map(({ application }) => [application.serverName, application.nameSource]);
      for (const told of LONG_BEGINNINGS) expect(found).toContainEqual(told);
      const hellos = inSession.filter(({ application }) => ['tls', 'quic'].includes(application.nameSource ?? ''));
      expect(hellos.map(({ application }) => [application.protocol, application.alpn]).sort()).toEqual([
        ['quic', 'h3'],
        ['quic', 'h3'],
        ['tls', 'h2'],
      ]);
      for (const { application } of hellos) expect(application.ja4).toMatch(/^[tq]13d\d{4}h[23]_[0-9a-f]{12}_[0-9a-f]{12}$/);
    });
  });
});
