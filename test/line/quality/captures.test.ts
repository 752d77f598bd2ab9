import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { Packet } from '../../../src/decode/packet.ts';
import { Protocol } from '../../../src/decode/protocol.ts';
import { TcpQuality } from '../../../src/line/quality/tcp-quality.ts';
import { Traffic } from '../../../src/traffic/traffic.ts';
import { type CaptureTruth, isReadable } from '../../support/capture-truth.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/captures');
const MANIFEST = join(FOLDER, 'manifest.jsonl');
const isThere = existsSync(MANIFEST);
const hasTshark = isThere && spawnSync('tshark', ['--version']).status === 0;
const DIFFERENCES = readFileSync(join(import.meta.dirname, '../../../docs/tcp-differences.md'), 'utf8');

/** Every so manieth capture is given to tshark itself, which takes half a second for each. */
const EACH = 48;
const LIMITS = { flows: 8192, hosts: 8192, tunnels: 1024 };
const NAMES = ['retransmission', 'out_of_order', 'zero_window', 'keep_alive', 'duplicate_ack'] as const;
type Figures = Record<(typeof NAMES)[number], number>;

interface TcpTruth extends CaptureTruth {
  readonly tshark: CaptureTruth['tshark'] & {
    readonly protos?: Readonly<Record<string, unknown>>;
    readonly tcp_analysis?: Partial<Figures>;
  };
}

/** What is counted of a capture's TCP; calls `onRoundTrip` for each segment of a connection whose handshake is known. */
async function analyse(path: string, onRoundTrip: (frame: number, micros: number) => void = () => undefined): Promise<Figures> {
  const traffic = new Traffic({ limits: LIMITS });
  const quality = new TcpQuality(LIMITS.flows);
  const packet = new Packet();
  const source = await openCaptureFile(path);
  let frames = 0;
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      frames += 1;
      decodeFrame(frame, packet);
      traffic.observe(packet);
      if (packet.layerCount === 0 || packet.protocols[packet.layerCount - 1] !== Protocol.Tcp) return;
      quality.observe(packet);
      const micros = quality.initialRoundTripOf(packet);
      if (micros !== null) onRoundTrip(frames, micros);
    });
  }
  await source.close();
  const counts = quality.counts.all().unknown;
  return {
    retransmission: counts.retransmissions,
    out_of_order: counts.outOfOrder,
    zero_window: counts.zeroWindows,
    keep_alive: counts.keepAlives,
    duplicate_ack: counts.duplicateAcks,
  };
}

function tsharkRoundTrips(path: string): Map<number, number> {
  const fields = ['-e', 'frame.number', '-e', 'tcp.analysis.initial_rtt'];
  const output = execFileSync('tshark', ['-r', path, '-Y', 'tcp.analysis.initial_rtt', '-T', 'fields', ...fields], {
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = output.toString().trim().split('\n');
  return new Map(
    lines.filter((line) => line !== '').map((line) => [Number(line.split('\t')[0]), 1e6 * Number(line.split('\t')[1])]),
  );
}

describe.skipIf(!isThere)("TCP in others' captures", () => {
  const captures: TcpTruth[] = [];
  const found = new Map<string, Figures>();

  beforeAll(async () => {
    for (const line of readFileSync(MANIFEST, 'utf8').trim().split('\n')) {
      const truth = JSON.parse(line) as TcpTruth;
      if (!isReadable(truth) || truth.raw.problem !== null || truth.tshark.protos?.tcp === undefined) continue;
      captures.push(truth);
      found.set(truth.file, await analyse(join(FOLDER, truth.file)));
    }
  }, 120_000);

  const theirs = ({ tshark }: TcpTruth, name: keyof Figures): number => tshark.tcp_analysis?.[name] ?? 0;

  it.each(NAMES.filter((name) => name !== 'out_of_order'))('has as many of %s as tshark says, within 5 %%', (name) => {
    expect(captures.length).toBeGreaterThan(400);
    const wanted = captures.reduce((sum, truth) => sum + theirs(truth, name), 0);
    const counted = captures.reduce((sum, { file }) => sum + found.get(file)![name], 0);
    expect(wanted).toBeGreaterThan(30);
    expect(Math.abs(counted - wanted)).toBeLessThanOrEqual(0.05 * wanted);
  });

  it('differs from tshark in what is sent again and what is late only where that is explained', () => {
    const different = captures.filter((truth) => {
      const { retransmission, out_of_order } = found.get(truth.file)!;
      return retransmission + out_of_order !== theirs(truth, 'retransmission') + theirs(truth, 'out_of_order');
    });
    expect(different.map(({ path }) => path).filter((path) => !DIFFERENCES.includes(`\`${path}\``))).toEqual([]);
    const zeroWindows = captures.filter((truth) => found.get(truth.file)!.zero_window !== theirs(truth, 'zero_window'));
    expect(zeroWindows.map(({ path }) => path)).toEqual([]);
  });

  it.skipIf(!hasTshark)(
    'has the same round trip of handshakes to the microsecond',
    async () => {
      let compared = 0;
      const wrong: string[] = [];
      for (const { file } of captures.filter((_, index) => index % EACH === 0)) {
        const wanted = tsharkRoundTrips(join(FOLDER, file));
        await analyse(join(FOLDER, file), (frame, micros) => {
          const theirMicros = wanted.get(frame);
          if (theirMicros === undefined) return;
          compared += 1;
          if (Math.abs(theirMicros - micros) >= 1) wrong.push(`${file}, frame ${frame}: ${micros}, tshark ${theirMicros}`);
        });
      }
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(200);
    },
    120_000,
  );
});
