import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Mistake } from './mistake.ts';
import { readYamlList } from './read-yaml-list.ts';
import { SECTIONS, SETTINGS, type Setting } from './shape.ts';
import { describeUnknownKey, describeUnknownSection } from './unknown-name.ts';
import { findFault, mostItems } from './values.ts';
import { describeNode, offsetOf, plainValue, YamlFile } from './yaml-file.ts';

/** A value that a file gave to a setting. */
export interface Given {
  readonly value: unknown;
  /** `wanprobe.yaml:3` */
  readonly origin: string;
}

/** What a configuration file says, and all that is wrong with it. */
export interface FileReading {
  /** By key, `listen.port`; only good values. */
  readonly given: ReadonlyMap<string, Given>;
  readonly mistakes: readonly Mistake[];
}

/** Reads a configuration file's text. An empty file is a good one; `path` is only for messages. */
export function readYaml(text: string, path: string): FileReading {
  return new YamlReader(path).read(text);
}

class YamlReader {
  readonly #file: YamlFile;
  readonly #given = new Map<string, Given>();

  constructor(path: string) {
    this.#file = new YamlFile(path);
  }

  read(text: string): FileReading {
    const root = this.#file.parse(text);
    if (root !== null) this.#readRoot(root);
    return { given: this.#given, mistakes: this.#file.mistakes };
  }

  #readRoot(root: Node): void {
    if (isScalar(root) && root.value === null) return;
    if (!isMap(root)) {
      this.#file.refuse(
        offsetOf(root),
        null,
        `expected a mapping of sections (${SECTIONS.join(', ')}), found ${describeNode(root)}`,
      );
      return;
    }
    for (const [section, { key, value }] of this.#file.entries(root, null)) {
      if (SECTIONS.includes(section)) this.#readSection(section, value as Node | null);
      else this.#file.refuse(offsetOf(key), section, describeUnknownSection(section));
    }
  }

  #readSection(section: string, node: Node | null): void {
    const map = this.#file.follow(node, section);
    // `limits:` with nothing behind it, as when all of its lines are commented out.
    if (map === null || (isScalar(map) && map.value === null)) return;
    if (!isMap(map)) {
      this.#file.refuse(offsetOf(map), section, `expected a mapping of keys, found ${describeNode(map)}`);
      return;
    }
    const settings = SETTINGS.filter((setting) => setting.section === section);
    for (const [name, { key, value }] of this.#file.entries(map, section)) {
      const setting = settings.find((candidate) => candidate.name === name);
      if (setting) this.#readSetting(setting, key, value as Node | null);
      else this.#file.refuse(offsetOf(key), `${section}.${name}`, describeUnknownKey(name, settings));
    }
  }

  #readSetting(setting: Setting, key: unknown, node: Node | null): void {
    const target = this.#file.follow(node, setting.key);
    const offset = offsetOf(node ?? key);
    if (isSeq(target) && target.items.length <= mostItems(setting)) {
      const values = readYamlList(this.#file, setting, target);
      if (values !== null) this.#given.set(setting.key, { value: values, origin: this.#file.originOf(offset) });
      return;
    }
    // Of a list that is refused by its kind or its length, only the length is looked at.
    const value = isSeq(target) ? new Array<unknown>(target.items.length) : plainValue(target);
    const fault = findFault(setting, value);
    if (fault !== null) this.#file.refuse(offset, setting.key, fault);
    else this.#given.set(setting.key, { value, origin: this.#file.originOf(offset) });
  }
}
