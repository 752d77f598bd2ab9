import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { FlowRow, HostRow, LiveMessage, Rows, StatusMessage, TrafficMessage } from '../../src/api/messages.ts';
import { buildPcap } from '../support/capture-files.ts';
import { buildFrame } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { tcp } from '../support/frames/tcp.ts';
import { geoCountry, geoSystem, writeMmdb } from '../support/mmdb-writer.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const HOME_LINE = fileURLToPath(new URL('../../fixtures/home-line/home-line.pcap.gz', import.meta.url));
const isBuilt = existsSync(CLI) && existsSync(HOME_LINE);

/** The program, running. */
class Wanprobe {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk) => (this.stdout += String(chunk)));
    this.process.stderr?.on('data', (chunk) => (this.stderr += String(chunk)));
    this.ended = once(this.process, 'close').then(([status]) => status as number | null);
    running.push(this);
  }

  /** The address it prints when it is ready. */
  async url(): Promise<string> {
    for (;;) {
      const url = /open (http:\S+)/.exec(this.stdout)?.[1];
      if (url !== undefined) return url;
      const ended = await Promise.race([once(this.process.stdout!, 'data').then(() => false), this.ended.then(() => true)]);
      if (ended) throw new Error(`it ended instead: ${this.stderr}`);
    }
  }
}

const running: Wanprobe[] = [];

afterEach(async () => {
  for (const { process, ended } of running.splice(0)) {
    process.kill('SIGKILL');
    await ended;
  }
});

async function get<Message>(url: string): Promise<Message> {
  return (await (await fetch(url)).json()) as Message;
}

/** The first `count` messages of the live feed. */
async function listen(url: string, count: number): Promise<{ socket: WebSocket; messages: LiveMessage[] }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}api/v1/live`);
  const messages: LiveMessage[] = [];
  socket.on('open', () => socket.send(JSON.stringify({ topics: ['status', 'traffic', 'hosts', 'flows'], limit: 5 })));
  socket.on('error', () => {});
  while (messages.length < count) {
    const [data] = (await once(socket, 'message')) as [Buffer];
    messages.push(JSON.parse(String(data)) as LiveMessage);
  }
  return { socket, messages };
}

describe.skipIf(!isBuilt)('wanprobe serve', () => {
  it('plays the demonstration when asked to, pushes windows, and ends with its figures', async () => {
    const wanprobe = new Wanprobe('serve', '--demo', '--listen', '127.0.0.1:0');
    const url = await wanprobe.url();
    expect(wanprobe.stderr).toBe(
      'wanprobe: playing the demonstration: it was asked for with --demo; leave that out to capture\n',
    );

    const status = await get<StatusMessage>(`${url}api/v1/status`);
    expect(status).toMatchObject({
      mode: 'demonstration',
      modeReason: expect.stringContaining('--demo'),
      source: { condition: 'capturing' },
    });
    expect(await get(`${url}healthz`)).toEqual({ status: 'ok', mode: 'demonstration', reason: null });

    // What was played before it was asked for is made up for first, which takes a busy machine some seconds.
    const isBehind = (heard: Awaited<ReturnType<typeof listen>>): boolean =>
      Date.now() - Date.parse(heard.messages.at(-1)!.endAt) > 5000;
    let heard = await listen(url, 3);
    for (let tries = 0; tries < 20 && isBehind(heard); tries += 1) heard = await listen(url, 3);
    const [first, second, third] = heard.messages;
    expect(second!.endAt > first!.endAt && third!.startAt >= second!.endAt).toBe(true);
    expect(Math.abs(Date.now() - Date.parse(third!.endAt))).toBeLessThan(5000);
    expect(third!.hosts!.list).toHaveLength(5);
    expect(third!.flows!.list).toHaveLength(5);
    const { accounting } = third!.status!;
    expect(accounting.seen.frames).toBe(accounting.attributed + accounting.other + accounting.malformed);
    expect((await get<TrafficMessage>(`${url}api/v1/traffic`)).points.length).toBeGreaterThan(60);

    // The open WebSocket must not keep it.
    wanprobe.process.kill('SIGTERM');
    expect(await wanprobe.ended).toBe(0);
    expect(wanprobe.stdout).toMatch(
      /\nwanprobe: [\d,]+ frames of the demonstration, [\d,]+ bytes on the wire in [\d.]+ s; dropped: not known\n$/,
    );
  });

  it('says in one line that the port is taken', async () => {
    const other = createTcpServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const wanprobe = new Wanprobe('serve', '--demo', '--listen', `127.0.0.1:${port}`);
    expect(await wanprobe.ended).toBe(1);
    other.close();
    expect(wanprobe.stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^wanprobe: cannot listen on 127\.0\.0\.1:\d+: another program does .*--listen 127\.0\.0\.1:\d+$/,
    );
  });

  it('refuses to listen where others could read along', async () => {
    const wanprobe = new Wanprobe('serve', '--demo', '--listen', '0.0.0.0:8080');
    expect(await wanprobe.ended).toBe(1);
    expect(wanprobe.stderr).toMatch(/^wanprobe: refusing to listen on 0\.0\.0\.0: .*--insecure\n$/);
    expect(wanprobe.stdout).toBe('');
  });

  it('takes a named interface that is not there for an error', async () => {
    const wanprobe = new Wanprobe('serve', '--interface', 'no-such-eth', '--listen', '127.0.0.1:0');
    expect(await wanprobe.ended).toBe(1);
    expect(wanprobe.stderr).toMatch(/^wanprobe: .*\n$/);
    expect(wanprobe.stdout).toBe('');
  });
});

/** What the builder put into the capture. */
function expectedCounts(): { frames: number; wireBytes: number } {
  const { files } = JSON.parse(readFileSync(new URL('expected.json', pathToFileURL(HOME_LINE)), 'utf8')) as {
    files: Record<string, { frames: number; wireBytes: number }>;
  };
  const { frames, wireBytes } = files['home-line.pcap.gz']!;
  return { frames, wireBytes };
}

describe.skipIf(!isBuilt)('wanprobe replay --serve', () => {
  it('stays to be looked at when the capture is over', async () => {
    const wanprobe = new Wanprobe('replay', HOME_LINE, '--serve', '127.0.0.1:0');
    const url = await wanprobe.url();
    let status = await get<StatusMessage>(`${url}api/v1/status`);
    while (status.source.condition !== 'ended') status = await get<StatusMessage>(`${url}api/v1/status`);
    const { messages } = await listen(url, 1);
    expect(messages[0]!.status).toEqual(status);
    expect(status).toMatchObject({ mode: 'replay', modeReason: null, accounting: { seen: expectedCounts() } });
    expect((await get<{ total: number }>(`${url}api/v1/flows?limit=1`)).total).toBeGreaterThan(20);
    wanprobe.process.kill('SIGINT');
    expect(await wanprobe.ended).toBe(0);
    expect(wanprobe.stdout).toContain(`wanprobe: ${expectedCounts().frames.toLocaleString('en-US')} frames, `);
  });

  it('filters by what was counted and by what files say of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wanprobe-filter-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const put = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const flowTo = (destination: string, destinationPort: number): Uint8Array =>
      buildFrame(ethernet(), ipv4({ source: '192.168.1.2', destination }), tcp({ destinationPort }));
    const frames = [flowTo('8.0.0.1', 7), flowTo('9.0.0.1', 443)].map((bytes) => ({ bytes, timestampMicros: 1e15 }));
    const country = put(
      'country.mmdb',
      writeMmdb({ '8.0.0.0/8': geoCountry('DE', 'Germany'), '9.0.0.0/8': geoCountry('FR', 'France') }),
    );
    const asn = put('asn.mmdb', writeMmdb({ '9.0.0.0/8': geoSystem(64496, 'Example Networks') }));
    const services = put('services', 'echoing 7/tcp\n');
    const config = put('wanprobe.yaml', `enrich:\n  country: ${country}\n  asn: ${asn}\n  services: ${services}\n`);
    const wanprobe = new Wanprobe(
      'replay',
      put('line.pcap', buildPcap({ frames })),
      '--serve',
      '127.0.0.1:0',
      '--config',
      config,
    );
    const url = await wanprobe.url();
    while ((await get<StatusMessage>(`${url}api/v1/status`)).source.condition !== 'ended') await setImmediate();

    const hosts = async (filter: string): Promise<unknown> => {
      const { list, total } = await get<Rows<HostRow>>(`${url}api/v1/hosts?filter=${encodeURIComponent(filter)}`);
      return [list.map(({ address }) => address), total];
    };
    expect(await hosts('germany')).toEqual([['8.0.0.1'], 3]);
    expect(await hosts('fr')).toEqual([['9.0.0.1'], 3]);
    expect(await hosts('64496 example')).toEqual([['9.0.0.1'], 3]);
    expect(await hosts('192.168')).toEqual([['192.168.1.2'], 3]);
    const flows = await get<Rows<FlowRow>>(`${url}api/v1/flows?filter=ECHOING`);
    expect(flows.list.map(({ portName, responder }) => [portName, responder.port])).toEqual([['echoing', 7]]);
  });

  it('says in one line that there is no such file', async () => {
    const wanprobe = new Wanprobe('replay', 'no-such.pcap', '--serve', '127.0.0.1:0');
    expect(await wanprobe.ended).toBe(1);
    expect(wanprobe.stderr).toBe('wanprobe: no-such.pcap: no such file; check the path\n');
  });
});
