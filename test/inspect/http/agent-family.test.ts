import { describe, expect, it } from 'vitest';
import { AgentFamilies, agentFamily } from '../../../src/inspect/http/agent-family.ts';

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('agentFamily', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/126.0.0.0 Safari/537.36`, 'Chrome'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'Edge'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${KHTML} Chrome/125.0.0.0 Safari/537.36 OPR/111.0.0.0`, 'Opera'],
    [`Mozilla/5.0 (Linux; Android 14) ${KHTML} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`, 'Samsung Internet'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Safari',
    ],
    ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)', 'Internet Explorer'],
    [`Mozilla/5.0 (Web0S; Linux/SmartTV) ${KHTML} Chrome/94.0 Safari/537.36`, 'LG TV'],
    [`Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) ${KHTML} 76.0.3809.146/6.0 TV Safari/537.36`, 'Samsung TV'],
    ['Windows-Update-Agent/10.0.10011.16384 Client-Protocol/2.50', 'Windows Update'],
    ['Microsoft-Delivery-Optimization/10.0', 'Windows Update'],
    ['Microsoft BITS/7.8', 'Microsoft BITS'],
    ['Microsoft NCSI', 'Microsoft NCSI'],
    ['Debian APT-HTTP/1.3 (2.6.1)', 'Debian APT'],
    ['curl/8.5.0', 'curl'],
    ['Wget/1.21.3', 'Wget'],
    ['Go-http-client/1.1', 'Go'],
    ['python-requests/2.31.0', 'Python'],
    ['Java/17.0.9', 'Java'],
    ['okhttp/4.12.0', 'OkHttp'],
    ['Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7)', 'Android'],
    ['MyApp/1 CFNetwork/1494.0.7 Darwin/23.4.0', 'Apple CFNetwork'],
    ['CaptiveNetworkSupport-407.40.1 wispr', 'Apple connectivity check'],
    ['iTunes/12.13 (Macintosh; OS X 14.5)', 'iTunes'],
    ['Valve/Steam HTTP Client 1.0', 'Steam'],
    ['Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15', 'PlayStation'],
    ['Roku/DVP-12.0 (12.0.0.4182-AB)', 'Roku'],
    ['VLC/3.0.20 LibVLC/3.0.20', 'VLC'],
    ['Lavf/60.16.100', 'FFmpeg'],
  ])('knows %s', (userAgent, family) => {
    expect(agentFamily(userAgent)).toBe(family);
  });

  it('takes the first product of who is in no table', () => {
    expect(agentFamily('HouseThermostat/2.1 (build 7)')).toBe('HouseThermostat');
    expect(agentFamily('Weather Widget (x)')).toBe('Weather Widget');
  });

  it.each(['', '   ', '12345/1', 'a\u001b[2J/1', 'x'.repeat(33), '{"json": true}'])('is nothing for %j', (userAgent) => {
    expect(agentFamily(userAgent)).toBeNull();
  });

  it('looks at the beginning of a long one only', () => {
    expect(agentFamily(`${'('.repeat(600)}Firefox/1`)).toBeNull();
  });
});

describe('AgentFamilies', () => {
  it('says the same of each, however many take turns', () => {
    const families = new AgentFamilies();
    for (let turn = 0; turn < 3; turn += 1) {
      for (const name of ['curl', 'Wget', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', '{']) {
        expect(families.of(`${name}/1`)).toBe(agentFamily(`${name}/1`));
      }
    }
  });
});
