import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

const EXPORTS = `
export { decodeFrame } from './decode/decode-frame.ts';
export { Packet } from './decode/packet.ts';
export { Analysis } from './commands/analysis.ts';
export { Traffic } from './traffic/traffic.ts';
export { KeyedTable } from './traffic/keyed-table.ts';
export { Frame } from './capture/frame.ts';
`;

/** Loads what is measured as it ships: bundled and minified as scripts/build.mjs does it, from the sources as they are now. */
export async function loadParts() {
  const folder = mkdtempSync(join(tmpdir(), 'wanprobe-bench-'));
  const outfile = join(folder, 'parts.mjs');
  try {
    buildSync({
      stdin: { contents: EXPORTS, resolveDir: SOURCE, loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      minifyWhitespace: true,
      minifySyntax: true,
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
