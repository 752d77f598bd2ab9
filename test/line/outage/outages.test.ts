import { describe, expect, it } from 'vitest';
import { MOST_OUTAGES } from '../../../src/line/outage/thresholds.ts';
import { BUSY_EVENING, LineScript, QUIET, type Second, SILENT, secondsOf } from '../../support/line-windows.ts';

const ECHOES: Second = { ...QUIET, clientEcho: { sent: 1, answered: 1, rttMillis: [12] } };
const STATIC: Second = { frames: { down: 1, up: 1 } };
/** Nothing answers: SYNs to several hosts, a question, a ping. */
const ASKING: Second = {
  frames: { up: 4 },
  sessionsOpen: 1,
  sessionsUp: 1,
  requests: { up: { syns: 2, dnsQueries: 1, ipFrames: 4 } },
  farEnds: [{ address: '198.51.100.1', connections: 1 }, { address: '198.51.100.2' }],
  dns: [{ address: '203.0.113.53', queries: 1 }],
};
const CLOSED: Second = {
  events: [{ kind: 'session-closed', text: 'It is over', end: { by: 'server', reason: 'padt' } }],
  frames: { down: 1 },
};
const OPENED: Second = { ...QUIET, events: [{ kind: 'ipcp-open' }] };

function causes(script: LineScript): (string | number | null)[][] {
  return script.rows.map(({ cause, suspect, startMicros, endMicros }) => [
    cause,
    suspect,
    secondsOf(startMicros),
    secondsOf(endMicros),
  ]);
}

describe('no frames', () => {
  it('are an outage after three intervals of the echoes that had come by the clock', () => {
    const script = new LineScript().pass(60, ECHOES).pass(9, SILENT);
    expect(causes(script)).toEqual([]);

    script.pass(20, SILENT);
    expect(causes(script)).toEqual([['no-frames', 'unknown', 60, null]]);
    expect(script.rows[0]!.durationSeconds).toBe(29);
    expect(script.rows[0]!.evidence[0]).toBe('no frame for 29 s, from either end');

    script.pass(5, ECHOES);
    expect(causes(script)).toEqual([['no-frames', 'unknown', 60, 89]]);
  });

  it('are a quiet night where the line has no clock of its own and has been as quiet before', () => {
    const quietening = new LineScript().pass(120, STATIC);
    for (const gap of [20, 50, 90, 200, 700]) quietening.pass(gap, {}).pass(2, STATIC);

    expect(causes(quietening)).toEqual([]);
  });

  it('are an outage on a line without echoes when they last far longer than any silence before', () => {
    const script = new LineScript().pass(300, STATIC).pass(130, {});

    expect(causes(script)).toEqual([['no-frames', 'unknown', 300, null]]);
  });

  it('are none at the beginning, nor before frames have been flowing for a while', () => {
    expect(causes(new LineScript().pass(600, {}))).toEqual([]);
    expect(causes(new LineScript().pass(5, STATIC).pass(600, {}))).toEqual([]);
  });

  it('end with the capture and not later: a jump of packet time closes the outage at its last window', () => {
    const script = new LineScript().pass(60, ECHOES).pass(30, SILENT).jump(7200).pass(10, ECHOES);

    expect(causes(script)).toEqual([['no-frames', 'unknown', 60, 90]]);
  });
});

describe('requests that nothing answers', () => {
  it('are an outage once several hosts were asked for eight seconds', () => {
    const script = new LineScript().pass(30, BUSY_EVENING).pass(7, ASKING);
    expect(causes(script)).toEqual([]);

    script.pass(5, ASKING);
    expect(causes(script)).toEqual([['no-return', 'provider', 30, null]]);

    script.pass(1, BUSY_EVENING);
    expect(causes(script)).toEqual([['no-return', 'provider', 30, 42]]);
  });

  it('are none where a single host is asked again and again', () => {
    const one: Second = { ...QUIET, requests: { up: { syns: 1 } }, farEnds: [{ address: '198.51.100.9', connections: 1 }] };

    expect(causes(new LineScript().pass(30, BUSY_EVENING).pass(60, one))).toEqual([]);
  });

  it('are none where packets come down all the same, answers of a kind nobody knows', () => {
    const game: Second = { ...ASKING, requests: { ...ASKING.requests, down: { ipFrames: 50 } } };

    expect(causes(new LineScript().pass(30, BUSY_EVENING).pass(30, game))).toEqual([]);
  });

  it('are none where somebody looks for hosts that were never there, or nothing has ever come down', () => {
    const scan = (second: number): Second => ({
      ...QUIET,
      requests: { up: { syns: 8 } },
      farEnds: Array.from({ length: 8 }, (_, at) => ({ address: `203.0.113.${(8 * second + at) % 250}`, connections: 1 })),
    });

    expect(causes(new LineScript().pass(30, BUSY_EVENING).pass(60, scan))).toEqual([]);
    expect(causes(new LineScript().pass(60, ASKING))).toEqual([]);
  });

  it('are withdrawn when the mirror turns out to show one direction only', () => {
    const script = new LineScript().pass(30, BUSY_EVENING).pass(12, ASKING);
    expect(script.rows).toHaveLength(1);

    script.pass(1, { ...ASKING, mirror: ['one-direction'] });
    expect(script.rows).toEqual([]);
    expect(script.outageWindows.at(-1)!.withdrawn).toEqual([1]);
    expect(script.outages.summary().withdrawn).toBe(1);
  });

  it('are none while receivers at home acknowledge data that only the mirror did not show', () => {
    const hidden: Second = { ...ASKING, tcp: { down: { acksOfUnseen: 3 } } };

    expect(causes(new LineScript().pass(30, BUSY_EVENING).pass(30, hidden))).toEqual([]);
  });
});

describe('a jump of packet time', () => {
  it('leaves behind what was asked before it', () => {
    const asking: Second = { frames: { up: 1 }, events: [{ kind: 'padi' }], discoverySince: 0 };
    const script = new LineScript()
      .pass(5, asking)
      .jump(100_000)
      .pass(60, { frames: { up: 1 }, discoverySince: 0 });

    expect(causes(script)).toEqual([]);
  });
});

describe('lost echoes', () => {
  const lost: Second = { ...SILENT, frames: { up: 1 }, clientEcho: { sent: 1, lost: 1 } };

  it('are an outage after three in a row, from the first of them on', () => {
    const script = new LineScript().pass(30, ECHOES).pass(2, lost);
    expect(causes(script)).toEqual([]);

    script.pass(1, lost);
    expect(causes(script)).toEqual([['echo-lost', 'provider', 27, null]]);
    script.pass(1, ECHOES);
    expect(causes(script)).toEqual([['echo-lost', 'provider', 27, 33]]);
  });

  it('are none while other things are answered, nor where none was ever answered', () => {
    expect(
      causes(new LineScript().pass(30, ECHOES).pass(30, { ...BUSY_EVENING, ...lost, requests: BUSY_EVENING.requests! })),
    ).toEqual([]);
    expect(causes(new LineScript().pass(60, lost))).toEqual([]);
  });

  it('of the provider are the router’s fault', () => {
    const script = new LineScript()
      .pass(30, { ...QUIET, serverEcho: { sent: 1, answered: 1 } })
      .pass(4, { ...SILENT, frames: { down: 1 }, serverEcho: { sent: 1, lost: 1 } });

    expect(causes(script)).toEqual([['echo-lost', 'router', 27, null]]);
  });
});

describe('names', () => {
  const failing: Second = { ...BUSY_EVENING, dns: [{ address: '203.0.113.53', queries: 1, unanswered: 1 }] };

  it('that nobody answers are an outage of their own while other things are answered', () => {
    const script = new LineScript(0, ['203.0.113.53']).pass(30, BUSY_EVENING).pass(10, failing);
    expect(causes(script)).toEqual([['dns-only', 'provider', 25, null]]);
    expect(script.rows[0]!.evidence).toContain('asked: 203.0.113.53');
    expect(script.rows[0]!.text).toBe(
      'Names cannot be looked up at 203.0.113.53, while other things are answered; so far for 15 s.',
    );

    script.pass(1, BUSY_EVENING);
    expect(causes(script)).toEqual([['dns-only', 'provider', 25, 40]]);
    expect(script.rows[0]!.text).toBe(
      'Names could not be looked up at 203.0.113.53, while other things were answered; it took 15 s.',
    );
  });

  it('are not said to be the provider’s where it never named the servers that fail, or not all of them', () => {
    for (const providers of [[], ['203.0.113.54'], ['192.0.2.53']]) {
      const script = new LineScript(0, providers).pass(30, BUSY_EVENING).pass(10, failing);

      expect(causes(script)).toEqual([['dns-only', 'unknown', 25, null]]);
      expect(script.rows[0]!.evidence).toContain('not named by the provider, as far as was seen: 203.0.113.53');
    }
    const both: Second = { ...failing, dns: [...failing.dns!, { address: '192.0.2.53', queries: 1, unanswered: 1 }] };
    const script = new LineScript(0, ['203.0.113.53']).pass(30, BUSY_EVENING).pass(10, both);
    expect(script.rows[0]!).toMatchObject({ suspect: 'unknown', text: expect.stringContaining('203.0.113.53 and 192.0.2.53') });
  });

  it('are none where one server is dead and another answers', () => {
    const half: Second = { ...failing, dns: [...failing.dns!, { address: '203.0.113.54', queries: 1, answers: 1 }] };

    expect(causes(new LineScript().pass(30, BUSY_EVENING).pass(60, half))).toEqual([]);
  });

  it('are forgotten when nobody asks any more, at the last trouble that was seen', () => {
    const silent: Second = { ...BUSY_EVENING, dns: [] };
    const script = new LineScript().pass(30, BUSY_EVENING).pass(10, failing).pass(130, silent);

    expect(causes(script)).toEqual([['dns-only', 'unknown', 25, 40]]);
  });
});

describe('sessions', () => {
  it('that are ended and back within a minute are a reconnect with its seconds', () => {
    const script = new LineScript().pass(30, QUIET).pass(1, CLOSED).pass(2, {}).pass(1, OPENED);
    expect(causes(script)).toEqual([['reconnect', 'provider', 30, 33]]);

    script.pass(60, QUIET).pass(1, CLOSED).pass(20, {}).pass(1, OPENED);
    expect(causes(script)).toEqual([
      ['reconnect', 'provider', 30, 33],
      ['reconnect', 'provider', 94, 115],
    ]);
  });

  it('that stay away longer are down', () => {
    const script = new LineScript().pass(30, QUIET).pass(1, CLOSED).pass(100, {});
    expect(causes(script)).toEqual([['session-down', 'provider', 30, null]]);
    expect(script.rows[0]!.stages.map(({ cause }) => cause)).toEqual(['session-down']);
  });

  it('that end as the capture ends are no outage', () => {
    expect(causes(new LineScript().pass(30, QUIET).pass(1, CLOSED).pass(3, {}))).toEqual([]);
  });

  it('that were not over after all are none', () => {
    const reopened: Second = { ...QUIET, events: [{ kind: 'session-reopened' }] };

    expect(causes(new LineScript().pass(30, QUIET).pass(1, CLOSED).pass(1, reopened).pass(60, QUIET))).toEqual([]);
  });

  it('that nobody opens, as often as the router asks, are told from the first PADI on', () => {
    const asking = (since: number): Second => ({ frames: { up: 1 }, events: [{ kind: 'padi' }], discoverySince: since });
    const script = new LineScript().pass(30, asking(0)).pass(1, OPENED);

    expect(causes(script)).toEqual([['discovery-unanswered', 'provider', 0, 30]]);
  });

  it('are nobody’s concern on a line that works without one', () => {
    const asking: Second = { ...BUSY_EVENING, sessionsOpen: 0, sessionsUp: 0 };
    const script = new LineScript()
      .pass(30, asking)
      .pass(60, { frames: { up: 1 }, events: [{ kind: 'padi' }], discoverySince: 30 });

    expect(causes(script)).toEqual([]);
  });

  it('that are refused are told after the first refusal, and whose fault it looks like', () => {
    const refused: Second = { frames: { down: 1 }, events: [{ kind: 'authentication-failed', text: 'Refused "no"' }] };
    const never = new LineScript().pass(1, refused).pass(5, {});
    expect(causes(never)).toEqual([['authentication-refused', 'router', 0, null]]);

    const suddenly = new LineScript().pass(30, QUIET).pass(1, CLOSED).pass(3, refused).pass(5, {}).pass(1, OPENED);
    expect(causes(suddenly)).toEqual([['authentication-refused', 'provider', 30, 39]]);
    expect(suddenly.rows[0]!.evidence).toEqual([
      'Refused "no"',
      '3 refusals, and no session up since',
      'the same line had been let in before',
    ]);
  });

  it('without an address are told, and with IPv6 only while nothing is answered over it', () => {
    const failed: Second = { frames: { down: 1 }, events: [{ kind: 'ipcp-failed' }] };
    expect(causes(new LineScript().pass(1, failed).pass(3, {}))).toEqual([['ipcp-failed', 'provider', 0, null]]);

    const ipv6 = new LineScript().pass(1, { ...QUIET, ...failed }).pass(30, BUSY_EVENING);
    expect(causes(ipv6)).toEqual([]);
  });

  it('refused in discovery are told as such', () => {
    const refused: Second = { frames: { down: 1 }, events: [{ kind: 'pads-error', text: 'No more sessions' }] };

    expect(causes(new LineScript().pass(1, refused).pass(3, {}))).toEqual([['discovery-refused', 'provider', 0, null]]);
  });
});

describe('addresses by DHCP', () => {
  const discover: Second = { frames: { up: 1 }, leases: [{ kind: 'discover' }] };

  it('that nobody lends are an outage after ten seconds, or thirty where only one request was seen', () => {
    expect(causes(new LineScript().pass(1, discover).pass(25, {}))).toEqual([]);
    expect(causes(new LineScript().pass(1, discover).pass(30, {}))).toEqual([['dhcp-unanswered', 'provider', 0, null]]);

    const script = new LineScript().pass(2, discover).pass(7, {});
    expect(causes(script)).toEqual([]);
    script.pass(5, {});
    expect(causes(script)).toEqual([['dhcp-unanswered', 'provider', 0, null]]);
    script.pass(1, { frames: { down: 1 }, leases: [{ kind: 'offer' }, { kind: 'obtained' }] });
    expect(causes(script)).toEqual([['dhcp-unanswered', 'provider', 0, 14]]);
  });

  it('that are refused and not lent soon after are an outage', () => {
    const refused: Second = { frames: { down: 1 }, leases: [{ kind: 'refused', text: 'the provider refused: no' }] };

    expect(causes(new LineScript().pass(1, refused).pass(8, {}))).toEqual([['dhcp-refused', 'provider', 0, null]]);
  });

  it('are none while everything is answered', () => {
    const working: Second = { ...BUSY_EVENING, sessionsOpen: 0, sessionsUp: 0, leases: [{ kind: 'discover' }] };

    expect(causes(new LineScript().pass(60, working))).toEqual([]);
  });
});

describe('an outage', () => {
  it('takes the more specific cause of those that overlap, and keeps the vaguer ones as stages', () => {
    const script = new LineScript()
      .pass(30, { ...BUSY_EVENING })
      .pass(10, ASKING)
      .pass(4, { ...ASKING, clientEcho: { sent: 1, lost: 1 } })
      .pass(1, { events: [{ kind: 'session-closed', end: { by: 'client', reason: 'echo-timeout' } }] })
      .pass(20, { frames: { up: 1 }, events: [{ kind: 'padi' }], discoverySince: 46 })
      .pass(1, OPENED);

    expect(script.rows).toHaveLength(1);
    const [row] = script.rows;
    expect(row).toMatchObject({ cause: 'echo-lost', suspect: 'provider' });
    expect(secondsOf(row!.startMicros)).toBe(30);
    expect(secondsOf(row!.endMicros)).toBe(65);
    expect(row!.stages.map(({ cause }) => cause).sort()).toEqual(['discovery-unanswered', 'echo-lost', 'no-return']);
  });

  it('that begins again within ten seconds is the same', () => {
    const script = new LineScript()
      .pass(30, BUSY_EVENING)
      .pass(12, ASKING)
      .pass(2, BUSY_EVENING)
      .pass(12, ASKING)
      .pass(1, BUSY_EVENING);

    expect(causes(script)).toEqual([['no-return', 'provider', 30, 56]]);
    expect(script.rows[0]!.interruptions).toBe(1);
  });

  it('is told when it begins, when its cause changes and when it ends, and not in between', () => {
    const script = new LineScript().pass(30, BUSY_EVENING).pass(60, ASKING).pass(5, BUSY_EVENING);
    const told = script.outageWindows.flatMap(({ changed }) => changed.map(({ endAt }) => endAt === null));

    expect(told).toEqual([true, false]);
    expect(script.outageWindows.filter(({ open }) => open !== null)).toHaveLength(53);
  });

  it('makes room for the next when there are too many, and is counted', () => {
    const script = new LineScript();
    for (let round = 0; round < MOST_OUTAGES + 5; round += 1) script.pass(2, QUIET).pass(1, CLOSED).pass(1, {}).pass(15, OPENED);
    const { outages, evicted } = script.outages.summary();

    expect(outages).toHaveLength(MOST_OUTAGES);
    expect(outages.length + evicted).toBeGreaterThanOrEqual(MOST_OUTAGES + 4);
    expect(outages.at(-1)!.serial).toBe(outages.length + evicted);
  });
});
