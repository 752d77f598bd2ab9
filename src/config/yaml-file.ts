import { type Document, isAlias, isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Mistake } from './mistake.ts';
import { describeFound } from './values.ts';

/** A file in YAML: its nodes, and what is wrong with them, by place. */
export class YamlFile {
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #mistakes: (Mistake & { readonly offset: number })[] = [];
  #document: Document | null = null;

  /** `path` is only for messages. */
  constructor(path: string) {
    this.#path = path;
  }

  /** In the order of the file. */
  get mistakes(): readonly Mistake[] {
    return this.#mistakes.toSorted((a, b) => a.offset - b.offset);
  }

  get mistakeCount(): number {
    return this.#mistakes.length;
  }

  /** The uppermost node; null where the text is empty or no YAML. */
  parse(text: string): Node | null {
    try {
      // Keys are compared in `entries`: the parser's own check takes quadratic time.
      const document = parseDocument(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        uniqueKeys: false,
        logLevel: 'error',
      });
      for (const { pos, message } of document.errors) this.refuse(pos[0], null, firstLine(message));
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

  /** The pairs of a mapping whose keys are distinct texts; all others are mistakes. */
  entries(map: YAMLMap, section: string | null): Map<string, Pair> {
    const entries = new Map<string, Pair>();
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? String(pair.key.value).slice(0, 100) : null;
      const key = section === null ? name : `${section}.${name}`;
      const first = name === null ? undefined : entries.get(name);
      if (name === null) this.refuse(offsetOf(pair.key), section, 'expected a name before the colon, found something else');
      else if (first === undefined) entries.set(name, pair);
      else
        this.refuse(
          offsetOf(pair.key),
          key,
          `expected once, found again (first on line ${this.#lines.linePos(offsetOf(first.key)).line})`,
        );
    }
    return entries;
  }

  /** An alias stands for the node its anchor marks. It is followed, never expanded, so aliases of aliases cannot grow. */
  follow(node: Node | null, key: string): Node | null {
    if (!isAlias(node) || this.#document === null) return node;
    const target = node.resolve(this.#document);
    if (target === undefined) this.refuse(offsetOf(node), key, `there is no anchor &${node.source} before this alias`);
    return target ?? null;
  }

  refuse(offset: number, key: string | null, text: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.#mistakes.push({ offset, place: `${this.#path}:${line}:${col}`, key, text });
  }

  /** `wanprobe.yaml:3` */
  originOf(offset: number): string {
    return `${this.#path}:${this.lineOf(offset)}`;
  }

  lineOf(offset: number): number {
    return this.#lines.linePos(offset).line;
  }
}

export function offsetOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

/** The value of a node, or an empty list or mapping where it is a collection: what is in it, however much, is not looked at. */
export function plainValue(node: Node | null): unknown {
  if (isScalar(node)) return node.value;
  if (node === null) return null;
  return isMap(node) ? {} : [];
}

export function describeNode(node: Node): string {
  return describeFound(plainValue(node));
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.slice(0, 200);
}
