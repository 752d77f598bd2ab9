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
      frames  bytes  protocol  from                to              state  inside
           6  540 B  udp       203.0.113.10:49152  203.0.113.20:9  new    gre 10753
           5  518 B  udp       203.0.113.10:49152  203.0.113.20:9  new    erspan 200
           6  492 B  udp       203.0.113.10:49152  203.0.113.20:9  new    pptp 7
           5  490 B  udp       203.0.113.10:49152  203.0.113.20:9  new    erspan 100
           3  186 B  gre       192.0.2.1           198.51.100.1    new    pptp 8
           2  172 B  udp       203.0.113.10:49152  203.0.113.20:9  new    gre
           2  160 B  icmp      192.0.2.1:8         198.51.100.1:0  new    gre
           1   46 B  gre       192.0.2.1           198.51.100.1    new    pptp 7
      "
    `);
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

  it('shows control characters of names as escapes', async () => {
    const report = await reportOf('damaged/header-only.pcap');
    const [file] = report.capture.files;
    const hostile = { ...report, capture: { ...report.capture, files: [{ ...file!, path: 'a\u001b[2J\u202e.pcap' }] } };
    expect(describeReport(hostile, PLAIN)).toMatch(/^a\\u\{1b\}\[2J\\u\{202e\}\.pcap {2}pcap/);
  });

  it('colours headings, never figures', async () => {
    const report = await reportOf('tunnels/overlays.pcap');
    const coloured = describeReport(report, pc.createColors(true));
    expect(coloured).toContain('\u001b[1mTunnels');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what colours are made of.
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(describeReport(report, PLAIN));
  });
});
