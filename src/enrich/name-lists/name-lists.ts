import { NameHash, type RandomWord } from './name-hash.ts';
import { NameSet } from './name-set.ts';
import type { ListedNames } from './parse-hosts-list.ts';

/** A list of names, and what being on it means: `tracker`, say. */
export interface LabelledNames {
  readonly label: string;
  readonly names: ListedNames;
}

interface LabelledSets {
  readonly label: string;
  readonly exact: NameSet;
  readonly subtrees: NameSet;
  readonly exceptions: NameSet;
}

/** Of 255 characters, every other one a dot. */
const MOST_LABELS = 128;

/**
 * Says which of several lists names a name or a domain it lies below. The lists are asked in their order, and the first one that has it wins. It
 * takes 8 bytes a name; a look-up takes time in proportion to the name's length, and a binary search per label and list.
 */
export class NameLists {
  readonly #hash: NameHash;
  readonly #lists: readonly LabelledSets[];
  readonly #suffixes = new Float64Array(MOST_LABELS);

  constructor(lists: readonly LabelledNames[], random: RandomWord) {
    const hash = new NameHash(random);
    this.#hash = hash;
    this.#lists = lists.map(({ label, names }) => ({
      label,
      exact: new NameSet(names.exact, hash),
      subtrees: new NameSet(names.subtrees, hash),
      exceptions: new NameSet(names.exceptions, hash),
    }));
  }

  /** How many different names the lists hold, each list's counted. */
  get size(): number {
    return this.#lists.reduce((sum, { exact, subtrees, exceptions }) => sum + exact.size + subtrees.size + exceptions.size, 0);
  }

  /** The label of the list that a name in lower case is on; `null` where it is on none. A dot at the end changes nothing. */
  find(name: string): string | null {
    const bare = name.endsWith('.') ? name.slice(0, -1) : name;
    const count = this.#hash.ofSuffixes(bare, this.#suffixes);
    if (count === 0) return null;
    return this.#lists.find((list) => this.#isListed(list, count))?.label ?? null;
  }

  /** Whether a list has the name whose numbers are the first `count` of the suffixes. */
  #isListed({ exact, subtrees, exceptions }: LabelledSets, count: number): boolean {
    if (!exact.has(this.#suffixes[count - 1]!) && !this.#holdsAny(subtrees, count)) return false;
    return !this.#holdsAny(exceptions, count);
  }

  #holdsAny(set: NameSet, count: number): boolean {
    if (set.size === 0) return false;
    for (let index = 0; index < count; index += 1) if (set.has(this.#suffixes[index]!)) return true;
    return false;
  }
}
