import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../../src/capture/frame.ts';
import { CapSource } from '../../../src/capture/live/cap-source.ts';
import { buildCapChild, isCapBuilt } from './cap-child-build.ts';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from './network-namespace.ts';
import { openRawSender } from './raw-sender.ts';

const folder = mkdtempSync(join(tmpdir(), 'cap-child-'));
let source: CapSource | null = null;

afterEach(() => {
  source?.close();
  source = null;
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A child program made of these lines; `send` tells the parent something, `frames` is where frames go. */
function childOf(...lines: string[]): string {
  const path = join(folder, `child-${Math.trunc(performance.now() * 1000)}.mjs`);
  const prelude = [
    `import { Socket } from 'node:net';`,
    'const frames = new Socket({ fd: 3, readable: false, writable: true });',
    'const send = (message) => process.send(message);',
    `const opened = () => send({ kind: 'opened', linkType: 'ETHERNET' });`,
    `process.on('disconnect', () => process.exit());`,
    'const record = (length, fill) => { const r = Buffer.alloc(16 + length, fill);',
    '  r.writeUInt32LE(length, 0); r.writeUInt32LE(length, 4); r.writeDoubleLE(1e15, 8); return r; };',
  ];
  writeFileSync(path, [...prelude, ...lines].join('\n'));
  return path;
}

async function open(childPath: string): Promise<CapSource> {
  source = await CapSource.open({ interface: 'eth0', snapLength: 0, childPath });
  return source;
}

async function capture(from: CapSource, count: number): Promise<{ length: number; first: number; linkType: number }[]> {
  const seen: { length: number; first: number; linkType: number }[] = [];
  const sink = (frame: Frame) => {
    seen.push({ length: frame.capturedLength, first: frame.bytes[frame.start]!, linkType: frame.linkType });
  };
  for (let idle = 0; seen.length < count && idle < 100; ) idle = (await from.step(sink)) === 'idle' ? idle + 1 : 0;
  return seen;
}

// Children start in their own time: a test that lost a race with one may run again.
describe('CapSource and its child', { retry: 2 }, () => {
  it('delivers what the child captured', async () => {
    const from = await open(childOf('opened();', 'frames.write(Buffer.concat([record(60, 1), record(1514, 2)]));'));
    expect(await capture(from, 2)).toEqual([
      { length: 60, first: 1, linkType: 1 },
      { length: 1514, first: 2, linkType: 1 },
    ]);
    expect(from.losses()).toEqual({ card: null, kernel: null, freezes: null, probe: 0 });
  });

  it('delivers what came before the child died, then says how it died', async () => {
    const from = await open(
      childOf(
        'opened();',
        `frames.write(record(60, 1), () => { console.error('status == 0'); process.kill(process.pid, 'SIGABRT'); });`,
      ),
    );
    expect(await capture(from, 1)).toHaveLength(1);
    await expect(capture(from, 1)).rejects.toMatchObject({
      code: 'capture-child-died',
      message: expect.stringMatching(/eth0 ended with SIGABRT \(status == 0\)/),
    });
    expect(await from.step(() => undefined)).toBe('ended');
  });

  it('passes on what the child dropped because nobody read', async () => {
    const from = await open(childOf('opened();', `send({ kind: 'dropped', frames: 17 });`, 'frames.write(record(60, 1));'));
    await vi.waitUntil(() => from.losses().probe !== 0);
    expect(from.losses()).toEqual({ card: null, kernel: null, freezes: null, probe: 17 });
  });

  it('stops reading from the child while it does not get rid of frames, and takes up again', async () => {
    const total = 1000;
    const from = await open(
      childOf(
        'opened();',
        'let sent = 0; const more = () => { while (sent < 1000) { sent++; if (!frames.write(record(60000, 1))) break; } };',
        `frames.on('drain', more); more();`,
        // Says how many went out once none did for a while.
        'let before = 0; setInterval(() => { if (sent === before) send({ kind: "dropped", frames: sent }); before = sent; }, 100);',
      ),
    );
    // 60 MB are waiting; without a step the parent takes some 8 MiB of them.
    await vi.waitUntil(() => from.losses().probe !== 0, { timeout: 5000 });
    const last = from.losses().probe;
    expect(last).toBeGreaterThan(100);
    expect(last).toBeLessThan(300);
    expect(await capture(from, total)).toHaveLength(total);
  });

  it('refuses what no frame is', async () => {
    const from = await open(childOf('opened();', 'frames.write(Buffer.alloc(64, 0xff));'));
    await expect(capture(from, 1)).rejects.toMatchObject({ code: 'capture-child-failed' });
  });

  const failures: readonly [string, string, string, RegExp][] = [
    ['a module that is missing', 'load', "Cannot find module 'cap'", /^the driver "cap" needs the module cap: .*npm install cap/],
    ['a module that is not built', 'load', "Cannot find module '../build/Release/cap.node'", /not built: .*npm rebuild cap/],
    ['a missing right', 'open', "socket: Operation not permitted, you don't have permission", /setcap cap_net_raw/],
    ['a missing interface', 'open', 'eth0: No such device exists', /no interface called "eth0"/],
    ['a link that is off', 'open', 'eth0: That device is not up', /ip link set eth0 up/],
    ['a wrong filter', 'open', 'syntax error', /cannot capture on eth0: syntax error/],
  ];
  for (const [what, stage, reason, message] of failures) {
    it(`says what to do about ${what}`, async () => {
      const child = childOf(`send({ kind: 'failed', stage: '${stage}', reason: ${JSON.stringify(reason)} });`);
      await expect(open(child)).rejects.toThrow(message);
    });
  }

  it('says so when the child ends before it captures', async () => {
    await expect(open(childOf(`console.error('no memory'); process.exit(3);`))).rejects.toThrow(
      /ended with status 3 \(no memory\)/,
    );
    await expect(open(join(folder, 'not-there.mjs'))).rejects.toMatchObject({ code: 'capture-child-died' });
  });
});

describe.skipIf(!canMakeNamespaces || !isCapBuilt)('CapSource on a link', { retry: 2 }, () => {
  let network: NetworkNamespace;
  let childPath: string;

  beforeAll(() => {
    childPath = buildCapChild();
    network = enterNetworkNamespace();
    network.ip('link add dev near type veth peer name far');
    network.ip('link set near up');
    network.ip('link set far up');
  });

  afterAll(() => network?.leave());

  async function openNear(options: { snapLength: number; filter?: string }): Promise<CapSource> {
    source = await CapSource.open({ interface: 'near', childPath, ...options });
    return source;
  }

  it('delivers frames with their VLAN tag, cut to the snap length, stamped with about now', async () => {
    const sender = await openRawSender('far');
    const from = await openNear({ snapLength: 100, filter: 'ether proto 0x88b5 or vlan' });
    const head = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
    const frames = [
      [0x88, 0xb5],
      [0x81, 0, 0, 7, 0x88, 0xb5],
    ].map((type) => {
      return Uint8Array.from({ length: 1000 }, (_, i) => [...head, ...type][i] ?? 5);
    });
    const before = Date.now();
    for (const frame of frames) sender.send(frame);
    const seen: { bytes: Uint8Array; wireLength: number; millis: number }[] = [];
    for (let idle = 0; seen.length < 2 && idle < 100; idle++) {
      await from.step(({ bytes, start, capturedLength, wireLength, timestampMicros }) => {
        seen.push({
          bytes: Uint8Array.from(bytes.subarray(start, start + capturedLength)),
          wireLength,
          millis: timestampMicros / 1000,
        });
      });
    }
    sender.close();
    expect(seen.map(({ bytes }) => bytes)).toEqual(frames.map((frame) => frame.slice(0, 100)));
    for (const { wireLength, millis } of seen) {
      expect(wireLength).toBe(1000);
      expect(millis).toBeGreaterThan(before - 20);
      expect(millis).toBeLessThan(Date.now() + 20);
    }
  });

  it('outlives the module aborting when the link goes down', async () => {
    const from = await openNear({ snapLength: 0 });
    network.ip('link set near down');
    await expect(capture(from, 1000)).rejects.toMatchObject({ code: 'capture-child-died' });
    expect(from.state).toBe('gone');
    network.ip('link set near up');
  });

  it('says which interface is missing', async () => {
    await expect(CapSource.open({ interface: 'eth9', snapLength: 0, childPath })).rejects.toMatchObject({
      code: 'no-such-device',
    });
  });
});
