import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { LiveMessage, StatusMessage, TrafficMessage } from '../../src/api/messages.ts';

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

  it('says in one line that there is no such file', async () => {
    const wanprobe = new Wanprobe('replay', 'no-such.pcap', '--serve', '127.0.0.1:0');
    expect(await wanprobe.ended).toBe(1);
    expect(wanprobe.stderr).toBe('wanprobe: no-such.pcap: no such file; check the path\n');
  });
});
