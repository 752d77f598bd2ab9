import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  findDefaultExports,
  findEmptyNames,
  findForbiddenImports,
  findInCode,
  findInText,
  findLongFiles,
  findUntestedDecoders,
  importsOf,
  type Permission,
  type SourceTree,
} from './support/architecture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The import table of docs/ARCHITECTURE.md. */
const TABLE: Readonly<Record<string, Permission>> = {
  decode: { values: [], types: [] },
  capture: { values: [], types: [] },
  config: { values: [], types: [] },
  system: { values: [], types: [] },
  'version.ts': { values: ['package.json'], types: [] },
  inspect: { values: ['decode'], types: [] },
  traffic: { values: ['decode', 'inspect'], types: [] },
  line: { values: ['decode'], types: [] },
  enrich: { values: [], types: [] },
  api: { values: [], types: ['traffic', 'line', 'inspect', 'system', 'decode'] },
  terminal: { values: [], types: ['traffic', 'line', 'system', 'api'] },
  commands: {
    values: [
      ...['decode', 'capture', 'config', 'inspect', 'traffic', 'line', 'enrich', 'system'],
      ...['api', 'terminal', 'version.ts'],
    ],
    types: [],
  },
  'cli.ts': { values: ['commands'], types: [] },
  dashboard: { values: ['src/api/messages.ts'], types: [] },
};

/** Where a `Map` or `Set` is allowed among what runs once per frame, and why. */
const COLD_COLLECTIONS = {
  'src/traffic/unknown-table.ts': 'its keys are protocols, a closed list, and never came off the wire',
};

/** Files that write to the standard streams themselves, and why. */
const PRINTING = {
  'src/cli.ts': 'makes the output that commands print through',
  'src/commands/serve.ts': 'says why it plays the demonstration before anything is served',
  'src/commands/serving.ts': 'says where it serves, and how it went',
  'src/commands/top.ts': 'hands the terminal to what draws on it',
};

/** Decoders that are tested together with their sibling. */
const SHARED_TESTS = {
  'decode/link/linux-sll2': 'decode/link/linux-sll',
  'decode/tunnel/gre-keepalive': 'decode/tunnel/gre',
};

describe('the source tree', () => {
  const sources = readTree('src', /\.ts$/);
  const dashboard = readTree('dashboard', /\.tsx?$/);

  it('keeps to the import table', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(findForbiddenImports(new Map([...sources, ...dashboard]), TABLE)).toEqual([]);
  });

  it('documents that very import table', () => {
    expect(readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8')).toContain(drawTable());
  });

  it('has no file over 300 lines', () => {
    expect(findLongFiles(sources, 300)).toEqual([]);
  });

  it('has named exports only', () => {
    expect(findDefaultExports(sources)).toEqual([]);
  });

  it('has no folder for leftovers', () => {
    expect(findEmptyNames(new Map([...sources, ...dashboard]))).toEqual([]);
  });

  it('prints through one place', () => {
    expect(findInCode(sources, /\bconsole\.|process\.std(out|err)\b/, Object.keys(PRINTING))).toEqual([]);
  });

  it('keeps Map and Set away from what came off the wire', () => {
    const hot = new Map([...sources].filter(([path]) => /^src\/(decode|traffic)\//.test(path)));
    expect(findInCode(hot, /\bnew (Map|Set)\b/, Object.keys(COLD_COLLECTIONS))).toEqual([]);
  });

  it('has a test file for every decoder', () => {
    const tests = new Set(readTree('test', /\.test\.ts$/).keys());
    expect(findUntestedDecoders(sources, tests, SHARED_TESTS)).toEqual([]);
  });

  it('speaks of itself alone', () => {
    const folders = ['src', 'test', 'docs', 'scripts', '.ci', 'deploy', 'fixtures', 'dashboard'];
    const texts = folders.flatMap((folder) => [...readTree(folder, /(\.(ts|tsx|mjs|md|css|html|json|yaml)|\/run)$/)]);
    expect(findInText(new Map(texts), /(?<![\w.])\/[w]ork\/|\.[l]ibrary\b|\b[s]hared\/notes\b/)).toEqual([]);
  });
});

describe('the checks themselves', () => {
  const table = { low: { values: [], types: [] }, high: { values: ['low'], types: ['side'] }, side: { values: [], types: [] } };
  const forbidden = (path: string, source: string) => findForbiddenImports(new Map([[path, source]]), table);

  it('tell type-only imports from others', () => {
    const source = [
      "import { value } from './a.ts';",
      "import type { Type } from './b.ts';",
      "import { type One, type Two } from './c.ts';",
      "import { type One, two } from './d.ts';",
      "export type { Type } from './e.ts';",
      "export { value } from './f.ts';",
      "import './g.ts';",
      "const later = await import('./h.ts');",
      "type Module = typeof import('./i.ts');",
      "import {\n  value,\n  type Type,\n} from './j.ts';",
      "// import { value } from './never.ts';",
      "import { readFileSync } from 'node:fs';",
    ].join('\n');
    const kinds = Object.fromEntries(importsOf('src/x.ts', source).map(({ target, isTypeOnly }) => [target, isTypeOnly]));
    expect(kinds).toEqual({
      'src/a.ts': false,
      'src/b.ts': true,
      'src/c.ts': true,
      'src/d.ts': false,
      'src/e.ts': true,
      'src/f.ts': false,
      'src/g.ts': false,
      'src/h.ts': false,
      'src/i.ts': true,
      'src/j.ts': false,
    });
  });

  it('find a room that imports one above it', () => {
    expect(forbidden('src/low/deep/a.ts', "import { b } from '../../high/b.ts';")).toEqual([
      'src/low/deep/a.ts: low may not import values of src/high/b.ts',
    ]);
    expect(forbidden('src/low/a.ts', "import { b } from './b.ts';")).toEqual([]);
    expect(forbidden('src/high/a.ts', "import { b } from '../low/b.ts';")).toEqual([]);
  });

  it('find values where only types are allowed', () => {
    expect(forbidden('src/high/a.ts', "import type { B } from '../side/b.ts';")).toEqual([]);
    expect(forbidden('src/high/a.ts', "import { b } from '../side/b.ts';")).toHaveLength(1);
    expect(forbidden('src/high/a.ts', "await import('../side/b.ts');")).toHaveLength(1);
  });

  it('find a room that is not in the table', () => {
    expect(forbidden('src/cellar/a.ts', '')).toEqual(['src/cellar/a.ts: the room cellar is not in the import table']);
  });

  it('find a page that imports more of the probe than its messages', () => {
    const check = (target: string) =>
      findForbiddenImports(new Map([['dashboard/src/a.ts', `import { b } from '${target}';`]]), TABLE);
    expect(check('../../src/api/messages.ts')).toEqual([]);
    expect(check('../../src/api/probe.ts')).toHaveLength(1);
  });

  it('find long files, default exports and folders for leftovers', () => {
    expect(findLongFiles(new Map([['a.ts', 'x\n'.repeat(4)]]), 3)).toEqual(['a.ts: 4 lines, more than 3']);
    expect(findLongFiles(new Map([['a.ts', 'x\n'.repeat(3)]]), 3)).toEqual([]);
    expect(findDefaultExports(new Map([['a.ts', 'export default 1;']]))).toHaveLength(1);
    expect(findDefaultExports(new Map([['a.ts', 'export { a as default };']]))).toHaveLength(1);
    expect(findDefaultExports(new Map([['a.ts', '// export default\nexport const a = 1;']]))).toEqual([]);
    expect(findEmptyNames(new Map([['src/decode/utils/a.ts', '']]))).toHaveLength(1);
  });

  it('look at code, not at comments, and name the line', () => {
    const tree = new Map([['a.ts', "// new Map()\nconst link = 'http://new Map'; /* new Map\n*/ const a = new Map();\n"]]);
    expect(findInCode(tree, /new Map\(/)).toEqual(['a.ts:3: const a = new Map();']);
    expect(findInCode(tree, /new Map\(/, ['a.ts'])).toEqual([]);
    expect(findInText(tree, /new Map\(/)).toHaveLength(2);
  });

  it('find a decoder without a test', () => {
    const tree = new Map([
      ['src/decode/link/vlan.ts', 'export function decodeVlan() {}'],
      ['src/decode/link/ether-types.ts', 'export function protocolOfEtherType() {}'],
    ]);
    expect(findUntestedDecoders(tree, new Set())).toEqual(['src/decode/link/vlan.ts: there is no test/decode/link/vlan.test.ts']);
    expect(findUntestedDecoders(tree, new Set(['test/decode/link/vlan.test.ts']))).toEqual([]);
  });
});

/** The table as docs/ARCHITECTURE.md has it. */
function drawTable(): string {
  const list = (rooms: readonly string[]) => (rooms.length === 0 ? '-' : rooms.map((room) => `\`${room}\``).join(', '));
  const rows = Object.entries(TABLE).map(([room, { values, types }]) => `| \`${room}\` | ${list(values)} | ${list(types)} |`);
  return ['| room | may import | and types of |', '|---|---|---|', ...rows].join('\n');
}

function readTree(folder: string, pattern: RegExp): SourceTree {
  const tree = new Map<string, string>();
  const visit = (path: string) => {
    for (const name of readdirSync(path)) {
      const child = join(path, name);
      if (name === 'node_modules' || name === 'dist') continue;
      if (statSync(child).isDirectory()) visit(child);
      else if (pattern.test(child)) tree.set(relative(ROOT, child).split(sep).join('/'), readFileSync(child, 'utf8'));
    }
  };
  visit(join(ROOT, folder));
  return tree;
}
