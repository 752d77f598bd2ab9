import { describe, expect, it } from 'vitest';
import type { VerdictRow } from '../../../src/line/verdict/verdict-row.ts';
import { BUSY_EVENING, LineScript, partsOf, QUIET, type Second, START_MICROS, sketchOf } from '../../support/line-windows.ts';

const EVENING: Second = {
  ...BUSY_EVENING,
  farEnds: [],
  dns: [{ address: '203.0.113.53', queries: 1, answers: 1, responseTime: sketchOf([16]) }],
};

function told({ verdict, severity, text }: VerdictRow): string[] {
  return [verdict, severity, text];
}

/** The line has carried more than a usual evening takes. */
const DOWNLOAD: Second = { ...EVENING, bytes: { down: 3_000_000, up: 100_000 } };

/** Part of an evening, then a minute of something else. */
function after(what: Second | ((second: number) => Second), seconds = 60): LineScript {
  return new LineScript().pass(10, DOWNLOAD).pass(140, EVENING).pass(seconds, what);
}

describe('a minute in which all is well', () => {
  it('is told with what was measured', () => {
    expect(told(after(EVENING).verdict)).toEqual([
      'nothing-wrong',
      'none',
      "Nothing is wrong: the provider's side answers in 12 ms, nothing is lost.",
    ]);
  });

  it('is idle where too little passes to say', () => {
    expect(told(after(QUIET).verdict).slice(0, 2)).toEqual(['idle', 'none']);
  });

  it('stays well with hosts that never answered, such as a file sharer asks by the dozen', () => {
    const sharing = (second: number): Second => ({
      ...EVENING,
      tcp: { ...EVENING.tcp!, up: { ...EVENING.tcp!.up, syns: 12, unansweredSyns: 10 } },
      farEnds: Array.from({ length: 8 }, (_, at) => ({
        address: `203.0.113.${(second * 8 + at) % 250}`,
        connections: 1,
        unansweredSyns: 1,
      })),
    });

    expect(after(sharing).verdict.verdict).toBe('nothing-wrong');
  });
});

describe('the line', () => {
  it('is told by its losses and its round trip, next to what is usual', () => {
    const bad: Second = {
      ...EVENING,
      clientEcho: { sent: 1, answered: 1, rttMillis: [180] },
      tcp: {
        down: { segments: 50, dataSegments: 50, retransmissions: 2, retransmissionsOfUnseen: 2 },
        up: { dataSegments: 15, syns: 2 },
      },
      bytes: { down: 10_000, up: 2_000 },
    };
    const { verdict } = after(bad);

    expect(told(verdict)).toEqual([
      'line',
      'major',
      "The provider's side of the line loses 3.1 % of packets and takes 178 ms for a round trip that usually takes 12 ms while it is not busy.",
    ]);
    expect(verdict.figures[0]).toEqual({ name: 'lost on the line side', value: 3.1, unit: '%', baseline: null, threshold: 0.5 });
  });

  it('is told by losses of echoes alone', () => {
    const bad = (second: number): Second => ({
      ...EVENING,
      clientEcho: second % 5 === 0 ? { sent: 1, lost: 1 } : { sent: 1, answered: 1, rttMillis: [12] },
    });

    expect(told(after(bad).verdict)).toEqual([
      'line',
      'major',
      "The provider's side of the line leaves 12 of 60 LCP echo requests unanswered while it is not busy.",
    ]);
  });

  it('is told by the nearest hosts and the name servers being further away than ever, where there are no echoes', () => {
    const noEchoes: Second = { ...EVENING, clientEcho: {} };
    const slow = (names: number): Second => ({
      ...noEchoes,
      handshakeLine: [100, 110],
      dns: [{ address: '203.0.113.53', queries: 1, answers: 1, responseTime: sketchOf([names]) }],
    });

    expect(new LineScript().pass(10, DOWNLOAD).pass(140, noEchoes).pass(60, slow(105)).verdict).toMatchObject({
      verdict: 'line',
      severity: 'minor',
      text: "The provider's side of the line takes 99 ms to the nearest hosts, which usually takes 14 ms while it is not busy.",
    });
    // Whoever talks to hosts at the other end of the world has another name server, or the same as ever.
    expect(new LineScript().pass(10, DOWNLOAD).pass(140, noEchoes).pass(60, slow(16)).verdict.verdict).toBe('nothing-wrong');
  });

  it('is told by connections and names alike that nobody answers', () => {
    const silent: Second = {
      ...EVENING,
      farEnds: [1, 2, 3].map((host) => ({ address: `198.51.100.${host}`, connections: 1, unansweredSyns: 1 })),
      tcp: { ...EVENING.tcp!, up: { ...EVENING.tcp!.up, syns: 5, unansweredSyns: 3 } },
      dns: [
        { address: '203.0.113.53', queries: 2, answers: 1, unanswered: 1 },
        { address: '203.0.113.54', queries: 2, answers: 1, unanswered: 1 },
      ],
    };

    expect(told(after(silent).verdict)).toEqual([
      'line',
      'major',
      "The provider's side of the line leaves 180 of 300 connections and 120 of 240 questions for names unanswered while it is not busy.",
    ]);
  });

  it('is full, and nobody’s fault, where the round trip rises while it carries all it can', () => {
    const full: Second = {
      ...EVENING,
      bytes: { down: 20_000, up: 1_200_000 },
      clientEcho: { sent: 1, answered: 1, rttMillis: [250] },
    };
    const { verdict, verdicts } = after(full);

    expect(told(verdict)).toEqual([
      'line-full',
      'major',
      'The line is full upstream: at 9.6 Mbit/s, 100 % of the most it has carried, for 60 s it takes 252 ms for a round trip that usually takes 12 ms (bufferbloat D).',
    ]);
    expect(verdicts.summary().bufferbloat.map(({ direction, grade, measure }) => [direction, grade, measure])).toEqual([
      ['down', 'A+', 'lcp-echo'],
      ['up', 'D', 'lcp-echo'],
    ]);
  });

  it('swallows large packets where connections stall because of their size', () => {
    expect(after((second) => ({ ...EVENING, stalled: second >= 30 ? 1 : 0 })).verdict).toMatchObject({
      verdict: 'line',
      severity: 'minor',
      text: expect.stringContaining('swallows full-size packets'),
    });
  });
});

describe('home', () => {
  it('is told by what is lost behind the probe', () => {
    const bad: Second = {
      ...EVENING,
      tcp: { down: { segments: 50, dataSegments: 50, retransmissions: 2 }, up: { dataSegments: 10, segments: 30, syns: 2 } },
    };

    expect(told(after(bad).verdict)).toEqual([
      'home',
      'major',
      'The home side of the probe (router, cables, Wi-Fi) loses 3.3 % of packets.',
    ]);
  });

  it('is told by its round trip, by hosts that answer late, and by receivers that are slow', () => {
    expect(after({ ...EVENING, handshakeHome: [60, 80] }).verdict).toMatchObject({
      verdict: 'home',
      text: expect.stringContaining('for a round trip that usually takes 1 ms'),
    });
    expect(after((second) => ({ ...EVENING, handshakeHome: [1, second % 5 === 0 ? 250 : 2] })).verdict).toMatchObject({
      verdict: 'home',
      severity: 'minor',
      text: expect.stringContaining('or more for one round trip in twenty'),
    });
    const slow: Second = { ...EVENING, tcp: { ...EVENING.tcp!, up: { ...EVENING.tcp!.up, zeroWindows: 1 } } };
    expect(after(slow).verdict).toMatchObject({ verdict: 'home', text: expect.stringContaining('took no more data 60 times') });
  });
});

describe('a single far end', () => {
  const dead = '198.51.100.99';

  it('is named when it alone does not answer', () => {
    const bad: Second = {
      ...EVENING,
      farEnds: [{ address: dead, connections: 1, unansweredSyns: 1 }],
      tcp: { ...EVENING.tcp!, up: { ...EVENING.tcp!.up, syns: 5, unansweredSyns: 1 } },
    };

    expect(told(after(bad).verdict)).toEqual([
      'far-end',
      'minor',
      `${dead} does not answer, while 120 connections to others are accepted: the line is not to blame.`,
    ]);
  });

  it('is named when all that is lost is lost with it', () => {
    const bad: Second = {
      ...EVENING,
      farEnds: [{ address: dead, losses: 1 }],
      tcp: { ...EVENING.tcp!, down: { ...EVENING.tcp!.down, retransmissions: 1, retransmissionsOfUnseen: 1 } },
    };

    expect(after(bad).verdict).toMatchObject({ verdict: 'far-end', text: expect.stringContaining(dead) });
  });
});

describe('a far end that refuses connections or breaks them off', () => {
  const host = '198.51.100.98';
  const refusing = (resets: (second: number) => number): LineScript =>
    after((second) => ({ ...EVENING, farEnds: [{ address: host, connections: 1, resets: resets(second) }] }));

  it('is named where it does so with most of its connections', () => {
    expect(told(refusing((second) => (second % 4 === 0 ? 0 : 1)).verdict)).toEqual([
      'far-end',
      'minor',
      `${host} refused or broke off 45 connections, while 120 connections to others are accepted: the line is not to blame.`,
    ]);
  });

  it('is none where few connections end so, or those of many hosts do', () => {
    expect(refusing((second) => (second % 5 === 0 ? 1 : 0)).verdict.verdict).toBe('nothing-wrong');
    const many = (second: number): Second => ({
      ...EVENING,
      farEnds: [{ address: `198.51.100.${second % 4}`, connections: 1, resets: 1 }],
    });
    expect(after(many).verdict.verdict).toBe('nothing-wrong');
  });
});

describe('names', () => {
  it('are told by the server that fails, and whether others answer', () => {
    const half: Second = { ...EVENING, dns: [...EVENING.dns!, { address: '203.0.113.54', queries: 1, unanswered: 1 }] };
    expect(told(after(half).verdict)).toEqual([
      'dns',
      'minor',
      'Name server 203.0.113.54 left 60 of 60 questions without an answer that helps; 203.0.113.53 answered.',
    ]);

    const none: Second = { ...EVENING, dns: [{ address: '203.0.113.53', queries: 1, unanswered: 1 }] };
    expect(after(none).verdict).toMatchObject({ verdict: 'dns', severity: 'major' });
  });
});

describe('the mirror', () => {
  it('is told when it hides so much that nothing else can be said', () => {
    const lossy: Second = {
      ...EVENING,
      tcp: { ...EVENING.tcp!, down: { ...EVENING.tcp!.down, mirrorGaps: 1, mirrorLostBytes: 2_000 } },
    };
    expect(told(after(lossy).verdict)).toEqual([
      'mirror',
      'major',
      'The mirror loses 4.3 % of the bytes: what is wrong with the line, if anything, cannot be told from here.',
    ]);
    expect(after({ ...EVENING, mirror: ['one-direction'] }).verdict.verdict).toBe('mirror');
    expect(after({ ...QUIET, unknownFrames: 50 }).verdict.text).toContain('which way frames travel');
  });

  it('is all that can be named when nothing passes at all', () => {
    expect(after({ sessionsOpen: 1, sessionsUp: 1 }).verdict).toMatchObject({ verdict: 'mirror', severity: 'outage', outage: 1 });
  });
});

describe('several things at once', () => {
  it('are told by the worst, with the others beside it', () => {
    const bad: Second = {
      ...EVENING,
      tcp: {
        down: { segments: 50, dataSegments: 50, retransmissions: 3, retransmissionsOfUnseen: 2 },
        up: { segments: 30, dataSegments: 10, syns: 2 },
      },
      dns: [...EVENING.dns!, { address: '203.0.113.54', queries: 1, unanswered: 1 }],
    };

    expect(after(bad).verdict).toMatchObject({ verdict: 'line', severity: 'major', also: ['dns', 'home'] });
  });
});

describe('minutes', () => {
  it('are kept for a day, one each, and can be asked for', () => {
    const script = new LineScript().pass(150, EVENING);
    const { minutes, now } = script.verdicts.summary();

    expect(minutes.map(({ atMinute, seconds }) => [atMinute.slice(11, 19), seconds])).toEqual([
      ['19:00:00', 60],
      ['19:01:00', 60],
      ['19:02:00', 30],
    ]);
    expect(now!.seconds).toBe(60);
    expect(script.verdicts.verdictAt(START_MICROS + 65e6)).toEqual(minutes[1]);
    expect(script.verdicts.verdictAt(START_MICROS + 125e6)).toEqual(minutes[2]);
    expect(script.verdicts.verdictAt(START_MICROS + 600e6)).toBeNull();
    expect(script.verdictWindows.filter(({ minute }) => minute !== null)).toHaveLength(2);
  });

  it('make room after a day', () => {
    const script = new LineScript();
    for (let minute = 0; minute < 1500; minute += 1) script.pass(1, QUIET).jump(59);
    const { minutes } = script.verdicts.summary();

    expect(minutes.length).toBeLessThanOrEqual(1441);
    expect(minutes.length).toBeGreaterThanOrEqual(1439);
    expect(script.verdicts.verdictAt(START_MICROS)).toBeNull();
  });

  it('say what is found out about an outage later', () => {
    const asking: Second = {
      frames: { up: 1 },
      events: [{ kind: 'padi' }],
      discoverySince: 61,
    };
    const script = new LineScript()
      .pass(60, QUIET)
      .pass(1, { events: [{ kind: 'session-closed', end: { by: 'server', reason: 'padt' } }], frames: { down: 1 } })
      .pass(65, asking)
      .pass(3, { frames: { down: 1 }, events: [{ kind: 'authentication-failed', text: 'no' }] });
    const row = script.verdicts.verdictAt(START_MICROS + 61e6)!;

    expect(row).toMatchObject({ verdict: 'line', severity: 'outage', outage: 1 });
    expect(row.text).toContain("refuses the router's name and password");
  });

  it('say of an outage that lasts how long it has lasted by now, and that it is over once it is', () => {
    const script = new LineScript().pass(60, EVENING).pass(200, { sessionsOpen: 1, sessionsUp: 1 });
    const texts = () =>
      script.verdicts
        .summary()
        .minutes.slice(1)
        .map(({ text }) => text.split('; ').at(-1));
    expect(texts()).toEqual(Array(4).fill('so far for 3 min 20 s.'));

    script.pass(10, EVENING);
    expect(texts()).toEqual(Array(4).fill('it took 3 min 20 s.'));
  });

  it('are cut short where packet time jumps, and compared with what was usual before', () => {
    const script = new LineScript().pass(150, EVENING).jump(5000);
    script.pass(60, { ...EVENING, clientEcho: { sent: 1, answered: 1, rttMillis: [400] } });

    expect(script.verdicts.verdictAt(START_MICROS + 130e6)!.seconds).toBe(30);
    expect(script.verdict.figures.find(({ name }) => name.startsWith('LCP echo round trip'))).toMatchObject({ baseline: 12 });
  });

  it('take silence in longer windows, each in the minute that it began in, and end where a window has a jump in it', () => {
    const script = new LineScript().pass(35, EVENING);
    const at = (second: number): number => START_MICROS + 1e6 * second;
    for (const [from, to] of [
      [35, 45],
      [45, 55],
      [55, 65],
      [65, 75],
      [75, 9000],
    ] as const) {
      const span = { startMicros: at(from), endMicros: at(to) };
      const parts = partsOf(span, { sessionsOpen: 1, sessionsUp: 1 });
      script.verdicts.closeWindow(span, parts, { outages: script.outages.closeWindow(span, parts), hostTimes: [] });
    }

    expect(script.verdicts.summary().minutes.map(({ atMinute, seconds }) => [atMinute.slice(11, 19), seconds])).toEqual([
      ['19:00:00', 65],
      ['19:01:00', 10],
      ['21:29:00', 1],
    ]);
    expect(script.rows.map(({ cause, durationSeconds }) => [cause, durationSeconds])).toEqual([['no-frames', 40]]);
  });

  it('hold the same things, however windows were counted before them', () => {
    const once = new LineScript().pass(200, EVENING);
    const again = new LineScript().pass(100, EVENING).pass(100, EVENING);

    expect(JSON.stringify(again.verdicts.summary())).toBe(JSON.stringify(once.verdicts.summary()));
  });
});
