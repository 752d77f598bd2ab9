import { describe, expect, it } from 'vitest';
import { greatestLength, NEVER_BULK_LENGTH, snapProgram } from '../../../src/capture/live/snap-program.ts';
import { runFilter } from '../../support/bpf-machine.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { pppoe } from '../../support/frames/pppoe.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { tlsClientHello } from '../../support/frames/tls.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { Random } from '../../support/random.ts';
import { SEED_FRAMES } from '../../support/seed-frames.ts';
import { BULK, bytes, CLIENT, HEADERS, OTHERS, PEER, TRANSPORTS, tcpFrom, type Verdict } from './snap-frames.ts';

const ETHERNET = 1;
const RAW_IP = 101;
const SNAP = 256;
const INSPECT = 2048;
const PROGRAM = snapProgram(ETHERNET, { snapLength: SNAP, inspectLength: INSPECT });

/** How many bytes of a frame the kernel would keep. */
function keptOf(frame: Uint8Array, program = PROGRAM): number {
  return Math.min(frame.length, runFilter(program, frame).kept);
}

function expectedOf(frame: Uint8Array, verdict: Verdict): number {
  return verdict === 'cut' ? SNAP : Math.min(frame.length, INSPECT);
}

describe('snapProgram', () => {
  for (const [around, headers] of HEADERS) {
    describe(`behind ${around}`, () => {
      it.each(TRANSPORTS)('%s is %s', (_, verdict, layers) => {
        const frame = buildFrame(...headers, ...layers);
        expect(keptOf(frame)).toBe(expectedOf(frame, verdict));
      });
    });
  }

  it.each(OTHERS)('%s is %s', (_, verdict, layers) => {
    const frame = buildFrame(...layers);
    expect(frame.length).toBeGreaterThan(SNAP);
    expect(keptOf(frame)).toBe(expectedOf(frame, verdict));
  });

  it.each(TRANSPORTS)('behind raw IP, %s is %s', (_, verdict, layers) => {
    const program = snapProgram(RAW_IP, { snapLength: SNAP, inspectLength: INSPECT });
    for (const header of [ipv4(), ipv6()]) {
      const frame = buildFrame(header, ...layers);
      expect(keptOf(frame, program)).toBe(expectedOf(frame, verdict));
    }
  });

  it('keeps all of a large ClientHello when asked to, also of a frame that was merged', () => {
    const hello = buildFrame(ethernet(), ipv4({ totalLength: 0 }), tcpFrom(CLIENT, 443), tlsClientHello(), bytes([0], 30_000));
    expect(keptOf(hello)).toBe(INSPECT);
    expect(keptOf(hello, snapProgram(ETHERNET, { snapLength: SNAP, inspectLength: 0 }))).toBe(hello.length);
  });

  it('never cuts a frame that is no longer than the snap length', () => {
    for (const [, , layers] of TRANSPORTS) {
      const frame = buildFrame(ethernet(), ipv4(), ...layers).subarray(0, SNAP);
      expect(keptOf(frame)).toBe(frame.length);
    }
  });

  it('cuts bulk to a snap length below the longest headers, but no frame that may end within them', () => {
    const program = snapProgram(ETHERNET, { snapLength: 60, inspectLength: 1000 });
    const bulk = buildFrame(ethernet(), ipv4(), tcpFrom(443, CLIENT), BULK);
    expect(keptOf(bulk, program)).toBe(60);
    expect(keptOf(bulk.subarray(0, NEVER_BULK_LENGTH + 1), program)).toBe(60);
    expect(keptOf(bulk.subarray(0, NEVER_BULK_LENGTH), program)).toBe(NEVER_BULK_LENGTH);
  });

  it('is shorter than 200 instructions', () => {
    expect(PROGRAM.length / 8).toBeLessThan(200);
  });
});

describe('snapProgram with nothing to tell apart', () => {
  it.each([
    ['a snap length of all', ETHERNET, 0, 2048, 1400],
    ['an inspect length no greater', ETHERNET, 256, 256, 256],
    ['a smaller inspect length', ETHERNET, 256, 64, 256],
    ['802.11', 105, 256, 2048, 256],
    ['802.11 with radiotap', 127, 256, 0, 256],
  ])('is one instruction: %s', (_, linkType, snapLength, inspectLength, kept) => {
    const program = snapProgram(linkType, { snapLength, inspectLength });
    expect(program).toHaveLength(8);
    expect(keptOf(new Uint8Array(1400), program)).toBe(kept);
    expect(greatestLength(linkType, { snapLength, inspectLength })).toBe(snapLength);
  });

  it('keeps at most the inspect length where there is something', () => {
    expect(greatestLength(ETHERNET, { snapLength: SNAP, inspectLength: INSPECT })).toBe(INSPECT);
    expect(greatestLength(RAW_IP, { snapLength: SNAP, inspectLength: 0 })).toBe(0);
  });
});

// A load that reaches behind its frame makes the kernel drop the frame.
describe('no frame is lost to snapProgram', () => {
  const programs = [1, 14, 60, NEVER_BULK_LENGTH, SNAP].flatMap((snapLength) =>
    [ETHERNET, RAW_IP].map((linkType) => snapProgram(linkType, { snapLength, inspectLength: INSPECT })),
  );

  function expectTaken(frame: Uint8Array): void {
    for (const program of programs) {
      const { kept, loadedOutside } = runFilter(program, frame);
      if (loadedOutside || kept === 0)
        expect.fail(`a frame of ${frame.length} bytes is dropped: ${frame.slice(0, 80).join(' ')}`);
    }
  }

  it('cut at any length', () => {
    const longest = HEADERS.at(-1)![1];
    const tables = [...TRANSPORTS.map(([, , layers]) => [...longest, ...layers]), ...OTHERS.map(([, , layers]) => layers)];
    const frames = [...tables.map((layers) => buildFrame(...layers)), ...SEED_FRAMES.map((seed) => seed.bytes)];
    for (const frame of frames) {
      for (let length = 0; length <= Math.min(frame.length, 2 * SNAP); length++) expectTaken(frame.subarray(0, length));
    }
  });

  it('with the longest headers there are, of every length around the shortest bulk', () => {
    const words = { headerWords: 15 };
    const layers = [
      ethernet(),
      vlan(),
      vlan(),
      pppoe(),
      ppp(),
      ipv6(),
      ipv4(words),
      tcp({ dataOffset: 15, sourcePort: CLIENT, destinationPort: PEER }),
    ];
    const frame = buildFrame(...layers, BULK).fill(0xff, 0, 12);
    for (let length = 0; length < 400; length++) expectTaken(frame.subarray(0, length));
  });

  it('whatever its bytes are', () => {
    const random = new Random(2026);
    const [, headers] = HEADERS.at(-1)!;
    for (let round = 0; round < 20_000; round++) {
      const frame = buildFrame(...headers, ...TRANSPORTS[random.below(TRANSPORTS.length)]![2]);
      for (let changes = random.below(6); changes > 0; changes--) frame[random.below(NEVER_BULK_LENGTH)] = random.below(256);
      expectTaken(frame.subarray(0, NEVER_BULK_LENGTH - 8 + random.below(16)));
    }
  });

  it('though one byte less of reserve would lose some', () => {
    const layers = [ethernet(), vlan(), vlan(), pppoe(), ppp(), ipv6(), ipv4({ headerWords: 15, protocol: 6 })];
    const tooShort = buildFrame(...layers, payload(new Uint8Array(200).fill(0xf0))).subarray(0, NEVER_BULK_LENGTH - 1);
    const program = snapProgram(ETHERNET, { snapLength: 1, inspectLength: INSPECT }).slice();
    // The second instruction compares with the length below which nothing is bulk.
    new Uint32Array(program.buffer)[3] = NEVER_BULK_LENGTH - 2;
    expect(runFilter(program, tooShort).loadedOutside).toBe(true);
  });
});
