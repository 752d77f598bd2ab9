import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether the optional module cap is installed and compiled here. */
export const isCapBuilt = probe();

/** Builds the child program as the product does, where it finds the module, and returns its path. */
export function buildCapChild(): string {
  const folder = `${root}node_modules/.cache/cap-child`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/cap-child-${process.pid}.mjs`;
  buildSync({ entryPoints: [`${root}src/capture/live/cap-child.ts`], outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
}

function probe(): boolean {
  try {
    createRequire(import.meta.url).resolve('cap/build/Release/cap.node');
    return true;
  } catch {
    return false;
  }
}
