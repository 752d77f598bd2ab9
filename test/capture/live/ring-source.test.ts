import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/capture/frame.ts';
import { type Libc, loadLibc } from '../../../src/capture/live/libc.ts';
import type { RingOptions } from '../../../src/capture/live/open-ring.ts';
import { RingSource } from '../../../src/capture/live/ring-source.ts';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from './network-namespace.ts';
import { openRawSender, type RawSender } from './raw-sender.ts';

const MAC_ADDRESSES = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];
// Nothing else on the link uses this ether type.
const MARK = [0x88, 0xb5];
const TAG_7 = [0x81, 0x00, 0xa0, 0x07];
const SERVICE_TAG_300 = [0x88, 0xa8, 0x01, 0x2c];

function marked(length: number, tag: readonly number[] = []): Uint8Array {
  const head = [...MAC_ADDRESSES, ...tag, ...MARK];
  return Uint8Array.from({ length }, (_, i) => head[i] ?? i & 0xff);
}

interface Captured {
  readonly bytes: Uint8Array;
  readonly wireLength: number;
  readonly timestampMicros: number;
  readonly linkType: number;
}

function copyOf(frame: Frame): Captured {
  const { wireLength, timestampMicros, linkType } = frame;
  return { bytes: frame.bytes.slice(frame.start, frame.start + frame.capturedLength), wireLength, timestampMicros, linkType };
}

/** IPv6 and its kin talk on a fresh link; only frames of ours count. */
function isMarked({ bytes }: Captured): boolean {
  return MAC_ADDRESSES.every((byte, i) => bytes[i] === byte);
}

/** Steps until nothing comes any more: a link that changes says some words of its own first. */
function stepUntilIdle(source: RingSource): void {
  for (let step = 0; step < 50 && source.step(() => undefined) === 'more'; step++);
}

/** Steps until `count` frames of ours are there, or none have come for a second. */
function capture(source: RingSource, count: number): Captured[] {
  const seen: Captured[] = [];
  for (let idle = 0; seen.length < count && idle < 30; ) {
    const state = source.step((frame) => {
      const copy = copyOf(frame);
      if (isMarked(copy)) seen.push(copy);
    });
    idle = state === 'idle' ? idle + 1 : 0;
  }
  return seen;
}

// The kernel makes and unmakes these links while other work goes on: a test that lost a race with it may run again.
describe.skipIf(!canMakeNamespaces)('RingSource on a link', { retry: 2 }, () => {
  let network: NetworkNamespace;
  let sender: RawSender;
  let source: RingSource | null = null;

  async function open(options: Partial<RingOptions> = {}): Promise<RingSource> {
    source = await RingSource.open({ interface: 'near', snapLength: 0, sysRoot: network.sysRoot, ...options });
    return source;
  }

  function isThere(name: string): boolean {
    return existsSync(join(network.sysRoot, 'class/net', name));
  }

  function makeLink(): void {
    network.ip('link add dev near type veth peer name far');
    network.ip('link set near up');
    network.ip('link set far up');
  }

  beforeAll(async () => {
    network = enterNetworkNamespace();
    network.ip('link set lo up');
    makeLink();
    sender = await openRawSender('far');
  });

  // A test that failed may have left the link in any state.
  beforeEach(async () => {
    if (!isThere('near')) {
      makeLink();
      sender.close();
      sender = await openRawSender('far');
    }
    network.ip('link set near up');
    network.ip('link set far up');
  });

  afterEach(() => {
    source?.close();
    source = null;
  });

  afterAll(() => {
    sender?.close();
    network?.leave();
  });

  it('delivers frames byte for byte, in order, stamped with the time they came', async () => {
    const ring = await open();
    const frames = [marked(60), marked(61), marked(1514)];
    const before = Date.now() * 1000;
    for (const frame of frames) sender.send(frame);
    const seen = capture(ring, 3);
    const after = (Date.now() + 1) * 1000;
    expect(seen.map(({ bytes }) => bytes)).toEqual(frames);
    expect(seen.map(({ wireLength }) => wireLength)).toEqual([60, 61, 1514]);
    for (const { timestampMicros, linkType } of seen) {
      expect(timestampMicros).toBeGreaterThanOrEqual(before);
      expect(timestampMicros).toBeLessThanOrEqual(after);
      expect(linkType).toBe(1);
    }
    expect(ring.interfaces).toEqual([{ name: 'near', linkType: 1, snapLength: 0 }]);
    expect(ring.state).toBe('up');
  });

  it('puts back the VLAN tags the kernel takes out', async () => {
    const ring = await open();
    const frames = [
      marked(80, TAG_7),
      marked(80, SERVICE_TAG_300),
      marked(80, [...SERVICE_TAG_300, ...TAG_7]),
      marked(80, [0x81, 0, 0, 0]),
    ];
    for (const frame of frames) sender.send(frame);
    const seen = capture(ring, 4);
    expect(seen.map(({ bytes }) => bytes)).toEqual(frames);
    expect(seen.map(({ wireLength }) => wireLength)).toEqual([80, 80, 80, 80]);
  });

  it('cuts frames to the snap length and keeps their wire length', async () => {
    const ring = await open({ snapLength: 64 });
    sender.send(marked(1000));
    sender.send(marked(1000, TAG_7));
    const seen = capture(ring, 2);
    expect(seen.map(({ bytes }) => bytes)).toEqual([marked(1000).slice(0, 64), marked(1000, TAG_7).slice(0, 64)]);
    expect(seen.map(({ wireLength }) => wireLength)).toEqual([1000, 1000]);
  });

  it('takes only what the filter lets through, cut to the snap length', async () => {
    const ring = await open({ filter: 'ether proto 0x88b5 and greater 100', snapLength: 50 });
    for (const length of [60, 200, 80, 300]) sender.send(marked(length));
    const seen = capture(ring, 2);
    expect(seen.map(({ wireLength }) => wireLength)).toEqual([200, 300]);
    expect(seen.map(({ bytes }) => bytes.length)).toEqual([50, 50]);
  });

  it('filters by a VLAN id, though the kernel keeps the tag beside the frame', async () => {
    const ring = await open({ filter: 'vlan 7' });
    sender.send(marked(100));
    sender.send(marked(200, TAG_7));
    sender.send(marked(300, [0x81, 0, 0, 8]));
    sender.send(marked(400, TAG_7));
    expect(capture(ring, 2).map(({ wireLength }) => wireLength)).toEqual([200, 400]);
  });

  it('says what is wrong with a filter in the words of libpcap', async () => {
    await expect(open({ filter: 'udp and and' })).rejects.toMatchObject({
      code: 'filter-invalid',
      message: expect.stringMatching(/syntax error/),
    });
  });

  it('keeps what this machine sends, unless told not to', async () => {
    const near = await openRawSender('near');
    const both = await open();
    near.send(marked(70));
    expect(capture(both, 1)).toHaveLength(1);
    both.close();
    const received = await open({ ignoreOutgoing: true });
    near.send(marked(71));
    sender.send(marked(72));
    expect(capture(received, 1).map(({ wireLength }) => wireLength)).toEqual([72]);
    near.close();
  });

  it('sees a frame on loopback once', async () => {
    const loopback = await openRawSender('lo');
    const ring = await open({ interface: 'lo' });
    loopback.send(marked(90));
    loopback.send(marked(91));
    expect(capture(ring, 3).map(({ wireLength }) => wireLength)).toEqual([90, 91]);
    loopback.close();
  });

  it('goes on after the link was down', async () => {
    const ring = await open();
    network.ip('link set near down');
    stepUntilIdle(ring);
    expect(ring.state).toBe('down');
    network.ip('link set near up');
    sender.send(marked(100));
    expect(capture(ring, 1)).toHaveLength(1);
  });

  it('tells a lost carrier', async () => {
    let now = 0;
    const ring = await open({ monotonicMillis: () => now });
    // The kernel tells the other end in its own time.
    const stepUntil = (state: typeof ring.state): void => {
      for (let step = 0; step < 100 && ring.state !== state; step++) {
        now += 1000;
        ring.step(() => undefined);
      }
      expect(ring.state).toBe(state);
    };
    network.ip('link set far down');
    stepUntil('down');
    network.ip('link set far up');
    stepUntil('up');
  });

  it('waits for a deleted interface and goes on when there is one of its name again', async () => {
    let now = 0;
    const ring = await open({ monotonicMillis: () => now });
    network.ip('link del near');
    stepUntilIdle(ring);
    expect(ring.state).toBe('gone');
    makeLink();
    sender.close();
    sender = await openRawSender('far');
    now += 1000;
    ring.step(() => undefined);
    sender.send(marked(123, TAG_7));
    expect(capture(ring, 1).map(({ wireLength }) => wireLength)).toEqual([123]);
    expect(ring.state).toBe('up');
  });

  it('fails when its interface is deleted, where it was told to', async () => {
    const ring = await open({ whenGone: 'fail' });
    network.ip('link del near');
    expect(() => stepUntilIdle(ring)).toThrowError(expect.objectContaining({ code: 'device-gone' }));
    expect(ring.step(() => undefined)).toBe('ended');
    makeLink();
    sender.close();
    sender = await openRawSender('far');
  });

  it('counts what the kernel dropped because nobody read', async () => {
    const ring = await open({ ringMebibytes: 1, filter: 'ether proto 0x88b5' });
    const sent = 2000;
    const frame = marked(1514);
    for (let i = 0; i < sent; i++) sender.send(frame);
    const received = capture(ring, sent).length;
    const losses = ring.losses();
    expect(losses.kernel).toBeGreaterThan(0);
    expect(losses.freezes).toBeGreaterThan(0);
    expect(received + losses.kernel!).toBe(sent);
    expect(ring.losses()).toEqual(losses);
  });

  it('counts what the card drops from the opening on, over devices of the same name', async () => {
    let now = 0;
    const sysRoot = mkdtempSync(join(tmpdir(), 'sysfs-'));
    const setCardDrops = (drops: number) => {
      const folder = join(sysRoot, 'class/net/near/statistics');
      mkdirSync(folder, { recursive: true });
      const index = readFileSync(join(network.sysRoot, 'class/net/near/ifindex'));
      writeFileSync(join(sysRoot, 'class/net/near/ifindex'), index);
      writeFileSync(join(folder, 'rx_missed_errors'), `${drops}\n`);
    };
    setCardDrops(1000);
    const ring = await open({ sysRoot, monotonicMillis: () => now });
    expect(ring.losses()).toEqual({ card: 0, kernel: 0, freezes: 0, probe: 0 });
    setCardDrops(1005);
    expect(ring.losses().card).toBe(5);

    network.ip('link del near');
    ring.step(() => undefined);
    expect(ring.losses().card).toBe(5);
    makeLink();
    setCardDrops(300);
    now += 1000;
    ring.step(() => undefined);
    setCardDrops(302);
    expect(ring.losses().card).toBe(7);
    rmSync(sysRoot, { recursive: true });
    sender.close();
    sender = await openRawSender('far');
  });

  it('may be closed from within the sink, and ends', async () => {
    const ring = await open();
    for (let i = 0; i < 3; i++) sender.send(marked(60));
    let count = 0;
    let state = 'idle';
    while (state === 'idle') {
      state = ring.step(() => {
        count++;
        ring.close();
      });
    }
    expect(ring.step(() => count++)).toBe('ended');
    expect(count).toBeLessThanOrEqual(1);
  });

  it('leaves memory behind that may still be read after closing', async () => {
    const ring = await open();
    sender.send(marked(60));
    const kept: Uint8Array[] = [];
    while (kept.length === 0) ring.step((frame) => kept.push(frame.bytes));
    ring.close();
    expect(kept[0]![0]).toBe(0);
  });

  it('reads raw IP from a tunnel', async () => {
    const tunnel = await makeTunnel('tun7');
    network.ip('link set tun7 up');
    const ring = await open({ interface: 'tun7', ignoreOutgoing: true });
    const packet = Uint8Array.from([0x45, 0, 0, 20, 0, 1, 0, 0, 64, 253, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]);
    writeSync(tunnel, packet);
    const seen: Captured[] = [];
    for (let steps = 0; seen.length === 0 && steps < 30; steps++) ring.step((frame) => seen.push(copyOf(frame)));
    expect(seen).toMatchObject([{ bytes: packet, wireLength: 20, linkType: 101 }]);
    ring.close();
    closeSync(tunnel);
  });

  it('names the interfaces there are when the one asked for is missing', async () => {
    await expect(open({ interface: 'eth9' })).rejects.toMatchObject({
      code: 'no-such-device',
      message: 'there is no interface called "eth9"; there are: far, lo, near',
    });
    await expect(open({ interface: 'a-name-longer-than-any' })).rejects.toMatchObject({ code: 'no-such-device' });
  });

  it('says how to switch on an interface that is off', async () => {
    network.ip('link set near down');
    await expect(open()).rejects.toMatchObject({ code: 'device-down', message: expect.stringContaining('ip link set near up') });
    network.ip('link set near up');
  });

  it('makes do with a smaller ring where memory is short, and says so', async () => {
    const ring = await open({ ringMebibytes: 64 });
    expect(ring.ringMebibytes).toBe(64);
    ring.close();
    const short = await RingSource.open(
      { interface: 'near', snapLength: 0, ringMebibytes: 64 },
      shortOfMemory(await loadLibc(), 20),
    );
    expect(short.ringMebibytes).toBe(16);
    expect(short.remarks).toEqual([expect.stringMatching(/64 MiB.*16 MiB/)]);
    short.close();
    const none = shortOfMemory(await loadLibc(), 0);
    await expect(RingSource.open({ interface: 'near', snapLength: 0 }, none)).rejects.toMatchObject({ code: 'no-memory' });
  });
});

describe('RingSource without a link', () => {
  it.skipIf(process.platform !== 'linux')('says which right is missing and how to get it', async () => {
    const libc: Libc = { ...(await loadLibc()), socket: () => -1, errno: () => 1 };
    await expect(RingSource.open({ interface: 'eth0', snapLength: 256 }, libc)).rejects.toMatchObject({
      code: 'not-permitted',
      message:
        'capturing on eth0 needs the right to open a raw socket: run with sudo, or: sudo setcap cap_net_raw+ep $(readlink -f $(which node))',
    });
  });

  it.skipIf(!canMakeNamespaces)('refuses a ring of no size', async () => {
    for (const ringMebibytes of [0, 1.5, -1, 1e9, Number.NaN]) {
      await expect(RingSource.open({ interface: 'lo', snapLength: 0, ringMebibytes })).rejects.toMatchObject({
        code: 'option-invalid',
      });
    }
  });
});

/** Makes a tunnel interface and returns the descriptor its packets go in and out by. */
async function makeTunnel(name: string): Promise<number> {
  const TUNSETIFF = 0x4004_54ca;
  const IFF_TUN_WITHOUT_PREFIX = 0x1001;
  const libc = await loadLibc();
  const descriptor = openSync('/dev/net/tun', 'r+');
  const request = new Uint8Array(40);
  request.set(new TextEncoder().encode(name));
  new Uint16Array(request.buffer)[8] = IFF_TUN_WITHOUT_PREFIX;
  if (libc.ioctl(descriptor, TUNSETIFF, request) < 0) throw new Error(`making ${name} failed: errno ${libc.errno()}`);
  return descriptor;
}

/** A kernel that has no memory for rings over so many MiB. */
function shortOfMemory(libc: Libc, mebibytes: number): Libc {
  const PACKET_RX_RING = 5;
  const ENOMEM = 12;
  let isShort = false;
  return {
    ...libc,
    setsockopt: (socket, level, name, value, length) => {
      const [blockLength = 0, blockCount = 0] = new Uint32Array(value.buffer);
      isShort = level === 263 && name === PACKET_RX_RING && blockLength * blockCount > mebibytes * 2 ** 20;
      return isShort ? -1 : libc.setsockopt(socket, level, name, value, length);
    },
    errno: () => (isShort ? ENOMEM : libc.errno()),
  };
}
