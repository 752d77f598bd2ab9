import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/config/read-yaml.ts';
import { LATER_SECTIONS, SETTINGS } from '../../src/config/shape.ts';
import { describeExpected, describeItemKey, findFault, findKeyFault, type ItemKey, itemKeys } from '../../src/config/values.ts';

describe('the configuration', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))('takes the default of %s', (_key, setting) => {
    expect(findFault(setting, setting.schema.default)).toBeNull();
    expect(setting.schema.description).toMatch(/\.$/);
  });

  it.each(SETTINGS.map((setting) => [setting.key, setting] as const))('is documented: %s', (_key, setting) => {
    const { name, schema } = setting;
    const variable = setting.variable === null ? 'only in the file' : `\`${setting.variable}\``;
    expect(page).toContain(
      `| \`${name}\` | ${describeExpected(setting)} | \`${JSON.stringify(schema.default)}\` | ${schema.description} | ${variable} |`,
    );
  });

  const keys = SETTINGS.flatMap((setting) =>
    (itemKeys(setting) ?? []).map((key) => [`${setting.key}.${key.name}`, key] as const),
  );

  it.each(keys)('documents %s, a key of the mappings in a list', (_key, key) => {
    expect(page).toContain(`| \`${key.name}\` | ${describeItemKey(key)} | ${standardOf(key)} | ${key.schema.description} |`);
    expect(key.schema.description).toMatch(/\.$/);
    if (key.standard !== undefined) expect(findKeyFault(key, key.standard)).toBeNull();
  });

  it('documents no setting that does not exist', () => {
    const documented = [...page.matchAll(/\bWANPROBE_[A-Z_]+\b/g)].map(([name]) => name);
    const known = [...SETTINGS.map(({ variable }) => variable), 'WANPROBE_DEBUG', 'WANPROBE_TEST_'];
    expect(documented.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('documents with examples that are good', () => {
    const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text!);
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) expect(readYaml(example, 'example').mistakes).toEqual([]);
  });

  it('names the sections of later versions', () => {
    for (const section of LATER_SECTIONS) expect(page).toContain(`\`${section}\``);
  });
});

function standardOf(key: ItemKey): string {
  if (key.isRequired) return 'has to be there';
  return key.standard === undefined ? 'may be left out' : `\`${JSON.stringify(key.standard)}\``;
}
