import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayPpp } from '../../support/replay-ppp.ts';
import { secretsOf } from '../../support/secrets-of.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/captures');
const LINES = join(import.meta.dirname, '../../../../shared/line-captures');
const CLASSES = join(FOLDER, 'classes.json');
const isThere = existsSync(CLASSES);
const CAPTURES = isThere ? capturesOf(['pppoe-session', 'pppoe-discovery']) : ['not here'];

function capturesOf(classes: readonly string[]): string[] {
  const files = JSON.parse(readFileSync(CLASSES, 'utf8')) as Record<string, readonly string[]>;
  return [...new Set(classes.flatMap((name) => files[name] ?? []))].filter((file) => existsSync(join(FOLDER, file)));
}

async function expectNoSecrets(path: string): Promise<number> {
  const secrets = new Set<string>();
  const { summary, windows, facts } = await replayPpp(path, (packet) => {
    for (const secret of secretsOf(packet)) secrets.add(secret.toString()).add(secret.toString('hex'));
  });
  const everything = JSON.stringify([summary, windows, facts]);
  for (const secret of secrets) expect(everything).not.toContain(JSON.stringify(secret).slice(1, -1));
  return secrets.size;
}

describe.skipIf(!isThere)('captures made by others', () => {
  it.each(CAPTURES)('%s: is followed, with nothing misread', async (file) => {
    await expectNoSecrets(join(FOLDER, file));
    const { summary } = await replayPpp(join(FOLDER, file));
    for (const session of summary.sessions) {
      expect(session.sessionId).toBeGreaterThan(0);
      // None of them has a session that goes wrong.
      expect(session.authentication.result).not.toBe('failure');
      expect([null, 'padt', 'silence']).toContain(session.endReason);
    }
  });
});

describe.skipIf(!existsSync(LINES))('captures of a real line', () => {
  it.each(['01-normal-chap', '02-pap', '03-auth-failure'])('%s: no secret of it is in anything that is told', async (name) => {
    expect(await expectNoSecrets(join(LINES, `${name}.pcap`))).toBeGreaterThan(3);
  });
});
