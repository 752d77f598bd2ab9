import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LATER_SECTIONS, SETTINGS } from '../../src/config/shape.ts';
import { describeExpected, findFault } from '../../src/config/values.ts';

describe('the configuration', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))('takes the default of %s', (_key, setting) => {
    expect(findFault(setting, setting.schema.default)).toBeNull();
    expect(setting.schema.description).toMatch(/\.$/);
  });

  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))('is documented: %s', (_key, setting) => {
    const { name, variable, schema } = setting;
    expect(page).toContain(
      `| \`${name}\` | ${describeExpected(setting)} | \`${JSON.stringify(schema.default)}\` | ${schema.description} | \`${variable}\` |`,
    );
  });

  it('documents no setting that does not exist', () => {
    const documented = [...page.matchAll(/\bWANPROBE_[A-Z_]+\b/g)].map(([name]) => name);
    const known = [...SETTINGS.map(({ variable }) => variable), 'WANPROBE_DEBUG', 'WANPROBE_TEST_'];
    expect(documented.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('names the sections of later versions', () => {
    for (const section of LATER_SECTIONS) expect(page).toContain(`\`${section}\``);
  });
});
