import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExportOptions, runExport } from '../../src/commands/export.ts';
import type { Report } from '../../src/commands/report.ts';
import { replayFiles } from '../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const PAP = join(FIXTURES, 'line-ppp-lifecycle/pap.pcap');
const LINKS = join(FIXTURES, 'link-types');

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanprobe-export-'));
  path = join(folder, 'out.pcap');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function exportFiles(files: readonly string[], options: Partial<Omit<ExportOptions, 'output'>> = {}): Promise<string[]> {
  const said: string[] = [];
  const output = {
    print: (text: string) => said.push(`printed ${text}`),
    say: (line: string) => said.push(line.replaceAll(folder, '').replaceAll(FIXTURES, '')),
    progress: () => undefined,
    colors: pc.createColors(false),
    isTerminal: false,
  };
  const status = await runExport(files, { path, force: false, stripPayload: false, ...options, output });
  expect(status).toBe(0);
  return said;
}

describe('runExport', () => {
  it('says how much it wrote and overwrote', async () => {
    expect(await exportFiles([PAP])).toEqual([
      expect.stringMatching(/^wanprobe: \/out\.pcap: \d+ frames written, \d+ secrets overwritten$/),
    ]);
  });

  it('copies several files into one', async () => {
    const overlays = join(FIXTURES, 'tunnels/overlays.pcap');
    await exportFiles([PAP, overlays]);
    const [before, after] = [await replayFiles([PAP, overlays]), await replayFiles([path])];
    const capture = { ...before.report.capture, files: after.report.capture.files };
    // What the authentication's answer said may hold a name.
    const text = JSON.stringify({ ...before.report, capture }).replaceAll('Login ok', 'xxxxxxxx');
    expect(JSON.parse(JSON.stringify(after.report))).toEqual(JSON.parse(text));
    expect(after.report.capture.files).toMatchObject([{ format: 'pcap', timestampResolution: 'ns', complete: true }]);
  });

  it('says that several link types need pcapng', async () => {
    expect(await exportFiles([join(LINKS, 'ppp.pcap'), join(LINKS, 'en10mb.pcap')])).toEqual([
      expect.stringMatching(/; as pcapng, because pcap holds one link type only$/),
    ]);
  });

  it('says where a capture is damaged, and copies all before it', async () => {
    expect(await exportFiles([join(FIXTURES, 'damaged/cut-in-record.pcap')])).toEqual([
      expect.stringMatching(/^wanprobe: \S+: damaged at byte 514: [^\n]+; everything before it is copied$/),
      'wanprobe: /out.pcap: 7 frames written, 0 secrets overwritten',
    ]);
  });

  it('says what it overwrites because nobody decodes it', async () => {
    expect(await exportFiles([join(LINKS, 'unknown.pcap')])).toEqual([
      expect.stringMatching(/: link type LINKTYPE_\d+ has no decoder; its frames are overwritten whole$/),
      expect.stringMatching(/: 2 frames written, 2 secrets overwritten$/),
    ]);
  });

  it('leaves payloads out, and what is known of hosts and tunnels in', async () => {
    const line = join(FIXTURES, 'home-line/home-line.pcap.gz');
    await exportFiles([line], { stripPayload: true });
    const [before, after] = [(await replayFiles([line])).report, (await replayFiles([path])).report];
    expect(after.capture.capturedBytes).toBeLessThan(before.capture.capturedBytes);
    for (const part of ['accounting', 'problems', 'protocols', 'vlans', 'pppoe', 'tunnels'] as const)
      expect(after[part], part).toEqual(before[part]);
    // What they are called, and what for, payloads told.
    expect(after.hosts.map(unnamed)).toEqual(before.hosts.map(unnamed));
    expect(after.flows.list.map(unlabelled)).toEqual(before.flows.list.map(unlabelled));
    expect(before.hosts.some(({ names }) => names.length > 0)).toBe(true);
    expect(after.hosts.some(({ names }) => names.length > 0)).toBe(false);
  });

  it('leaves nothing behind where it fails', async () => {
    await expect(exportFiles([PAP, '/nonexistent.pcap'])).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(folder)).toEqual([]);
    await exportFiles([PAP]);
    await expect(exportFiles([PAP])).rejects.toMatchObject({ code: 'exists', message: expect.stringMatching(/^[^\n]+$/) });
    await exportFiles([PAP], { force: true });
    expect(readdirSync(folder)).toEqual(['out.pcap']);
  });
});

function unnamed({ names, nameDetails, ...host }: Report['hosts'][number]) {
  return host;
}

function unlabelled({ application, ...flow }: Report['flows']['list'][number]) {
  return flow;
}
