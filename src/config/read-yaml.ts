import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Mistake } from './mistake.ts';
import { nearest } from './nearest.ts';
import { LATER_SECTIONS, SECTIONS, SETTINGS, type Setting } from './shape.ts';
import { describeFound, findFault, findItemFault, mostItems } from './values.ts';

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
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #given = new Map<string, Given>();
  readonly #mistakes: (Mistake & { readonly offset: number })[] = [];
  #document: Document | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  read(text: string): FileReading {
    const root = this.#parse(text);
    if (root !== null) this.#readRoot(root);
    this.#mistakes.sort((a, b) => a.offset - b.offset);
    return { given: this.#given, mistakes: this.#mistakes };
  }

  #parse(text: string): Node | null {
    try {
      // Keys are compared in #entries: the parser's own check takes quadratic time.
      const document = parseDocument(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        uniqueKeys: false,
        logLevel: 'error',
      });
      for (const { pos, message } of document.errors) this.#refuse(pos[0], null, firstLine(message));
      if (document.errors.length > 0) return null;
      this.#document = document;
      return document.contents;
    } catch (error) {
      // The parser recurses; some ten thousand brackets end its stack.
      if (!(error instanceof RangeError)) throw error;
      this.#mistakes.push({
        offset: 0,
        place: this.#path,
        key: null,
        text: 'expected sections with keys, found lists or mappings nested far too deep',
      });
      return null;
    }
  }

  #readRoot(root: Node): void {
    if (isScalar(root) && root.value === null) return;
    if (!isMap(root)) {
      this.#refuse(offsetOf(root), null, `expected a mapping of sections (${SECTIONS.join(', ')}), found ${describeNode(root)}`);
      return;
    }
    for (const [section, { key, value }] of this.#entries(root, null)) {
      if (SECTIONS.includes(section)) this.#readSection(section, value as Node | null);
      else this.#refuse(offsetOf(key), section, describeUnknownSection(section));
    }
  }

  #readSection(section: string, node: Node | null): void {
    const map = this.#follow(node, section);
    // `limits:` with nothing behind it, as when all of its lines are commented out.
    if (map === null || (isScalar(map) && map.value === null)) return;
    if (!isMap(map)) {
      this.#refuse(offsetOf(map), section, `expected a mapping of keys, found ${describeNode(map)}`);
      return;
    }
    const settings = SETTINGS.filter((setting) => setting.section === section);
    for (const [name, { key, value }] of this.#entries(map, section)) {
      const setting = settings.find((candidate) => candidate.name === name);
      if (setting) this.#readSetting(setting, key, value as Node | null);
      else this.#refuse(offsetOf(key), `${section}.${name}`, describeUnknownKey(name, settings));
    }
  }

  #readSetting(setting: Setting, key: unknown, node: Node | null): void {
    const target = this.#follow(node, setting.key);
    const offset = offsetOf(node ?? key);
    const most = mostItems(setting);
    if (isSeq(target) && target.items.length <= most) {
      this.#readList(setting, target, offset);
      return;
    }
    // A collection is refused by its kind: what is in it, however much, is not looked at.
    const value = isScalar(target)
      ? target.value
      : target === null
        ? null
        : isSeq(target)
          ? new Array<unknown>(target.items.length)
          : {};
    const fault = findFault(setting, value);
    if (fault !== null) this.#refuse(offset, setting.key, fault);
    else this.#given.set(setting.key, { value, origin: `${this.#path}:${this.#lines.linePos(offset).line}` });
  }

  #readList(setting: Setting, list: YAMLSeq, offset: number): void {
    const values = list.items.map((item) => {
      const node = this.#follow(item as Node | null, setting.key);
      const value = isScalar(node) ? node.value : node === null ? null : isMap(node) ? {} : [];
      const fault = findItemFault(setting, value);
      if (fault !== null) this.#refuse(offsetOf(item ?? list), setting.key, fault);
      return fault === null ? value : null;
    });
    if (values.includes(null)) return;
    this.#given.set(setting.key, { value: values, origin: `${this.#path}:${this.#lines.linePos(offset).line}` });
  }

  /** The pairs of a mapping whose keys are distinct texts; all others are mistakes. */
  #entries(map: YAMLMap, section: string | null): Map<string, Pair> {
    const entries = new Map<string, Pair>();
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? String(pair.key.value).slice(0, 100) : null;
      const key = section === null ? name : `${section}.${name}`;
      const first = name === null ? undefined : entries.get(name);
      if (name === null) this.#refuse(offsetOf(pair.key), section, 'expected a name before the colon, found something else');
      else if (first === undefined) entries.set(name, pair);
      else
        this.#refuse(
          offsetOf(pair.key),
          key,
          `expected once, found again (first on line ${this.#lines.linePos(offsetOf(first.key)).line})`,
        );
    }
    return entries;
  }

  /** An alias stands for the node its anchor marks. It is followed, never expanded, so aliases of aliases cannot grow. */
  #follow(node: Node | null, key: string): Node | null {
    if (!isAlias(node) || this.#document === null) return node;
    const target = node.resolve(this.#document);
    if (target === undefined) this.#refuse(offsetOf(node), key, `there is no anchor &${node.source} before this alias`);
    return target ?? null;
  }

  #refuse(offset: number, key: string | null, text: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.#mistakes.push({ offset, place: `${this.#path}:${line}:${col}`, key, text });
  }
}

function describeUnknownSection(section: string): string {
  if (LATER_SECTIONS.includes(section)) return 'this section is not supported yet by this version; remove it';
  const near = nearest(section, SECTIONS);
  return `unknown section; ${near === null ? `there are ${SECTIONS.join(', ')}` : `did you mean ${near}?`}`;
}

function describeUnknownKey(name: string, settings: readonly Setting[]): string {
  const names = settings.map((setting) => setting.name);
  const near = nearest(name, names);
  return `unknown key; ${near === null ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`;
}

function describeNode(node: Node): string {
  if (isScalar(node)) return describeFound(node.value);
  return isMap(node) ? 'a mapping' : 'a list';
}

function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.slice(0, 200);
}
