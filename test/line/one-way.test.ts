import { describe, expect, it } from 'vitest';
import { buildFrame } from '../support/frames/build-frame.ts';
import { type JudgedLine, judgeFrames } from '../support/line-run.ts';
import { CONCENTRATOR, type LineFrame, PppLine, ROUTER } from '../support/ppp-line.ts';

/** The frames that one end sent: what a mirror of one direction shows. */
function only(frames: readonly LineFrame[], sender: string): LineFrame[] {
  return frames.filter(({ layers }) => sourceOf(buildFrame(...layers)) === sender);
}

function sourceOf(frame: Uint8Array): string {
  return [...frame.subarray(6, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function codes({ summary }: JudgedLine): string[] {
  return summary.mirror.findings.map(({ code, until }) => `${code}${until === null ? '' : ', over'}`);
}

describe('a mirror of one direction, of a router that gets a session and uses it', () => {
  const { frames } = new PppLine({ beginsAt: 1_800_000_000 }).connect(0x101).echoes(3).traffic(300).echoes(3);

  it('is not taken for a concentrator that does not answer where it shows the router', () => {
    const judged = judgeFrames(only(frames, ROUTER));
    expect(judged.outages.outages).toEqual([]);
    expect(codes(judged)).toEqual(['one-direction']);
    expect(judged.summary.mirror.findings[0]!.evidence).toContain('nobody was seen to offer it (PADO)');
    expect(judged.verdicts.now).toMatchObject({ verdict: 'mirror' });
    expect(judged.summary.ppp.sessions).toMatchObject([
      {
        sessionId: 0x101,
        clientMac: ROUTER,
        concentratorMac: CONCENTRATOR,
        state: 'up',
        discovery: { padiSent: 1, padrSent: 1 },
      },
    ]);
  });

  it("is not taken for a sound line where it shows the provider's side", () => {
    const judged = judgeFrames(only(frames, CONCENTRATOR));
    expect(judged.outages.outages).toEqual([]);
    expect(codes(judged)).toEqual(['one-direction']);
    expect(judged.summary.mirror.findings[0]!.evidence).toContain('nobody was seen to ask for it');
    expect(judged.verdicts.now).toMatchObject({ verdict: 'mirror' });
    expect(judged.summary.ppp.sessions).toMatchObject([{ sessionId: 0x101, state: 'up' }]);
  });

  it('is forgiven once both directions are shown', () => {
    const half = frames.length / 2;
    const judged = judgeFrames([...only(frames.slice(0, half), ROUTER), ...frames.slice(half)]);
    expect(codes(judged)).toEqual(['one-direction, over']);
  });
});

describe('a mirror of both directions', () => {
  it.each([
    ['the offer and the confirmation of a session', [1, 3]],
    ["these and the router's next frame, so that the router is heard last", [1, 3, 4]],
  ])('is not blamed where it lost %s', (_, lost) => {
    const { frames } = new PppLine({ beginsAt: 1_800_000_000 }).connect(0x101).echoes(3).traffic(100);
    const judged = judgeFrames(frames.filter((_, index) => !lost.includes(index)));
    expect(codes(judged)).toEqual([]);
    expect(judged.outages.outages).toEqual([]);
    expect(judged.summary.ppp.sessions).toMatchObject([{ sessionId: 0x101, state: 'up', openedAt: null }]);
  });

  it('is not blamed for a concentrator that does not answer', () => {
    const line = new PppLine({ beginsAt: 1_800_000_000 });
    for (let ask = 0; ask < 6; ask += 1) line.discovery('padi', 'up').wait(5);
    const judged = judgeFrames(line.frames);
    expect(codes(judged)).toEqual([]);
    expect(judged.outages.outages).toMatchObject([{ cause: 'discovery-unanswered' }]);
  });

  it('is not blamed for a router that is gone after it was given a session', () => {
    const line = new PppLine({ beginsAt: 1_800_000_000 }).discover(0x101);
    for (let ask = 0; ask < 10; ask += 1) line.echoes(1, { by: 'down', every: 3, rtt: null });
    expect(codes(judgeFrames(line.frames))).toEqual([]);
  });
});
