import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pc from 'picocolors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { runExport } from '../../src/commands/export.ts';
import type { Output } from '../../src/commands/output.ts';
import { runReplay } from '../../src/commands/replay.ts';
import type { Report } from '../../src/commands/report.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { replayPpp } from '../support/replay-ppp.ts';
import { secretsOf } from '../support/secrets-of.ts';
import { findSharedFolder } from '../support/shared-folder.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const LINES = findSharedFolder('line-captures');
const CAPTURE = /\.(pcap|pcapng)(\.gz)?$/;
const NO_CAPTURES = ['empty.pcap', 'not-a-capture.pcap'];
const LINK_WITHOUT_DECODER = 'unknown.pcap';

const FIXTURE_FILES = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => CAPTURE.test(name) && !NO_CAPTURES.includes(basename(name)))
  .sort();
const LINE_FILES = LINES === null ? ['not here'] : readdirSync(LINES).filter((name) => CAPTURE.test(name));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanprobe-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outputs {
  /** Everything the probe says of the capture: the report, the summary, what the line is told of, and what it says beside. */
  readonly told: string;
  readonly exported: Buffer;
  readonly report: Report;
  readonly reportOfExport: Report;
}

function collect(): { readonly output: Output; text(): string } {
  let text = '';
  const add = (more: string): void => {
    text += `${more}\n`;
  };
  return {
    output: { print: add, say: add, progress: () => undefined, colors: pc.createColors(false), isTerminal: false },
    text: () => text,
  };
}

async function reportOf(path: string): Promise<Report> {
  const { output, text } = collect();
  await runReplay([path], { json: true, each: true, top: 0, output });
  return JSON.parse(
    text()
      .split('\n')
      .find((line) => line.startsWith('{'))!,
  ) as Report;
}

async function everyOutput(path: string): Promise<Outputs> {
  const exportPath = join(folder, 'exported.pcap');
  const said = collect();
  await runReplay([path], { json: false, each: false, top: 0, output: said.output });
  await runReplay([path], { json: true, each: false, top: 0, output: said.output });
  await runExport([path], { path: exportPath, force: true, stripPayload: false, output: said.output });
  const { summary, windows, facts } = await replayPpp(path);
  return {
    told: said.text() + JSON.stringify([summary, windows, facts]),
    exported: readFileSync(exportPath),
    report: await reportOf(path),
    reportOfExport: await reportOf(exportPath),
  };
}

async function readSecrets(path: string): Promise<Map<string, Buffer>> {
  const secrets = new Map<string, Buffer>();
  const packet = new Packet();
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      decodeFrame(frame, packet);
      for (const secret of secretsOf(packet)) secrets.set(secret.toString('hex'), secret);
    });
  }
  source.close();
  return secrets;
}

function expectNothingTold({ told, exported, report }: Outputs, secrets: Iterable<Buffer>): void {
  // Concentrators use their names in challenges, too.
  const publicNames = ['ac-1', ...report.pppoe.sessions.map(({ concentratorName }) => concentratorName ?? '')];
  for (const secret of secrets) {
    const text = secret.toString('latin1');
    if (publicNames.some((name) => name.includes(text))) continue;
    for (const form of [text, secret.toString('utf8'), JSON.stringify(text).slice(1, -1), secret.toString('hex')])
      expect(told.toLowerCase().includes(form.toLowerCase()), `told: ${form}`).toBe(false);
    expect(told.includes(secret.toString('base64')), 'told in base64').toBe(false);
    expect(exported.includes(secret), `exported: ${text}`).toBe(false);
    expect(exported.includes(secret.toString('hex')), `exported: ${text}`).toBe(false);
  }
}

/** Without what others said when they let somebody in or turned him away: it may hold a name, and an export has it overwritten. */
function withoutWords(report: Omit<Report, 'capture'>): unknown {
  const hide = (text: string): string => text.replace(/"[^"]*"/g, '"..."');
  return JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (key === 'message' && typeof value === 'string') return '...';
    return typeof value === 'string' ? hide(value) : value;
  });
}

/** The same in everything but what the file itself is. */
function expectSame({ report, reportOfExport }: Outputs): void {
  const { files, ...capture } = report.capture;
  const { files: exportedFiles, ...exportedCapture } = reportOfExport.capture;
  expect(exportedCapture).toEqual(capture);
  expect(withoutWords({ ...reportOfExport, capture: undefined } as Omit<Report, 'capture'>)).toEqual(
    withoutWords({ ...report, capture: undefined } as Omit<Report, 'capture'>),
  );
  expect(exportedFiles).toMatchObject([{ complete: true, damage: null }]);
  expect(files.length).toBe(1);
}

describe('the fixtures', () => {
  it.each(FIXTURE_FILES)('%s: no secret is told or exported, and what is exported is the same otherwise', async (name) => {
    const path = join(FIXTURES, name);
    const outputs = await everyOutput(path);
    expectNothingTold(outputs, (await readSecrets(path)).values());
    expectSame(outputs);
  });

  it('of which nothing is secret are exported byte for byte', async () => {
    const path = join(FIXTURES, 'formats/little-ns.pcap');
    const { exported } = await everyOutput(path);
    const original = readFileSync(path);
    const snapLength = 16;
    expect(exported.subarray(snapLength + 4)).toEqual(original.subarray(snapLength + 4));
  });

  it('that nobody decodes are exported without a byte of what is in them', async () => {
    const { exported, reportOfExport } = await everyOutput(join(FIXTURES, 'link-types', LINK_WITHOUT_DECODER));
    const filled = exported.filter((byte) => byte === 0x78).length;
    expect(filled).toBeGreaterThanOrEqual(reportOfExport.capture.capturedBytes);
  });
});

describe.skipIf(LINES === null)('captures of a real line', () => {
  it.each(LINE_FILES)('%s: no secret is told or exported, and what is exported is the same otherwise', async (name) => {
    const path = join(LINES!, name);
    const truth = JSON.parse(readFileSync(path.replace(CAPTURE, '.json'), 'utf8')) as {
      readonly sessions: readonly { readonly user: string; readonly authProtocol: string }[];
    };
    const outputs = await everyOutput(path);
    const secrets = await readSecrets(path);
    const users = new Set(truth.sessions.map(({ user }) => user));
    // Name, and password or challenge and response: nothing would be proved without them.
    expect(secrets.size).toBeGreaterThanOrEqual(2);
    for (const user of users) expect(secrets.has(Buffer.from(user).toString('hex')), user).toBe(true);
    expectNothingTold(outputs, secrets.values());
    expectSame(outputs);
  });
});
