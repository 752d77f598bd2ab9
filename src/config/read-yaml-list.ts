import { isMap, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Setting } from './shape.ts';
import { describeUnknownKey } from './unknown-name.ts';
import { contradictionIn, describeFound, distinctKey, findItemFault, findKeyFault, type ItemKey, itemKeys } from './values.ts';
import { offsetOf, plainValue, type YamlFile } from './yaml-file.ts';

/** A mapping with more keys than any has is not looked into: aliases could have it looked into again and again. */
const MOST_KEYS = 64;

type Mapping = Readonly<Record<string, unknown>>;

/** Reads the value of a setting that takes a list, of plain values or of mappings of them; null where something is wrong in it. */
export function readYamlList(file: YamlFile, setting: Setting, list: YAMLSeq): readonly unknown[] | null {
  const before = file.mistakeCount;
  const keys = itemKeys(setting);
  const values = list.items.map((item) => {
    const node = file.follow(item as Node | null, setting.key);
    if (keys !== null && isMap(node)) return readMapping(file, setting, { map: node, keys });
    const value = plainValue(node);
    const fault = findItemFault(setting, value);
    if (fault !== null) file.refuse(offsetOf(item ?? list), setting.key, fault);
    return value;
  });
  const key = distinctKey(setting);
  if (key !== null)
    refuseRepeated(file, `${setting.key}.${key}`, { list, names: values.map((value) => (value as Mapping)?.[key]) });
  return file.mistakeCount === before ? values : null;
}

/** With the defaults of what it leaves out. */
function readMapping(file: YamlFile, setting: Setting, { map, keys }: { map: YAMLMap; keys: readonly ItemKey[] }): Mapping {
  if (map.items.length > MOST_KEYS) {
    file.refuse(
      offsetOf(map),
      setting.key,
      `expected a mapping with some of ${keys.map(({ name }) => name).join(', ')}, found ${map.items.length} keys`,
    );
    return {};
  }
  const entries = file.entries(map, setting.key);
  for (const [name, { key }] of entries) {
    const isKnown = keys.some((candidate) => candidate.name === name);
    if (!isKnown) file.refuse(offsetOf(key), `${setting.key}.${name}`, describeUnknownKey(name, keys));
  }
  const read: Record<string, unknown> = {};
  for (const key of keys) {
    const place = `${setting.key}.${key.name}`;
    const pair = entries.get(key.name);
    if (pair === undefined) {
      if (key.isRequired) file.refuse(offsetOf(map), place, 'expected in every mapping, found nothing');
      else if (key.standard !== undefined) read[key.name] = key.standard;
      continue;
    }
    const value = plainValue(file.follow(pair.value as Node | null, place));
    const fault = findKeyFault(key, value);
    if (fault !== null) file.refuse(offsetOf(pair.value ?? pair.key), place, fault);
    read[key.name] = value;
  }
  const wrong = contradictionIn(setting)(read);
  if (wrong !== null) {
    const { key, value } = entries.get(wrong.key)!;
    file.refuse(offsetOf(value ?? key), `${setting.key}.${wrong.key}`, wrong.text);
  }
  return read;
}

function refuseRepeated(file: YamlFile, key: string, { list, names }: { list: YAMLSeq; names: readonly unknown[] }): void {
  const first = new Map<unknown, number>();
  for (const [index, name] of names.entries()) {
    if (name === undefined) continue;
    const offset = offsetOf(list.items[index]);
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, offset);
    else
      file.refuse(
        offset,
        key,
        `expected another one in each, found ${describeFound(name)} again (first on line ${file.lineOf(earlier)})`,
      );
  }
}
