import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterAll, describe, expect, it } from 'vitest';
import type { Output } from '../../src/commands/output.ts';
import { type ReplayOptions, runReplay } from '../../src/commands/replay.ts';
import type { Report } from '../../src/commands/report.ts';
import type { AddressBook } from '../../src/enrich/address-book.ts';
import { buildPcap } from '../support/capture-files.ts';
import { emptyEnrichment } from '../support/enrichment.ts';
import { buildFrame } from '../support/frames/build-frame.ts';
import { ipv4 } from '../support/frames/ipv4.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SESSIONS = join(FIXTURES, 'pppoe-lifecycle/sessions.pcap');
const OVERLAYS = join(FIXTURES, 'tunnels/overlays.pcap');
const DAMAGED = join(FIXTURES, 'damaged/cut-in-record.pcap');
const STATIC = join(FIXTURES, 'line-home-static/static.pcap');
const TEXT = join(FIXTURES, 'damaged/not-a-capture.pcap');

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly printed: string;
  readonly said: readonly string[];
}

async function replay(files: readonly string[], options: Partial<Omit<ReplayOptions, 'output'>> = {}): Promise<Run> {
  let printed = '';
  const said: string[] = [];
  const output: Output = {
    print: (text) => {
      printed += text;
    },
    say: (line) => said.push(line),
    progress: () => undefined,
    colors: pc.createColors(false),
    isTerminal: false,
  };
  const status = await runReplay(files, { json: false, each: false, top: 20, ...options, output });
  return { status, printed, said };
}

async function reportOn(files: readonly string[], top = 0): Promise<Report> {
  const { status, printed, said } = await replay(files, { json: true, top });
  expect({ status, said }).toEqual({ status: 0, said: [] });
  return JSON.parse(printed) as Report;
}

describe('runReplay', () => {
  it('prints a summary for people', async () => {
    const { status, printed, said } = await replay([OVERLAYS]);
    expect({ status, said }).toEqual({ status: 0, said: [] });
    expect(printed).toMatch(/^\S+overlays\.pcap {2}pcap, us, EN10MB\n\nFrames {4}41, /);
    expect(printed).toMatch(/\nTunnels\n/);
  });

  it('prints a report that is the same each time, to the byte', async () => {
    const first = await replay([SESSIONS, OVERLAYS], { json: true });
    expect(JSON.parse(first.printed)).toMatchObject({ schema: 'wanprobe-report/1' });
    expect(await replay([SESSIONS, OVERLAYS], { json: true })).toEqual(first);
  });

  it('has room for every conversation and host of a small capture, each of which may have one frame', async () => {
    const frames = Array.from({ length: 500 }, (_, index) => ({
      bytes: buildFrame(
        ipv4({ source: `198.18.${index >> 8}.${index & 0xff}`, destination: `198.19.${index >> 8}.${index & 0xff}` }),
      ),
      timestampMicros: 1e15 + index,
    }));
    const path = join(folder, 'many.pcap');
    writeFileSync(path, buildPcap({ linkType: 101, frames }));
    const { flows, hosts } = await reportOn([path]);
    expect([flows.total, flows.list.length, hosts.length]).toEqual([500, 500, 1000]);
    const small = join(folder, 'one.pcap');
    writeFileSync(small, buildPcap({ linkType: 101, frames: frames.slice(0, 1) }));
    const both = await reportOn([small, path]);
    expect([both.flows.total, both.hosts.length]).toEqual([500, 1000]);
  });

  it('analyses several files as one capture', async () => {
    const [sessions, overlays, both] = [
      await reportOn([SESSIONS]),
      await reportOn([OVERLAYS]),
      await reportOn([SESSIONS, OVERLAYS]),
    ];
    expect(both.capture.files.map(({ path }) => path)).toEqual([SESSIONS, OVERLAYS]);
    expect(both.capture.frames).toBe(sessions.capture.frames + overlays.capture.frames);
    expect(both.pppoe).toEqual(sessions.pppoe);
    expect(both.tunnels).toEqual(overlays.tunnels);
  });

  it('lists as many rows as asked for, and says how many there are', async () => {
    const all = await reportOn([OVERLAYS]);
    const few = await reportOn([OVERLAYS], 2);
    expect(few.tunnels).toEqual(all.tunnels.slice(0, 2));
    expect(few.flows.list).toEqual(all.flows.list.slice(0, 2));
    expect([few.tables.tunnels.rows, few.flows.total]).toEqual([all.tunnels.length, all.flows.list.length]);
    expect(few.capture).toEqual(all.capture);
  });

  it('prints one line of JSON a file with --each, passes over what is no capture, and tells by its status', async () => {
    const { status, printed, said } = await replay([SESSIONS, TEXT, OVERLAYS], { each: true, top: 0 });
    expect(status).toBe(1);
    expect(said).toEqual([expect.stringMatching(/^wanprobe: \S+not-a-capture\.pcap: [^\n]+$/)]);
    const reports = printed.trimEnd().split('\n');
    expect(reports.map((line) => JSON.parse(line))).toEqual([await reportOn([SESSIONS]), await reportOn([OVERLAYS])]);
  });

  it('says where a capture is damaged, reports all before it, and ends well', async () => {
    const { status, printed, said } = await replay([DAMAGED], { json: true });
    expect(status).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/^wanprobe: \S+cut-in-record\.pcap: damaged at byte 514: [^\n]+; everything before it is reported$/),
    ]);
    const { capture } = JSON.parse(printed) as Report;
    expect(capture).toMatchObject({ frames: 7, files: [{ complete: false, damage: { offset: 514 } }] });
  });

  it('says that a link type has no decoder, and counts its frames', async () => {
    const { status, printed, said } = await replay([join(FIXTURES, 'link-types/unknown.pcap')], { json: true });
    expect(status).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/: link type LINKTYPE_\d+ has no decoder; its frames are counted and not looked into$/),
    ]);
    const report = JSON.parse(printed) as Report;
    expect(report.unknown).toEqual([{ carrier: 'link', identifier: expect.any(String), frames: report.capture.frames }]);
  });

  it('goes by what it is told of home', async () => {
    const learnt = await reportOn([STATIC]);
    const { routerMac, providerMac } = learnt.line.home;
    expect([learnt.line.home.how, learnt.line.overhead.down.frames > 0]).toEqual(['inferred', true]);
    const turned = await replay([STATIC], { json: true, top: 0, line: { routerMac: providerMac ?? '' } });
    const { line } = JSON.parse(turned.printed) as Report;
    expect(line.home).toMatchObject({ how: 'configured', routerMac: providerMac, providerMac: routerMac });
    // Learning took a few frames, which then had no direction.
    expect(line.overhead.up.payloadBytes).toBeGreaterThanOrEqual(learnt.line.overhead.down.payloadBytes);
  });

  it('says of hosts where they are, where somebody knows', async () => {
    const originOf = (address: string) => ({
      country: address === '192.0.2.1' ? 'DE' : null,
      countryName: address === '192.0.2.1' ? 'Germany' : null,
      asNumber: 64496,
      asName: 'Example\u202e Networks of the World',
    });
    const enrichment = { ...emptyEnrichment(), addresses: { originOf } as unknown as AddressBook };
    const unknown = await reportOn([OVERLAYS]);
    expect(unknown.hosts.map(({ country, asNumber }) => [country, asNumber])).toContainEqual([null, null]);
    const { printed } = await replay([OVERLAYS], { json: true, top: 0, enrichment });
    const { hosts, ...rest } = JSON.parse(printed) as Report;
    expect(hosts).toEqual(unknown.hosts.map((host) => ({ ...host, ...originOf(host.address) })));
    expect(rest).toEqual({ ...unknown, hosts: undefined });

    const text = (await replay([OVERLAYS], { enrichment })).printed;
    expect(text).toMatch(/\nframes +bytes +sent +received +address +from\n/);
    expect(text).toMatch(/ 192\.0\.2\.1 +DE AS64496 Example[^\n]{1,14}…\n/);
    expect(text).not.toContain('\u202e');
  });

  it('reports an empty capture', async () => {
    const { capture, hosts } = await reportOn([join(FIXTURES, 'damaged/header-only.pcap')]);
    expect(capture).toMatchObject({ frames: 0, wireBytes: 0, firstFrameAt: null, lastFrameAt: null, durationSeconds: 0 });
    expect(hosts).toEqual([]);
  });

  it.each([
    ['a file that is not there', '/nonexistent/line.pcap', 'not-found'],
    ['a folder', FIXTURES, 'not-a-file'],
    ['a file that is no capture', TEXT, 'not-a-capture'],
    ['an empty file', join(FIXTURES, 'damaged/empty.pcap'), 'not-a-capture'],
  ])('refuses %s before anything is read', async (_, path, code) => {
    await expect(replay([SESSIONS, path])).rejects.toMatchObject({ code, message: expect.stringMatching(/^[^\n]+$/) });
  });

  it('leaves no signal handlers behind', async () => {
    const before = process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
    await replay([SESSIONS]);
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(before);
  });
});
