import { basename } from 'node:path';
import { UnreadableContentError } from '../unusable-file.ts';
import { type Say, WatchedFile } from '../watched-file.ts';
import type { RandomWord } from './name-hash.ts';
import { NameListError } from './name-list-error.ts';
import { NameLists } from './name-lists.ts';
import { type ListedNames, parseHostsList } from './parse-hosts-list.ts';

/** More than 500,000 names of 60 characters. */
const MOST_BYTES = 32 * 2 ** 20;

export interface WatchedNameListsOptions {
  readonly paths: readonly string[];
  readonly random: RandomWord;
  readonly monotonicMillis?: () => number;
}

/** The user's lists of names in files, called by the files' names, and read again when those change. */
export class WatchedNameLists {
  /** One for each path, to be loaded one by one by who wants to know which is of no use. */
  readonly files: readonly WatchedFile<ListedNames>[];
  readonly #random: RandomWord;
  #lists: NameLists;
  #generations = '';

  constructor({ paths, random, monotonicMillis }: WatchedNameListsOptions) {
    this.#random = random;
    this.#lists = new NameLists([], random);
    this.files = paths.map(
      (path) => new WatchedFile({ path, read: readNames, mostBytes: MOST_BYTES, ...(monotonicMillis && { monotonicMillis }) }),
    );
  }

  /** What the lists are called. */
  get labels(): readonly string[] {
    return this.files.map(({ path }) => basename(path));
  }

  /** Has files that changed read again, see `WatchedFile.refresh`. */
  async refresh(say: Say): Promise<void> {
    for (const file of this.files) await file.refresh(say);
  }

  /** The name of the list that a name in lower case is on; `null` where it is on none. */
  find(name: string): string | null {
    const generations = this.files.map(({ generation }) => generation).join();
    if (generations !== this.#generations) {
      this.#generations = generations;
      const read = this.files.flatMap(({ path, value }) => (value === null ? [] : [{ label: basename(path), names: value }]));
      this.#lists = new NameLists(read, this.#random);
    }
    return this.#lists.find(name);
  }
}

/** A list without a name is more often a download that failed than a wish. */
function readNames(bytes: Buffer): ListedNames {
  try {
    const { names, problems } = parseHostsList(new TextDecoder().decode(bytes));
    if (names.exact.length + names.subtrees.length > 0) return names;
    const [first] = problems;
    const found = first === undefined ? 'nothing but comments' : `line ${first.line}: ${first.text}`;
    throw new UnreadableContentError(`there are no names in it: ${found}`);
  } catch (error) {
    if (error instanceof NameListError) throw new UnreadableContentError(error.message);
    throw error;
  }
}
