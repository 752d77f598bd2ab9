import { dirname, join, normalize } from 'node:path/posix';

/** Source files by their path from the repository's root, with `/` between folders. */
export type SourceTree = ReadonlyMap<string, string>;

/** One import or re-export of another file of the tree. */
export interface Import {
  /** Path of the imported file. */
  readonly target: string;
  /** Whether it vanishes when types are stripped. */
  readonly isTypeOnly: boolean;
}

/** What a room may import of other rooms: their values and types, or their types only. */
export interface Permission {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s+)?([^'";()]*?)\s*from\s*['"](\.[^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"](\.[^'"]+)['"]/gm;
const DYNAMIC = /(typeof\s+)?\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g;

/** The imports of a file from within the tree, in no particular order. */
export function importsOf(path: string, source: string): Import[] {
  const code = withoutComments(source);
  const found: Import[] = [];
  const add = (specifier: string, isTypeOnly: boolean) => {
    found.push({ target: normalize(join(dirname(path), specifier)), isTypeOnly });
  };
  for (const [, type, names = '', specifier = ''] of code.matchAll(STATEMENT))
    add(specifier, type !== undefined || areAllTypes(names));
  for (const [, specifier = ''] of code.matchAll(BARE)) add(specifier, false);
  for (const [, type, specifier = ''] of code.matchAll(DYNAMIC)) add(specifier, type !== undefined);
  return found;
}

/** Imports that the table does not allow, a line each. Rooms are folders of `src`; files beside them are rooms of their own. */
export function findForbiddenImports(tree: SourceTree, table: Readonly<Record<string, Permission>>): string[] {
  return each(tree, (path, source) => {
    const room = roomOf(path);
    const permission = table[room];
    if (permission === undefined) return [`${path}: the room ${room} is not in the import table`];
    return importsOf(path, source)
      .filter(({ target }) => roomOf(target) !== room)
      .filter((wanted) => !isAllowed(wanted, permission))
      .map(({ target, isTypeOnly }) => `${path}: ${room} may not import ${isTypeOnly ? 'types' : 'values'} of ${target}`);
  });
}

/** `src/decode/link/vlan.ts` is in `decode`, `src/cli.ts` is `cli.ts`, `dashboard/src/app.tsx` is in `dashboard`. */
export function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second : first;
}

function isAllowed({ target, isTypeOnly }: Import, { values, types }: Permission): boolean {
  const allowed = isTypeOnly ? [...values, ...types] : values;
  return allowed.includes(roomOf(target)) || allowed.includes(target);
}

/** `{ type A, type B }`, but not `{ type A, b }`. */
function areAllTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/s.exec(names.trim())?.[1];
  const parts =
    inner
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '') ?? [];
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}

export function findLongFiles(tree: SourceTree, most: number): string[] {
  return each(tree, (path, source) => {
    const lines = source.trimEnd().split('\n').length;
    return lines > most ? [`${path}: ${lines} lines, more than ${most}`] : [];
  });
}

export function findDefaultExports(tree: SourceTree): string[] {
  return each(tree, (path, source) =>
    /^\s*export\s+default\b|\bas\s+default\b/m.test(withoutComments(source)) ? [`${path}: a default export`] : [],
  );
}

const EMPTY_NAMES = ['utils', 'util', 'helpers', 'types', 'lib', 'core', 'common', 'misc'];

/** Folders whose names say nothing about what is in them. */
export function findEmptyNames(tree: SourceTree): string[] {
  return each(tree, (path) =>
    dirname(path)
      .split('/')
      .filter((folder) => EMPTY_NAMES.includes(folder))
      .map((folder) => `${path}: a folder called ${folder}`),
  );
}

/** Lines whose code, comments aside, matches; files in `except` are passed over. */
export function findInCode(tree: SourceTree, pattern: RegExp, except: readonly string[] = []): string[] {
  return each(tree, (path, source) => (except.includes(path) ? [] : matchingLines(path, withoutComments(source), pattern)));
}

/** Lines that match, comments included. */
export function findInText(tree: SourceTree, pattern: RegExp): string[] {
  return each(tree, (path, source) => matchingLines(path, source, pattern));
}

/** Decoders of a protocol (`src/decode/ROOM/NAME.ts` exporting `decode...`) without `test/decode/ROOM/NAME.test.ts`. */
export function findUntestedDecoders(
  sources: SourceTree,
  tests: ReadonlySet<string>,
  sharing: Readonly<Record<string, string>> = {},
): string[] {
  return each(sources, (path, source) => {
    const name = /^src\/(decode\/[a-z]+\/[^/]+)\.ts$/.exec(path)?.[1];
    if (name === undefined || !/^export function decode[A-Z]/m.test(source)) return [];
    const test = `test/${sharing[name] ?? name}.test.ts`;
    return tests.has(test) ? [] : [`${path}: there is no ${test}`];
  });
}

function matchingLines(path: string, text: string, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []));
}

/** Comments become spaces, so that line numbers stay; `//` inside a string is left alone. */
function withoutComments(source: string): string {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (match, string) => string ?? match.replace(/[^\n]/g, ' '),
  );
}

function each(tree: SourceTree, find: (path: string, source: string) => string[]): string[] {
  return [...tree].flatMap(([path, source]) => find(path, source));
}
