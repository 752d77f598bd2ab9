import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { Direction } from '../../../src/decode/direction.ts';
import { type FrameBytes, Packet } from '../../../src/decode/packet.ts';
import { Protocol } from '../../../src/decode/protocol.ts';
import { type HomeWatch, watchCapture } from '../../support/home-watch.ts';
import { findSharedFolder } from '../../support/shared-folder.ts';

const FOLDER = findSharedFolder('line-captures');
const SCENARIOS = FOLDER === null ? ['not here'] : readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

interface Truth {
  readonly capture: { readonly file: string; readonly routerMac: string; readonly serverMac: string };
  readonly vlan?: { readonly id: number } | null;
  readonly sessions: readonly { readonly localIpv4: string | null; readonly remoteIpv4: string | null }[];
}

/** What the frames' own addresses say, and what was said of them. */
interface Score {
  readonly watch: HomeWatch;
  readonly unknown: number;
  readonly right: number;
  readonly wrong: number;
  /** Frames, and seconds, from the first frame after which both ends had spoken to the decision; null when there was none. */
  readonly decision: { readonly frames: number; readonly seconds: number } | null;
}

function readTruth(scenario: string): Truth {
  return JSON.parse(readFileSync(join(FOLDER!, scenario), 'utf8')) as Truth;
}

async function score(truth: Truth, wants?: (frame: FrameBytes) => boolean): Promise<Score> {
  const tally = { unknown: 0, right: 0, wrong: 0 };
  const spoke = { up: false, down: false };
  let both: { at: number; frames: number } | null = null;
  let decision: Score['decision'] = null;
  const each = ({ bytes, start, timestampMicros }: FrameBytes, direction: Direction): void => {
    const source = Buffer.from(bytes.subarray(start + 6, start + 12)).toString('hex');
    const isUp = source === truth.capture.routerMac.replaceAll(':', '');
    spoke[isUp ? 'up' : 'down'] = true;
    if (both === null && spoke.up && spoke.down) both = { at: timestampMicros, frames: tally.unknown + 1 };
    const wanted = isUp ? Direction.Up : Direction.Down;
    if (direction === Direction.Unknown) tally.unknown += 1;
    else tally[direction === wanted ? 'right' : 'wrong'] += 1;
    if (direction === Direction.Unknown || decision !== null) return;
    const seconds = both === null ? 0 : (timestampMicros - both.at) / 1e6;
    decision = { frames: both === null ? 0 : tally.unknown + 2 - both.frames, seconds };
  };
  const watch = await watchCapture(join(FOLDER!, truth.capture.file), { each, ...(wants === undefined ? {} : { wants }) });
  return { watch, ...tally, decision };
}

/** Lets frames through from the first one on that `starts`. */
function from(starts: (packet: Packet) => boolean): (frame: FrameBytes) => boolean {
  const packet = new Packet();
  let hasStarted = false;
  return (frame) => {
    decodeFrame(frame, packet);
    hasStarted ||= starts(packet);
    return hasStarted;
  };
}

const last = (packet: Packet) => packet.protocols[packet.layerCount - 1];
const BEGINNINGS: readonly (readonly [string, (packet: Packet) => boolean])[] = [
  ['the session is given', (packet) => last(packet) === Protocol.Lcp],
  ['the first IP packet', (packet) => packet.ipLayer >= 0],
  ['the middle of a TCP connection', ({ tcpFlags }) => (tcpFlags & 0x12) === 0x10],
];

describe.skipIf(FOLDER === null)('the direction of frames of recorded lines', () => {
  it.each(SCENARIOS)('is exactly right from the first request for a session on: %s', async (scenario) => {
    const truth = readTruth(scenario);
    const { watch, unknown, wrong } = await score(truth);
    const { home } = watch.summary;

    expect({ unknown, wrong }).toEqual({ unknown: 0, wrong: 0 });
    expect(home).toMatchObject({
      routerMac: truth.capture.routerMac,
      providerMac: truth.capture.serverMac,
      how: 'discovery',
      changes: 0,
    });
    const withAddress = truth.sessions.findLast(({ localIpv4 }) => localIpv4 !== null);
    expect(home.localIpv4).toBe(withAddress?.localIpv4 ?? null);
    expect(home.remoteIpv4).toBe(withAddress?.remoteIpv4 ?? null);
    expect(home.vlanIds).toEqual(truth.vlan ? [truth.vlan.id] : []);
    expect(home.line.type).toBe('pppoe');
    expect(watch.summary.mirror.findings.filter(({ code }) => code !== 'silence')).toEqual([]);
  });

  describe.each(BEGINNINGS)('begun after %s', (_name, starts) => {
    it.each(SCENARIOS)('is right once it is decided, and soon decided: %s', async (scenario) => {
      const { wrong, right, decision } = await score(readTruth(scenario), from(starts));

      expect(wrong).toBeLessThanOrEqual(0.001 * right);
      if (right === 0) return; // Nothing is left of some captures.
      const isSoon = decision !== null && (decision.frames <= 64 || decision.seconds <= 2);
      expect(isSoon, JSON.stringify(decision)).toBe(true);
    });
  });
});
