import { describe, expect, it } from 'vitest';
import { observeQuality } from '../../support/line-quality.ts';
import { ROUTER_MAC, TcpScript } from '../../support/tcp-script.ts';

/** A connection to a host that does not answer; the SYN is sent again so many times. */
function unanswered(at: number, host: number, repeats = 0): TcpScript {
  const script = new TcpScript({ remote: `198.51.100.${host}`, homePort: 30_000 + host });
  for (let n = 0; n <= repeats; n += 1) script.up(at + n / 100, 0, 0, { flags: 'syn' });
  return script;
}

function observe(scripts: readonly TcpScript[]) {
  const frames = scripts.flatMap((script) => script.frames).sort((a, b) => a.at! - b.at!);
  return observeQuality(frames, { routerMac: ROUTER_MAC, silence: 5 });
}

describe('far ends', () => {
  it('are listed worst first, with what is wrong with each', () => {
    const lossy = new TcpScript({ remote: '198.51.100.7', homePort: 1 }).open();
    lossy.up(0.03, 1, 1, { length: 100 }).up(0.5, 1, 1, { length: 100 });
    lossy.down(0.55, 1, 101).up(0.6, 101, 1, { flags: 'fin ack' });
    const again = new TcpScript({ remote: '198.51.100.7', homePort: 2 }).open(1);
    const { summary } = observe([unanswered(0, 9), lossy, again]);
    expect(summary.farEnds).toMatchObject([
      { address: '198.51.100.9', connections: 1, unansweredSyns: 1, losses: 0 },
      { address: '198.51.100.7', connections: 2, unansweredSyns: 0, losses: 1, handshake: { count: 1, minMicros: 20_000 } },
    ]);
  });

  it('are known by the connections that they refuse or break off, and not by how they end others', () => {
    const refused = new TcpScript({ remote: '198.51.100.7', homePort: 1 }).up(0, 0, 0, { flags: 'syn' });
    refused.down(0.02, 0, 1, { flags: 'rst ack' });
    const broken = new TcpScript({ remote: '198.51.100.7', homePort: 2 }).open(1).down(1.5, 1, 1, { flags: 'rst' });
    const over = new TcpScript({ remote: '198.51.100.8', homePort: 3 }).open(2).up(2.5, 1, 1, { flags: 'fin ack' });
    over.down(2.6, 1, 2, { flags: 'rst' });
    const ours = new TcpScript({ remote: '198.51.100.9', homePort: 4 }).open(3).up(3.5, 1, 1, { flags: 'rst' });

    expect(observe([refused, broken, over, ours]).summary.farEnds).toMatchObject([
      { address: '198.51.100.7', connections: 2, unansweredSyns: 0, losses: 0, resets: 2 },
    ]);
  });

  it('without trouble have no row', () => {
    expect(observe([new TcpScript().open()]).summary.farEnds).toEqual([]);
  });

  it('are bounded: those with the least trouble give way, and windows list few', () => {
    const worst = unanswered(0, 200, 1);
    const lossy = new TcpScript({ remote: '198.51.100.200', homePort: 3 })
      .open(0.1)
      .up(0.2, 1, 1, { length: 9 })
      .up(0.4, 1, 1, { length: 9 });
    const others = Array.from({ length: 100 }, (_, host) => unanswered(host / 100, host + 1, 1));
    const { summary, windows } = observe([worst, lossy, ...others]);
    expect(summary.farEnds).toHaveLength(64);
    expect(summary.farEnds[0]).toMatchObject({ address: '198.51.100.200', unansweredSyns: 1, losses: 2 });
    expect(summary.evictedFarEnds).toBe(37);
    expect(Math.max(...windows.map(({ farEnds }) => farEnds.length))).toBe(8);
  });
});
