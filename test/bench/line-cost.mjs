// What following the access line costs `replay`: the program as it is beside one whose line does nothing, as whole processes that take turns.
//   node test/bench/line-cost.mjs [--rounds 7] [--captures plain,pppoe,tunnels] [--check]
// --check: ends with status 1 when the goal, at most a quarter more time, is missed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensureCaptures } from './captures.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { median, tableText } from './statistics.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST = 1.25;

/** A line that sets no direction, follows nothing and has the summary of an empty capture. */
const NO_LINE = `
import { Line as Real } from './line.ts?real';
export class Line {
  #summary;
  constructor(options) { this.#summary = new Real(options).summary(); }
  direct() {}
  touch() {}
  observe() {}
  closeSecond() { return null; }
  summary() { return this.#summary; }
}
`;

const withoutLine = {
  name: 'without-line',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/line\/line\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: `${ROOT}src/line/line.ts`, namespace: 'no-line' },
    );
    onResolve({ filter: /\?real$/ }, () => ({ path: `${ROOT}src/line/line.ts`, namespace: 'file' }));
    onLoad({ filter: /.*/, namespace: 'no-line' }, () => ({ contents: NO_LINE, loader: 'ts', resolveDir: `${ROOT}src/line` }));
  },
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    captures: { type: 'string', default: 'plain,pppoe,tunnels' },
    check: { type: 'boolean', default: false },
  },
});

const folder = `${ROOT}node_modules/.cache/line-cost-${process.pid}`;
mkdirSync(folder, { recursive: true });
try {
  process.exitCode = (await main()) && values.check ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

/** Returns whether the goal was missed. */
async function main() {
  console.log(`${machineText(describeMachine())}; ${values.rounds} rounds`);
  const programs = [await bundle('with', []), await bundle('without', [withoutLine])];
  const names = values.captures.split(',');
  const paths = ensureCaptures({ names, say: console.log });
  const rows = [['', 'with the line s', 'without s', 'ratio']];
  let isMissed = false;
  for (const name of names) {
    const seconds = programs.map(() => []);
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const [at, program] of programs.entries()) seconds[at].push(run(program, paths[name]));
    const [line, none] = seconds.map(median);
    isMissed ||= line / none > MOST;
    rows.push([name, line.toFixed(3), none.toFixed(3), (line / none).toFixed(2)]);
  }
  console.log(`\n${tableText(rows)}\n${isMissed ? 'FAIL' : 'PASS'}  at most a quarter more time`);
  return isMissed;
}

async function bundle(name, plugins) {
  const outfile = `${folder}/${name}.cjs`;
  await build({
    entryPoints: [`${ROOT}src/cli.ts`],
    outfile,
    plugins,
    bundle: true,
    format: 'cjs',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    platform: 'node',
    target: 'node20',
    external: ['koffi', 'cap'],
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
  });
  return outfile;
}

function run(program, capture) {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [program, 'replay', '--json', capture], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ended with status ${status}: ${stderr}`);
  return (performance.now() - startedAt) / 1000;
}
