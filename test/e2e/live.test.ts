import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineMessage, StatusMessage } from '../../src/api/messages.ts';
import type { Report } from '../../src/commands/report.ts';
import type { FlowRow, HostRow, ProtocolRow, Rows, TunnelRow } from '../../src/traffic/summary.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { gre } from '../support/frames/gre.ts';
import { icmpEcho } from '../support/frames/icmp.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { ppp } from '../support/frames/ppp.ts';
import { pppoe } from '../support/frames/pppoe.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';
import { END_FRAME, END_TEXT, Feed, hasSeenEnd, lasting, Serving } from '../support/live-serving.ts';
import { isBuilt, runProgram } from '../support/run-program.ts';
import { ADDRESSES, devices, TwoEnds } from '../support/two-ends.ts';

const canPing = spawnSync('ping', ['-V']).status === 0;
const canRecord = spawnSync('tcpdump', ['--version']).status === 0;

const OUTER = { source: ADDRESSES.far.own, destination: ADDRESSES.near.own };
const INNER = { source: '203.0.113.20', destination: '203.0.113.10' };

/** What the kernel makes itself only where it has the devices for it. */
const FRAMES = [
  buildFrame(ethernet(), ipv4(OUTER), gre({ key: 22 }), ipv4(INNER), icmpEcho('request')),
  buildFrame(ethernet(), ipv4(OUTER), gre({ key: 22 }), ipv4(INNER), udp(), payload('inside')),
  buildFrame(ethernet(), vlan({ id: 7, priority: 5 }), ipv4(INNER), udp(), payload('tagged')),
  buildFrame(ethernet(), vlan({ id: 7 }), pppoe({ sessionId: 9 }), ppp(), ipv4(INNER), udp(), payload('on the line')),
];

const PINGS_IN_TUNNEL = 16;

async function ping(address: string, ...options: string[]): Promise<void> {
  const [status] = await once(spawn('ping', ['-q', '-i', '0.2', ...options, address], { stdio: 'ignore' }), 'close');
  if (status !== 0) throw new Error(`${address} does not answer`);
}

/** Whatever happens, nothing that was started goes on. */
const running: { kill(): unknown }[] = [];

function started<Running extends { kill(): unknown }>(it: Running): Running {
  running.push(it);
  return it;
}

/** Writes what passes `near` into a file, until it has seen the mark. */
async function startRecording(path: string): Promise<() => Promise<void>> {
  const words = ['-i', 'near', '-s', '0', '-U', '--immediate-mode', '-Z', 'root', '-w', path];
  const recorder = started(spawn('tcpdump', words, { stdio: ['ignore', 'ignore', 'pipe'] }));
  for (let said = ''; !said.includes('listening'); ) said += String((await once(recorder.stderr, 'data'))[0]);
  return async () => {
    // It may lag behind.
    const deadline = Date.now() + 5000;
    while (!readFileSync(path).includes(END_TEXT) && Date.now() < deadline) await new Promise(setImmediate);
    recorder.kill('SIGINT');
    await once(recorder, 'close');
  };
}

interface Lived {
  readonly status: StatusMessage;
  readonly protocols: Rows<ProtocolRow>;
  readonly tunnels: Rows<TunnelRow>;
  readonly hosts: Rows<HostRow>;
  readonly flows: Rows<FlowRow>;
  readonly line: LineMessage;
  readonly feed: Feed['messages'];
}

/** Some seconds on a line, and what the API said of them in the end. */
async function live(ends: TwoEnds, serving: Serving): Promise<Lived> {
  const url = await serving.url();
  for (const frame of FRAMES) ends.sender.send(frame);
  await ping(ADDRESSES.far.vxlan, '-c', '1');
  const feed = new Feed(url);
  const pings = [ping(ADDRESSES.far.vxlan, '-c', String(PINGS_IN_TUNNEL)), ping(ADDRESSES.far.vxlan, '-c', '2', '-s', '3000')];
  if (devices?.gre) pings.push(ping(ADDRESSES.far.gre, '-c', '3'));
  if (devices?.vlan) pings.push(ping(ADDRESSES.far.vlan, '-c', '3'));
  await Promise.all(pings);
  // From now on nobody asks whether a neighbour is still there.
  for (const end of ['near', 'far'] as const) {
    for (const device of [end, 'vx0']) ends.ip(end, `link set ${device} arp off`);
  }
  ends.sender.send(END_FRAME);
  const status = await feed.until(hasSeenEnd);
  feed.close();
  const [protocols, tunnels, hosts, flows] = await Promise.all(
    ['protocols', 'tunnels', 'hosts', 'flows'].map((table) => serving.get<Rows<never>>(`api/v1/${table}?limit=10000`)),
  );
  const line = await serving.get<LineMessage>('api/v1/line?limit=10000');
  return { status, protocols: protocols!, tunnels: tunnels!, hosts: hosts!, flows: flows!, line, feed: feed.messages };
}

describe.skipIf(!isBuilt || devices === null || !canPing)('wanprobe serve on an interface', () => {
  let folder = '';
  let ends: TwoEnds;
  let lived: Lived;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wanprobe-live-'));
    ends = await TwoEnds.create();
    const serving = started(new Serving('--snap-length', '0'));
    await serving.url();
    const stopRecording = canRecord ? await startRecording(join(folder, 'near.pcap')) : null;
    lived = await live(ends, serving);
    await stopRecording?.();
    await serving.terminate();
  });

  afterAll(async () => {
    await Promise.all(running.map((it) => it.kill()));
    ends?.remove();
    rmSync(folder, { recursive: true });
  });

  it('names its driver and loses nothing', () => {
    expect(lived.status).toMatchObject({
      mode: 'live',
      source: { name: 'near', condition: 'capturing', reason: null, driver: 'ring', linkTypes: ['EN10MB'], snapLength: 0 },
      losses: { card: 0, kernel: 0, freezes: 0, probe: 0 },
      problems: [],
    });
    const { seen, attributed, other, malformed } = lived.status.accounting;
    expect([attributed, other, malformed]).toEqual([seen.frames, 0, 0]);
  });

  it("knows the kernel's VXLAN by its ends, who speaks in it, and what", () => {
    expect(lived.tunnels.list).toContainEqual(
      expect.objectContaining({ type: 'vxlan', id: 42, endpoints: [ADDRESSES.near.own, ADDRESSES.far.own] }),
    );
    for (const { vxlan } of Object.values(ADDRESSES)) {
      expect(lived.hosts.list).toContainEqual(expect.objectContaining({ address: vxlan }));
    }
    const echoes = lived.flows.list.find(({ tunnel, protocol }) => tunnel?.type === 'vxlan' && protocol === 'icmp');
    expect(echoes).toMatchObject({
      stack: 'ethernet/ipv4/udp/vxlan/ethernet/ipv4/icmp',
      tunnel: { type: 'vxlan', id: 42 },
      initiator: { address: ADDRESSES.near.vxlan },
      responder: { address: ADDRESSES.far.vxlan },
      state: 'established',
    });
    expect(echoes!.initiator.frames).toBeGreaterThanOrEqual(1 + PINGS_IN_TUNNEL);
    expect(echoes!.responder.frames).toBe(echoes!.initiator.frames);
    const asking = lived.protocols.list.find(({ stack }) => stack === 'ethernet/ipv4/udp/vxlan/ethernet/arp');
    expect(asking!.frames).toBeGreaterThanOrEqual(2);
  });

  it('knows GRE by its key', () => {
    expect(lived.tunnels.list).toContainEqual(
      expect.objectContaining({ type: 'gre', id: 22, endpoints: [ADDRESSES.near.own, ADDRESSES.far.own] }),
    );
    expect(lived.flows.list).toContainEqual(
      expect.objectContaining({ tunnel: { type: 'gre', id: 22 }, stack: 'ethernet/ipv4/gre/ipv4/icmp' }),
    );
  });

  it.skipIf(!devices?.gre)("knows the kernel's GRE by its key", () => {
    expect(lived.flows.list).toContainEqual(
      expect.objectContaining({
        tunnel: { type: 'gre', id: 22 },
        initiator: expect.objectContaining({ address: ADDRESSES.near.gre, frames: 3 }),
      }),
    );
  });

  it('shows VLAN tags that the kernel took out', () => {
    expect(lived.line.vlans.list).toContainEqual(expect.objectContaining({ id: 7 }));
    const stacks = lived.flows.list.filter((flow) => flow.vlan === 7).map(({ stack }) => stack);
    expect(stacks).toContain('ethernet/vlan/ipv4/udp');
    expect(stacks).toContain('ethernet/vlan/pppoe-session/ppp/ipv4/udp');
  });

  it.skipIf(!devices?.vlan)("shows the tags of the kernel's own VLAN device", () => {
    expect(lived.flows.list).toContainEqual(
      expect.objectContaining({
        vlan: 7,
        initiator: expect.objectContaining({ address: ADDRESSES.near.vlan, frames: 3 }),
        responder: expect.objectContaining({ address: ADDRESSES.far.vlan, frames: 3 }),
      }),
    );
  });

  it('pushes a window every second', () => {
    const windows = lived.feed.slice(1);
    expect(windows.length).toBeGreaterThanOrEqual(3);
    windows.forEach(({ message, atMillis }, index) => {
      // Where the machine is too busy to push one, the next one tells of a later second.
      expect(message.startAt >= lived.feed[index]!.message.endAt).toBe(true);
      expect(Date.parse(message.endAt) - Date.parse(message.startAt)).toBe(1000);
      // It says a quarter of a second; the machine may be busy.
      expect(atMillis - Date.parse(message.endAt)).toBeLessThan(2000);
      expect(message.traffic!.dropped).toBe(0);
    });
  });

  it.skipIf(!canRecord)('gives the rows that replaying the same frames gives', async () => {
    const { stdout, stderr } = await runProgram(['replay', '--json', '--top', '0', join(folder, 'near.pcap')]);
    expect(stderr).toBe('');
    const replayed = JSON.parse(stdout) as Report;
    const { seen, ...outcome } = lived.status.accounting;
    expect(replayed.capture).toMatchObject({ ...seen, capturedBytes: outcome.capturedBytes });
    expect(replayed.unknown).toEqual(lived.status.unknown);
    for (const table of ['protocols', 'tunnels', 'hosts'] as const) {
      expect(lasting(lived[table].list), table).toEqual(lasting(replayed[table]));
    }
    expect(lasting(lived.line.vlans.list)).toEqual(lasting(replayed.vlans));
    expect(lasting(lived.flows.list)).toEqual(lasting(replayed.flows.list));
    expect(replayed.flows.list.length).toBeGreaterThanOrEqual(6);
  });

  it('goes on by itself after the link was down, or the device gone, and ends with its figures', async () => {
    const serving = started(new Serving());
    const url = await serving.url();
    ends.sender.send(FRAMES[0]!);
    const feed = new Feed(url);
    await feed.condition('capturing');

    ends.ip('far', 'link set far down');
    expect((await feed.condition('down')).source.reason).toMatch(/^near has no link: /);
    expect(await serving.get('healthz')).toMatchObject({
      status: 'failing',
      reason: expect.stringContaining('near has no link'),
    });
    ends.ip('far', 'link set far up');
    await feed.condition('capturing');

    ends.ip('near', 'link del near');
    expect((await feed.condition('gone')).source.reason).toMatch(/^there is no interface near /);
    ends.layCable();
    const before = (await feed.condition('capturing')).accounting.seen.frames;
    await ping(ADDRESSES.far.vxlan, '-c', '2');
    await feed.until(({ accounting }) => accounting.seen.frames >= before + 4);
    expect(await serving.get('healthz')).toEqual({ status: 'ok', mode: 'live', reason: null });
    feed.close();

    const { status, lastLine } = await serving.terminate();
    expect(status).toBe(0);
    expect(lastLine).toMatch(/^wanprobe: \d+ frames, [\d,]+ bytes on the wire in [\d.]+ s; dropped: card 0, kernel 0, probe 0$/);
  });
});
