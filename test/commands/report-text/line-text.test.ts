import { join } from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/commands/report.ts';
import { describeLine } from '../../../src/commands/report-text/line-text.ts';
import { replayFiles } from '../../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const PLAIN = pc.createColors(false);

async function reportOf(path: string): Promise<Report> {
  return (await replayFiles([join(FIXTURES, path)])).report;
}

/** The text with each fact on one line, two spaces before and behind its label. */
async function factsOf(path: string): Promise<string> {
  return describeLine(await reportOf(path), PLAIN)
    .replace(/\n {6,}/g, ' ')
    .replace(/ {2,}/g, '  ');
}

describe('describeLine', () => {
  it('names the kind of line, and what DHCP lent it', async () => {
    const text = await factsOf('line-home-dhcp/renewals.pcap');
    expect(text).toContain('  Kind  addresses by DHCP\n');
    expect(text).toMatch(
      / {2}DHCP {2}203\.0\.113\.9 for 1 min 0 s since 2026-03-01 19:01:32 UTC, not renewed, gateway 203\.0\.113\.1/,
    );
    expect(text).toContain('  DHCP  1 request unanswered\n');
    expect(text).toContain('  DHCP  1 request refused\n');
  });

  it('says so where nobody knows who is home, and how to tell', async () => {
    const text = await factsOf('line-home-mirror/one-way.pcap');
    expect(text).toContain(
      '  Direction  not known: nothing was seen yet that tells the two ends of the line apart; --router MAC',
    );
    expect(text).toMatch(/ {2}Mirror {2}one direction, since .* 160 TCP acknowledgments in 20 s and not one frame back Remedy: /);
    expect(text).toContain('which is the router is not known');
  });

  it('says how it inferred who is home', async () => {
    expect(await factsOf('line-home-mirror/doubled.pcap')).toMatch(/ {2}Known by {2}inferred in the middle of a session: .*\n/);
  });

  it('tells a login that was refused, and that the session never came up', async () => {
    const text = await factsOf('line-ppp-failures/authentication-refused.pcap');
    expect(text).toMatch(/ {2}Login {2}\S+ refused/);
    expect(text).toMatch(/ {2}Opened {2}.*never up/);
  });

  it('does not call a session older than the capture that was seen to be asked for', async () => {
    const report = await reportOf('line-ppp-endings/echo-lost-reconnect.pcap');
    const unconfirmed = { ...report.line.ppp.sessions[0]!, openedAt: null, rolesInferred: true };
    const textOf = (session: typeof unconfirmed) =>
      describeLine({ ...report, line: { ...report.line, ppp: { ...report.line.ppp, sessions: [session] } } }, PLAIN);
    expect(unconfirmed.discovery).not.toBeNull();
    expect(textOf(unconfirmed)).toMatch(/ {2}Opened +unseen; known to be in use from /);
    expect(textOf({ ...unconfirmed, discovery: null })).toMatch(/ {2}Opened +before the capture; seen from /);
  });

  it('has a remedy for what is wrong with the mirror', async () => {
    const text = await factsOf('line-home-mirror/doubled.pcap');
    expect(text).toMatch(/ Mirror {2}every frame twice/);
    expect(text.match(/Remedy: Mirror one port only/g)).toHaveLength(1);
  });

  it('counts early sessions instead of listing them all', async () => {
    const report = await reportOf('line-ppp-endings/echo-lost-reconnect.pcap');
    const [first, last] = report.line.ppp.sessions;
    const sessions = [...Array.from({ length: 12 }, () => first!), last!];
    const text = describeLine({ ...report, line: { ...report.line, ppp: { ...report.line.ppp, sessions } } }, PLAIN);
    expect(text).toContain('\n3 earlier sessions (3 echo-timeout); --json has them all\n');
    expect(text.match(/\nPPPoE session \d/g)).toHaveLength(10);
  });

  it('has nothing to say of an empty capture', async () => {
    expect(describeLine(await reportOf('damaged/header-only.pcap'), PLAIN)).toBe('');
  });
});
