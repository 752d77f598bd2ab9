// What a part of the program costs `replay`: the program as it is beside one whose part does nothing, as whole processes that take turns.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ensureCaptures } from './captures.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { median, tableText } from './statistics.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Prints a table of medians over the named captures and returns the ratios by capture. `file` is the part, below src/; `nothing` the source of one
 * that does nothing, which gets the real one from `<file's name>?real`; `what` is the table's word for it.
 */
export async function measureCost({ file, nothing, what, rounds, captures }) {
  const folder = `${ROOT}node_modules/.cache/program-cost-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    console.log(`${machineText(describeMachine())}; ${rounds} rounds`);
    const programs = [await bundle(`${folder}/with.cjs`, []), await bundle(`${folder}/without.cjs`, [replacing(file, nothing)])];
    const paths = ensureCaptures({ names: captures, say: console.log });
    const rows = [['', `with ${what} s`, 'without s', 'ratio']];
    const ratios = {};
    for (const name of captures) {
      const seconds = programs.map(() => []);
      for (let round = 0; round < rounds; round += 1)
        for (const [at, program] of programs.entries()) seconds[at].push(run(program, paths[name]));
      const [whole, none] = seconds.map(median);
      ratios[name] = whole / none;
      rows.push([name, whole.toFixed(3), none.toFixed(3), ratios[name].toFixed(2)]);
    }
    console.log(`\n${tableText(rows)}`);
    return ratios;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function replacing(file, contents) {
  const path = `${ROOT}src/${file}`;
  const name = file.slice(file.lastIndexOf('/') + 1).replaceAll('.', '\\.');
  return {
    name: 'replacing',
    setup({ onResolve, onLoad }) {
      // Other rooms may have a file of that name.
      onResolve({ filter: new RegExp(`/${name}$`) }, ({ path: imported, resolveDir }) =>
        resolve(resolveDir, imported) === path ? { path, namespace: 'nothing' } : undefined,
      );
      onResolve({ filter: /\?real$/ }, () => ({ path, namespace: 'file' }));
      onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({
        contents,
        loader: 'ts',
        resolveDir: path.slice(0, path.lastIndexOf('/')),
      }));
    },
  };
}

async function bundle(outfile, plugins) {
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
