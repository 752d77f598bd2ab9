import { describe, expect, it } from 'vitest';
import { listedDomain } from '../../../src/inspect/services/domain-name.ts';
import { registrableDomain } from '../../../src/inspect/services/registrable-domain.ts';
import { ServiceBook } from '../../../src/inspect/services/service-book.ts';
import { SERVICE_TABLES } from '../../../src/inspect/services/service-tables.ts';

const SERVICES = SERVICE_TABLES.flatMap(({ category, services }) => services.map((listed) => ({ ...listed, category })));
const DOMAINS = SERVICES.flatMap(({ service, category, domains }) => domains.map((domain) => ({ domain, service, category })));

function repeated(words: readonly string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

describe('the tables of services', () => {
  it('have at least 250 services in categories of one word', () => {
    expect(SERVICES.length).toBeGreaterThanOrEqual(250);
    const categories = SERVICE_TABLES.map(({ category }) => category);
    expect(repeated(categories)).toEqual([]);
    expect(categories.filter((category) => !/^[a-z]+(-[a-z]+)*$/.test(category))).toEqual([]);
  });

  it('name every service once, however it is capitalised, and with a domain', () => {
    expect(repeated(SERVICES.map(({ service }) => service.toLowerCase()))).toEqual([]);
    expect(SERVICES.filter(({ domains }) => domains.length === 0)).toEqual([]);
  });

  it('have names of people, not longer than a column', () => {
    expect(SERVICES.map(({ service }) => service).filter((service) => service.trim() !== service || service.length > 40)).toEqual(
      [],
    );
  });

  it('have no domain twice', () => {
    expect(repeated(DOMAINS.map(({ domain }) => domain))).toEqual([]);
  });

  it('have valid domains in lower case with a dot', () => {
    expect(DOMAINS.filter(({ domain }) => listedDomain(domain) !== domain)).toEqual([]);
  });

  it('have no domain below another one of the same service, which says it already', () => {
    const book = new ServiceBook();
    const above = (domain: string) => book.labelsOf(domain.slice(domain.indexOf('.') + 1)).service;
    expect(DOMAINS.filter(({ domain, service }) => above(domain) === service)).toEqual([]);
  });

  it('claim no suffix below which strangers register, but for public offices', () => {
    const suffixes = DOMAINS.filter(({ domain, category }) => category !== 'government' && registrableDomain(domain) === null);
    expect(suffixes.map(({ domain }) => domain)).toEqual(['nhs.uk']);
  });
});

describe('the built-in services', () => {
  const book = new ServiceBook();

  it.each([
    ['rr3---sn-4g5e6nsz.googlevideo.com', 'YouTube', 'video'],
    ['yt3.ggpht.com', 'YouTube', 'video'],
    ['lh5.ggpht.com', 'Google', 'platform'],
    ['mail.google.com', 'Gmail', 'mail'],
    ['www.google.com', 'Google', 'platform'],
    ['www.google.co.uk', 'Google', 'platform'],
    ['update.googleapis.com', 'Google updates', 'updates'],
    ['fonts.googleapis.com', 'Google Fonts', 'development'],
    ['some-thing.googleapis.com', 'Google', 'platform'],
    ['connectivitycheck.gstatic.com', 'Android connectivity check', 'network'],
    ['mtalk.google.com', 'Firebase Cloud Messaging', 'chat'],
    ['ipv4-c001-fra001.1.oca.nflxvideo.net', 'Netflix', 'video'],
    ['audio-fa.scdn.co', 'Spotify', 'music'],
    ['mmg.whatsapp.net', 'WhatsApp', 'chat'],
    ['chat.signal.org', 'Signal', 'chat'],
    ['venus.web.telegram.org', 'Telegram', 'chat'],
    ['gateway.discord.gg', 'Discord', 'chat'],
    ['scontent-fra3-1.cdninstagram.com', 'Instagram', 'social'],
    ['star-mini.c10r.facebook.com', 'Facebook', 'social'],
    ['v16-webapp.tiktokcdn-eu.com', 'TikTok', 'social'],
    ['zoomfr84zc.zoom.us', 'Zoom', 'calls'],
    ['api.flightproxy.teams.microsoft.com', 'Microsoft Teams', 'calls'],
    ['cache1-fra1.steamcontent.com', 'Steam', 'games'],
    ['assets1.xboxlive.com', 'Xbox', 'games'],
    ['ctest.cdn.nintendo.net', 'Nintendo connectivity check', 'network'],
    ['atum.hac.lp1.d4c.nintendo.net', 'Nintendo', 'games'],
    ['au.download.windowsupdate.com', 'Windows Update', 'updates'],
    ['fe3cr.delivery.mp.microsoft.com', 'Windows Update', 'updates'],
    ['v10.events.data.microsoft.com', 'Windows telemetry', 'telemetry'],
    ['www.msftconnecttest.com', 'Windows connectivity check', 'network'],
    ['ctldl.windowsupdate.com', 'Microsoft certificates', 'certificates'],
    ['outlook.office365.com', 'Outlook', 'mail'],
    ['contoso.sharepoint.com', 'SharePoint', 'cloud-storage'],
    ['swcdn.apple.com', 'Apple Software Update', 'updates'],
    ['captive.apple.com', 'Apple connectivity check', 'network'],
    ['1-courier.push.apple.com', 'Apple Push and iMessage', 'chat'],
    ['p26-keyvalueservice.icloud.com', 'iCloud', 'cloud-storage'],
    ['mask.icloud.com', 'iCloud Private Relay', 'dns'],
    ['www.apple.com', 'Apple', 'platform'],
    ['deb.debian.org', 'Debian', 'updates'],
    ['archive.ubuntu.com', 'Ubuntu', 'updates'],
    ['connectivity-check.ubuntu.com', 'Ubuntu connectivity check', 'network'],
    ['2.debian.pool.ntp.org', 'NTP Pool', 'network'],
    ['discovery.meethue.com', 'Philips Hue', 'smart-home'],
    ['a1.tuyaeu.com', 'Tuya', 'smart-home'],
    ['msmart.sonos.com', 'Sonos', 'smart-home'],
    ['avs-alexa-16-na.amazon.com', 'Amazon Alexa', 'smart-home'],
    ['www.amazon.de', 'Amazon', 'shopping'],
    ['atv-ps-eu.amazon.de', 'Amazon Prime Video', 'video'],
    ['mybucket.s3.eu-central-1.amazonaws.com', 'Amazon Web Services', 'hosting'],
    ['d111111abcdef8.cloudfront.net', 'CloudFront', 'cdn'],
    ['a1887.dscq.akamai.net', 'Akamai', 'cdn'],
    ['securepubads.g.doubleclick.net', 'Google Ads', 'advertising'],
    ['region1.google-analytics.com', 'Google Analytics', 'analytics'],
    ['r3.o.lencr.org', 'Let’s Encrypt', 'certificates'],
    ['dns.google', 'Google DNS', 'dns'],
    ['mozilla.cloudflare-dns.com', 'Mozilla DNS over HTTPS', 'dns'],
    ['registry.npmjs.org', 'npm', 'development'],
    ['raw.githubusercontent.com', 'GitHub', 'development'],
    ['vtx.tagesschau.de', 'ARD', 'public-broadcasting'],
    ['vod-hls-uk-live.akamaized.net', 'Akamai', 'cdn'],
    ['ichef.bbci.co.uk', 'BBC', 'public-broadcasting'],
    ['epdg.epc.mnc001.mcc262.pub.3gppnetwork.org', 'Wi-Fi calling', 'network'],
  ])('%s is %s', (name, service, category) => {
    expect(book.labelsOf(name)).toEqual({ service, category });
  });

  it.each(['example.net', 'com', 'notgoogle.com', 'google.com.example.org', 'printer.local', '192.0.2.7'])(
    '%s is nobody’s',
    (name) => {
      expect(book.labelsOf(name).service).toBe(null);
    },
  );
});
