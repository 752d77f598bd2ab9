import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/commands/report.ts';
import { describeReport } from '../../src/commands/report-text.ts';
import { replayFiles } from '../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const PLAIN = pc.createColors(false);

async function reportOf(path: string): Promise<Report> {
  const { report } = await replayFiles([join(FIXTURES, path)]);
  const [file] = report.capture.files;
  return { ...report, capture: { ...report.capture, files: [{ ...file!, path }] } };
}

describe('describeReport', () => {
  it('reads well', async () => {
    expect(describeReport(await reportOf('gre-keys/pptp-erspan-nvgre.pcap'), PLAIN)).toMatchInlineSnapshot(`
      "gre-keys/pptp-erspan-nvgre.pcap  pcap, us, EN10MB

      Frames    30, 2.60 kB
      Time      2026-03-01 19:00:00 UTC to 2026-03-01 19:00:00 UTC: 0.29 s, 71.8 kbit/s on average
      Accounts  30 seen = 30 attributed + 0 other + 0 malformed

      Line
        Direction     not known: nothing was seen yet that tells the two ends of the line apart; --router
                      MAC or --home NET would tell
        No direction  30 frames, 2.60 kB: 2.18 kB payload (1.14 kB of it headers of tunnels), 16.1%
                      overhead

      Applications
      frames    bytes  share  flows  application  kind     protocol
          24  2.21 kB  84.9%      5  Unknown      other    unknown
           4    232 B   8.9%      2  GRE          vpn      gre
           2    160 B   6.1%      1  ICMP         network  icmp

      Protocols
      frames  bytes  share  encapsulation
           6  540 B  20.7%  ethernet/ipv4/gre/ethernet/ipv4/udp
           5  518 B  19.9%  ethernet/ipv4/gre/erspan-iii/ethernet/ipv4/udp
           6  492 B  18.9%  ethernet/ipv4/pptp/ppp/ipv4/udp
           5  490 B  18.8%  ethernet/ipv4/gre/erspan-ii/ethernet/ipv4/udp
           3  186 B   7.1%  ethernet/ipv4/pptp/ppp/lcp
           2  172 B   6.6%  ethernet/ipv4/gre/erspan-i/ethernet/ipv4/udp
           2  160 B   6.1%  ethernet/ipv4/gre/ethernet/ipv4/icmp
           1   46 B   1.8%  ethernet/ipv4/pptp

      Tunnels
      frames    bytes  inside  type    id              between
          14  1.34 kB   768 B  gre     -               192.0.2.1 and 198.51.100.1
           6    540 B   288 B  gre     10753 (0x2a01)  192.0.2.1 and 198.51.100.1
           7    538 B   216 B  pptp    7               192.0.2.1 and 198.51.100.1
           5    518 B   240 B  erspan  200             192.0.2.1 and 198.51.100.1
           5    490 B   240 B  erspan  100             192.0.2.1 and 198.51.100.1
           3    186 B    36 B  pptp    8               192.0.2.1 and 198.51.100.1

      Hosts
      frames    bytes     sent  received  address
          24  2.21 kB  2.21 kB       0 B  203.0.113.10
          24  2.21 kB      0 B   2.21 kB  203.0.113.20
           6    392 B    392 B       0 B  192.0.2.1
           6    392 B      0 B     392 B  198.51.100.1

      Conversations
      frames  bytes  protocol  from                to              state  is    inside
           6  540 B  udp       203.0.113.10:49152  203.0.113.20:9  new    -     gre 10753
           5  518 B  udp       203.0.113.10:49152  203.0.113.20:9  new    -     erspan 200
           6  492 B  udp       203.0.113.10:49152  203.0.113.20:9  new    -     pptp 7
           5  490 B  udp       203.0.113.10:49152  203.0.113.20:9  new    -     erspan 100
           3  186 B  gre       192.0.2.1           198.51.100.1    new    gre   pptp 8
           2  172 B  udp       203.0.113.10:49152  203.0.113.20:9  new    -     gre
           2  160 B  icmp      192.0.2.1:8         198.51.100.1:0  new    icmp  gre
           1   46 B  gre       192.0.2.1           198.51.100.1    new    gre   pptp 7
      "
    `);
  });

  it('tells of the line before anything else', async () => {
    const text = describeReport(await reportOf('line-ppp-endings/echo-lost-reconnect.pcap'), PLAIN);
    expect(text.slice(0, text.indexOf('\nApplications'))).toMatchInlineSnapshot(`
      "line-ppp-endings/echo-lost-reconnect.pcap  pcap, us, EN10MB

      Frames    55, 3.30 kB
      Time      2026-03-01 19:00:00 UTC to 2026-03-01 19:00:44 UTC: 44.17 s, 598 bit/s on average
      Accounts  55 seen = 55 attributed + 0 other + 0 malformed

      Verdict
        Line     2026-03-01 19:00:00 UTC: LCP echo requests were not answered; it took 24 s.
        Outages  2026-03-01 19:00:20 UTC, 24.18 s: LCP echo requests were not answered; it took 24 s. (The
                 router gave up after 3 unanswered LCP echo requests "Peer not responding"; no session for
                 2.9 s; no request for another session since)

      Line
        Kind        PPPoE
        Router      00:00:5e:00:53:0a
        Provider    00:00:5e:00:53:fe
        Known by    the router asked for a PPPoE session and the concentrator gave it one (PADI, PADO,
                    PADR, PADS)
        Addresses   198.51.100.10 (ipcp), the provider's end 198.51.100.1
        Down        26 frames, 1.56 kB: 170 B payload, 89.1% overhead
        Up          29 frames, 1.74 kB: 180 B payload, 89.7% overhead
        MTU         1,492 bytes, as negotiated
        Discovery   2 PADI, 2 PADO, 2 PADR, 2 PADS
        Reconnects  1

      PPPoE session 12289 with ac-1.example.net
        Ends       router 00:00:5e:00:53:0a, provider 00:00:5e:00:53:fe
        Opened     2026-03-01 19:00:00 UTC, up after 65 ms (discovery 15 ms, LCP 20 ms, authentication 15
                   ms, IPCP 25 ms)
        Login      CHAP-MD5 accepted, saying "Access granted"
        Addresses  198.51.100.10, the provider's end 198.51.100.1, DNS 203.0.113.53, 203.0.113.54
        MRU        1492, the provider's 1492
        Echoes     router's: 3 of 6 answered, median 20 ms, p95 20 ms, max 20 ms, 3 lost, the last 3
                   unanswered
        Ended      2026-03-01 19:00:41 UTC after 41.02 s: The router gave up after 3 unanswered LCP echo
                   requests "Peer not responding"

      PPPoE session 12290 with ac-1.example.net
        Ends       router 00:00:5e:00:53:0a, provider 00:00:5e:00:53:fe
        Opened     2026-03-01 19:00:44 UTC, up after 65 ms (discovery 15 ms, LCP 20 ms, authentication 15
                   ms, IPCP 25 ms)
        Login      CHAP-MD5 accepted, saying "Access granted"
        Addresses  198.51.100.10, the provider's end 198.51.100.1, DNS 203.0.113.53, 203.0.113.54
        MRU        1492, the provider's 1492
        Open       at the end of the capture, after 0.82 s
      "
    `);
  });

  it('says what came down and what went up where that is known', async () => {
    const text = describeReport(await reportOf('line-ppp-endings/echo-lost-reconnect.pcap'), PLAIN);
    expect(text).toMatch(/\nProtocols\nframes +bytes +down +up +share +encapsulation\n/);
    expect(text).toMatch(/\nPPPoE sessions\nframes +bytes +down +up +id +client +concentrator +name\n/);
    expect(describeReport(await reportOf('tunnels/overlays.pcap'), PLAIN)).toMatch(/\nProtocols\nframes +bytes +share +/);
  });

  it('says damage and what was cut off', async () => {
    const text = describeReport(await reportOf('damaged/cut-in-record.pcap'), PLAIN);
    expect(text.split('\n')[0]).toMatch(/^damaged\/cut-in-record\.pcap {2}pcap, us, EN10MB, damaged: /);
  });

  it('says that nothing was in the capture', async () => {
    expect(describeReport(await reportOf('damaged/header-only.pcap'), PLAIN)).toBe(
      'damaged/header-only.pcap  pcap, us, EN10MB\n\nNo frames.\n',
    );
  });

  it('says how many rows there are besides the ones listed', async () => {
    const report = await reportOf('tunnels/overlays.pcap');
    const text = describeReport({ ...report, tunnels: report.tunnels.slice(0, 2) }, PLAIN);
    expect(text).toContain(`Tunnels (2 of ${report.tunnels.length}; --top N shows more, --top 0 all)\n`);
    expect(text).not.toContain('Protocols (');
  });

  it('stays within 100 columns, but for what has no spaces', async () => {
    for (const path of ['home-line/home-line.pcap.gz', 'line-home-mirror/doubled.pcap', 'line-ppp-failures/pads-refused.pcap']) {
      const text = describeReport(await reportOf(path), PLAIN);
      const line = text.slice(text.indexOf('\nLine\n'), text.indexOf('\nApplications'));
      expect(line.length).toBeGreaterThan(200);
      expect(line.split('\n').filter((row) => row.length > 100)).toEqual([]);
      const sessions = /\nPPPoE sessions.*?\n\n/s.exec(text)?.[0] ?? '';
      expect(sessions.split('\n').filter((row) => row.length > 100)).toEqual([]);
    }
  });

  it('shows control characters of names as escapes', async () => {
    const report = await reportOf('damaged/header-only.pcap');
    const [file] = report.capture.files;
    const hostile = { ...report, capture: { ...report.capture, files: [{ ...file!, path: 'a\u001b[2J\u202e.pcap' }] } };
    expect(describeReport(hostile, PLAIN)).toMatch(/^a‹001B›\[2J‹202E›\.pcap {2}pcap/);
  });

  it('shows control characters of what the line told as escapes', async () => {
    const report = await reportOf('line-ppp-endings/echo-lost-reconnect.pcap');
    const evil = 'x\u001b[2J\n\u202ey';
    const makeEvil = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(makeEvil);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) =>
          ['acName', 'message', 'reasonText', 'ipcpFailure', 'evidence', 'text'].includes(key)
            ? [key, Array.isArray(inner) ? [evil] : evil]
            : [key, makeEvil(inner)],
        ),
      );
    };
    const hostile = { ...report, line: makeEvil(report.line) as Report['line'] };
    const text = describeReport(hostile, PLAIN);
    expect(text).toContain('x‹001B›[2J‹000A›‹202E›y');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('colours headings, never figures', async () => {
    const report = await reportOf('tunnels/overlays.pcap');
    const coloured = describeReport(report, pc.createColors(true));
    expect(coloured).toContain('\u001b[1mTunnels');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what colours are made of.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(describeReport(report, PLAIN));
  });
});
