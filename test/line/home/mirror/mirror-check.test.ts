import { describe, expect, it } from 'vitest';
import { type Layer, payload } from '../../../support/frames/build-frame.ts';
import { ethernet } from '../../../support/frames/ethernet.ts';
import { ipv4 } from '../../../support/frames/ipv4.ts';
import { ipv6 } from '../../../support/frames/ipv6.ts';
import { ppp } from '../../../support/frames/ppp.ts';
import { pppoe } from '../../../support/frames/pppoe.ts';
import { maximumSegmentSize, tcp } from '../../../support/frames/tcp.ts';
import { vlan } from '../../../support/frames/vlan.ts';
import { HomeWatch, PROVIDER, ROUTER } from '../../../support/home-watch.ts';

const HOME = '203.0.113.7';
const FAR = '198.51.100.9';

/** A line on which it is known who is home. */
function knownLine(): HomeWatch {
  const watch = new HomeWatch();
  watch.home.noteFact({ kind: 'roles', atMicros: 0, clientMac: ROUTER, concentratorMac: PROVIDER });
  return watch;
}

interface Exchange {
  readonly seconds: number;
  readonly perSecond?: number;
  readonly shows?: (watch: HomeWatch, at: number, n: number) => void;
}

function exchange(watch: HomeWatch, from: number, { seconds, perSecond = 20, shows }: Exchange): void {
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const at = from + n / perSecond;
    if (shows !== undefined) shows(watch, at, n);
    else if (n % 2 === 0) watch.up(at, ...segment('up', n));
    else watch.down(at, ...segment('down', n));
  }
}

function segment(way: 'up' | 'down', n: number, text = `text ${n}`): Layer[] {
  const ends = way === 'up' ? { source: HOME, destination: FAR } : { source: FAR, destination: HOME };
  return [ipv4({ ...ends, identification: n + 1 }), tcp({ sequenceNumber: n, flags: 'psh ack' }), payload(text)];
}

function codes(watch: HomeWatch): string[] {
  return watch.finish().summary.mirror.findings.map(({ code }) => code);
}

describe('a mirror', () => {
  it('that shows both ways once has nothing wrong with it', () => {
    const watch = knownLine();
    exchange(watch, 0, { seconds: 30 });

    expect(codes(watch)).toEqual([]);
    expect(watch.windows.at(-1)!.mirror).toMatchObject({ copies: 0, cutFrames: 0, unicastSources: 2, findings: [] });
  });

  it('that shows one direction is found out after ten seconds, and forgiven', () => {
    const watch = knownLine();
    exchange(watch, 0, { seconds: 9, shows: (to, at, n) => to.up(at, ...segment('up', n)) });
    expect(watch.summary.mirror.findings).toEqual([]);
    exchange(watch, 9, { seconds: 4, shows: (to, at, n) => to.up(at, ...segment('up', n)) });
    const [finding] = watch.summary.mirror.findings;

    expect(finding).toMatchObject({ code: 'one-direction', since: '2026-11-21T20:00:00.000000Z', until: null });
    expect(finding!.evidence).toBe('240 TCP acknowledgments in 12 s and not one frame down from the provider');
    expect(finding!.remedy).toContain('both directions');
    exchange(watch, 13, { seconds: 3 });
    expect(watch.summary.mirror.findings).toMatchObject([{ code: 'one-direction', until: '2026-11-21T20:00:13.000000Z' }]);
  });

  it('is not blamed for a line on which nothing comes back', () => {
    const watch = knownLine();
    exchange(watch, 0, { seconds: 5 });
    const again = [ipv4({ source: HOME, destination: FAR }), tcp({ sequenceNumber: 7, flags: 'psh ack' }), payload('again')];
    exchange(watch, 5, { seconds: 25, perSecond: 4, shows: (to, at) => to.up(at, ...again) });

    expect(codes(watch)).toEqual([]);
  });

  it('that shows every frame twice is found out', () => {
    const watch = knownLine();
    const twice = (to: HomeWatch, at: number, n: number) => {
      for (const later of [0, 0.0001]) to.up(at + later, ...segment('up', n));
      for (const later of [0.001, 0.0011]) to.down(at + later, ...segment('down', n));
    };
    exchange(watch, 0, { seconds: 5, shows: twice });

    expect(codes(watch)).toEqual(['every-frame-twice']);
    expect(watch.windows.at(-1)!.mirror).toMatchObject({ findings: ['every-frame-twice'] });
  });

  it('that shows every frame with and without its tag is found out', () => {
    const watch = knownLine();
    const twice = (to: HomeWatch, at: number, n: number) => {
      to.up(at, vlan({ id: 7 }), ...segment('up', n));
      to.up(at + 0.0001, ...segment('up', n));
      to.down(at + 0.001, ...segment('down', n));
      to.down(at + 0.0011, vlan({ id: 7 }), ...segment('down', n));
    };
    exchange(watch, 0, { seconds: 5, shows: twice });
    const [finding] = watch.finish().summary.mirror.findings;

    expect(finding!.code).toBe('every-frame-twice');
    expect(finding!.evidence).toContain('one with and one without a VLAN tag');
  });

  it('is not blamed for segments that TCP sent again, or acknowledgments that look alike', () => {
    const watch = knownLine();
    const again = (to: HomeWatch, at: number, n: number) => {
      const ends = { source: HOME, destination: FAR };
      to.up(at, ipv4({ ...ends, identification: 2 * n + 1 }), tcp({ sequenceNumber: 7 }), payload('again'));
      to.up(at + 0.001, ipv4({ ...ends, identification: 2 * n + 2 }), tcp({ sequenceNumber: 7 }), payload('again'));
      for (const later of [0.002, 0.003]) to.down(at + later, ipv6(), tcp({ acknowledgmentNumber: 7 }));
    };
    exchange(watch, 0, { seconds: 5, shows: again });

    expect(codes(watch)).toEqual([]);
  });

  it('is not blamed for gateways that are sent to at one address and answer from another', () => {
    const watch = new HomeWatch();
    const ports = { sourcePort: 50_000, destinationPort: 443 };
    const back = { sourcePort: 443, destinationPort: 50_000 };
    const stoodIn = (to: HomeWatch, at: number, n: number) => {
      const flags = 'ack' as const;
      to.see(at, [
        ethernet({ source: ROUTER, destination: '00:00:0c:07:ac:01' }),
        ipv4({ source: HOME, destination: FAR, identification: n + 1 }),
        tcp({ ...ports, sequenceNumber: n, acknowledgmentNumber: n, flags }),
      ]);
      to.see(at + 0.001, [
        ethernet({ source: PROVIDER, destination: ROUTER }),
        ipv4({ source: FAR, destination: HOME, identification: n + 1 }),
        tcp({ ...back, sequenceNumber: n, acknowledgmentNumber: n, flags }),
      ]);
    };
    exchange(watch, 0, { seconds: 30, shows: stoodIn });

    expect(codes(watch)).toEqual([]);
  });

  it('that strips tags on one side is found out', () => {
    const watch = knownLine();
    const stripped = (to: HomeWatch, at: number, n: number) => {
      to.up(at, vlan({ id: 7 }), ...segment('up', n));
      to.down(at + 0.001, ...segment('down', n));
    };
    exchange(watch, 0, { seconds: 5, shows: stripped });

    expect(codes(watch)).toEqual(['tags-stripped']);
  });

  it('that is silent is found out, and since when', () => {
    const watch = knownLine();
    exchange(watch, 0, { seconds: 20 });
    watch.wait(52);
    expect(watch.summary.mirror.findings).toMatchObject([
      { code: 'silence', since: '2026-11-21T20:00:20.000000Z', until: null, evidence: 'no frame for 32 s' },
    ]);
    exchange(watch, 52, { seconds: 2 });
    watch.finish();

    expect(watch.summary.mirror.findings).toMatchObject([{ code: 'silence', until: '2026-11-21T20:00:52.000000Z' }]);
  });

  it('is not blamed where frames had hardly begun to flow, nor for a line that is as quiet as it has been', () => {
    const short = knownLine();
    exchange(short, 0, { seconds: 3 });
    short.wait(200);
    expect(codes(short)).toEqual([]);

    const quiet = knownLine();
    for (let minute = 0; minute < 20; minute += 1) exchange(quiet, 28 * minute, { seconds: 1 });
    quiet.wait(28 * 19 + 100);
    expect(codes(quiet)).toEqual([]);
    quiet.wait(28 * 19 + 112);
    expect(codes(quiet)).toEqual(['silence']);
  });

  it('that cuts frames is found out', () => {
    const watch = knownLine();
    exchange(watch, 0, { seconds: 2 });
    watch.see(2.5, [ethernet({ source: ROUTER, destination: PROVIDER }), ...segment('up', 1)], { capture: 50 });

    expect(codes(watch)).toEqual(['cut-by-snap-length']);
  });

  it('that loses full-size frames on a line with packets of 1500 bytes is found out', () => {
    const watch = knownLine();
    watch.home.noteFact({ kind: 'mru', atMicros: 0, localMru: 1500, remoteMru: 1500 });
    const session = [pppoe({ sessionId: 7 }), ppp()];
    watch.up(0, ...session, ipv4({ source: HOME, destination: FAR }), tcp({ flags: 'syn', options: [maximumSegmentSize(1460)] }));
    const shows = (to: HomeWatch, at: number, n: number) => {
      to.up(at, ...session, ...segment('up', n));
      to.down(at + 0.001, ...session, ...segment('down', n, 'x'.repeat(1300)));
    };
    exchange(watch, 0, { seconds: 20, perSecond: 50, shows });
    const [finding] = watch.finish().summary.mirror.findings;

    expect(finding).toMatchObject({ code: 'oversize-frames-lost', until: null });
    watch.down(30, ...session, ...segment('down', 1, 'x'.repeat(1460)));
    expect(watch.finish().summary.mirror.findings.find(({ code }) => code === 'oversize-frames-lost')?.until).not.toBeNull();
  });
});
