import { listedDomain } from './listed-domain.ts';
import { NameListError } from './name-list-error.ts';

/** What a list names, in lower case, not sorted and perhaps repeated. */
export interface ListedNames {
  /** Names that are listed themselves. */
  readonly exact: readonly string[];
  /** Names that are listed with all that lies below them. */
  readonly subtrees: readonly string[];
  /** Names that are not listed, nor what lies below them, whatever else the list says. */
  readonly exceptions: readonly string[];
}

/** A line that names nothing, and what was expected instead. Lines count from 1. */
export interface HostsListProblem {
  readonly line: number;
  readonly text: string;
}

export interface HostsList {
  readonly names: ListedNames;
  /** The first of them; `problemCount` is how many there are. */
  readonly problems: readonly HostsListProblem[];
  readonly problemCount: number;
}

export const MOST_NAMES = 500_000;
const MOST_PROBLEMS = 20;
/** A line that is longer is no line of any list. */
const LONGEST_LINE = 4096;
const LONGEST_QUOTE = 40;

/** Where blocked names are sent in hosts files. A name with any other address is somebody's own, and not blocked. */
const SINK = /^(?:0\.0\.0\.0|127(?:\.\d{1,3}){3}|::1?|0(?::0){7}|fe80::1%lo0|ff0[0-2]::[0-3]|255\.255\.255\.255)$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*(?:%.*)?)$/i;
/** What hosts files call the machine itself, beside names without a dot. */
const OWN_NAMES = new Set(['localhost.localdomain', 'localhost6.localdomain6', 'localhost4.localdomain4']);
/** Options of a rule that leave it true of the name as a whole. */
const HARMLESS_OPTIONS = /^(?:important|all|document|third-party|3p|popup)$/;
const RULE = /^(@@)?\|\|([^/^|$*:]+)\^?(?:\|?\$([^$]*))?\|?$/;
const NOT_PRINTABLE = /[^\x20-\x7e]/g;

/**
 * Reads a list of names in any of the usual shapes, also mixed:
 *
 *     0.0.0.0 ads.example.net tracker.example.net      # hosts file: these names alone
 *     ads.example.net                                  # a name: this alone
 *     *.ads.example.net                                # this and all below it; also written .ads.example.net
 *     ||ads.example.net^                               ! AdBlock: this and all below it
 *     @@||good.ads.example.net^                        ! AdBlock: not this, nor anything below it
 *
 * Comments begin with `#` or `!`. What an AdBlock list has beside names (paths, elements, options) is a problem of its line, which is left out.
 * Throws `NameListError` where there are more than 500,000 names, or bytes that no text has.
 */
export function parseHostsList(text: string): HostsList {
  const list = new HostsListReader();
  let line = 0;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    line += 1;
    list.read(line, end - start > LONGEST_LINE ? null : text.slice(start, end));
    start = end + 1;
  }
  return list;
}

class HostsListReader implements HostsList {
  readonly names = { exact: [] as string[], subtrees: [] as string[], exceptions: [] as string[] };
  readonly problems: HostsListProblem[] = [];
  problemCount = 0;
  #count = 0;

  /** `raw` is null where the line is too long to be one. */
  read(line: number, raw: string | null): void {
    const problem = raw === null ? `longer than ${LONGEST_LINE} characters` : this.#readLine(line, raw);
    if (problem === null) return;
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ line, text: problem });
  }

  /** This and the methods below take names in and return what is wrong, if anything is. */
  #readLine(line: number, raw: string): string | null {
    if (raw.includes('\0')) throw new NameListError('NAME_LIST_BROKEN', `line ${line}: not a text file: it has zero bytes`);
    const content = withoutComment(raw);
    if (content === '') return null;
    // Asked once a line: a line is short and brings no more than some hundred names.
    if (this.#count >= MOST_NAMES)
      throw new NameListError('NAME_LIST_TOO_LARGE', `line ${line}: more than ${MOST_NAMES.toLocaleString('en')} names`);
    if (content.startsWith('||') || content.startsWith('@@')) return this.#readRule(content);
    const words = content.split(/\s+/);
    return words.length === 1 ? this.#readName(content) : this.#readHosts(words);
  }

  #readHosts([address = '', ...words]: readonly string[]): string | null {
    if (!ADDRESS.test(address)) return `expected an address before the names, found ${quote(address)}`;
    if (!SINK.test(address)) return `${quote(address)} is an address of its own; blocked names have 0.0.0.0`;
    let problem: string | null = null;
    // Names without a dot are the machine's own, and `0.0.0.0 0.0.0.0` heads some lists.
    for (const word of words)
      if (word.includes('.') && !ADDRESS.test(word) && !OWN_NAMES.has(word))
        problem = this.#take(word, this.names.exact) ?? problem;
    return problem;
  }

  #readName(word: string): string | null {
    if (word === 'localhost') return null;
    if (word.startsWith('*.')) return this.#take(word.slice(2), this.names.subtrees);
    if (word.startsWith('.')) return this.#take(word.slice(1), this.names.subtrees);
    return this.#take(word, this.names.exact);
  }

  #readRule(content: string): string | null {
    const [, exception, domain = '', options] = RULE.exec(content) ?? [];
    const isConditional = options?.split(',').every((option) => HARMLESS_OPTIONS.test(option)) === false;
    if (domain === '' || isConditional) return `expected a rule for a whole name such as ||example.net^, found ${quote(content)}`;
    return this.#take(domain, exception === undefined ? this.names.subtrees : this.names.exceptions);
  }

  #take(word: string, names: string[]): string | null {
    const name = listedDomain(word);
    if (name === null) return `expected a name such as example.net, found ${quote(word)}`;
    this.#count += 1;
    names.push(name);
    return null;
  }
}

/** `[Adblock Plus 2.0]` heads a list. A `#` behind a name is a comment; within a word it is something of AdBlock's, and stays. */
function withoutComment(raw: string): string {
  const line = raw.trim();
  const first = line[0];
  if (first === '#' || first === '!' || first === '[') return '';
  const comment = line.search(/\s[#!]/);
  return comment < 0 ? line : line.slice(0, comment).trimEnd();
}

function quote(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return `"${cut.replace(NOT_PRINTABLE, (character) => (character === '…' ? character : '?'))}"`;
}
