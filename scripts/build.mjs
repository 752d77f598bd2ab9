// Builds what is shipped: dist/*.js and *.mjs from src/ with esbuild, dist/dashboard/ from dashboard/ with Vite.
//
//   node scripts/build.mjs               build; what is up to date is left alone
//   node scripts/build.mjs --if-possible the same, but content without development packages (`npm ci --omit=dev`)
//
// Files are replaced whole and only when their content changed, so building beside a running probe does it no harm.

import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');

/**
 * dist/<name>.js, each whole in one CommonJS file: it starts sooner than modules do, and V8 runs what is done per frame faster in a function than
 * at the top of a module (docs/decisions/0003). They lie side by side, so `new URL('./capture-thread.js', import.meta.url)` finds them.
 */
const SCRIPTS = {
  cli: 'src/cli.ts',
  'capture-thread': 'src/commands/capture-thread.ts',
  'cap-child': 'src/capture/live/cap-child.ts',
};

/** dist/<name>.mjs, split so that each command's code is loaded when the command runs. What the scripts import when they need it. */
const MODULES = {
  'command-line': 'src/commands/command-line.ts',
};

/** Small pure packages that start several times faster inside the bundle than as hundreds of files. All others stay in node_modules. */
const BUNDLED = ['commander', 'tldts', 'typebox', 'yaml'];

/** What the dashboard is made of, beside the directory itself. */
const DASHBOARD_INPUTS = ['dashboard', 'src/api/messages.ts', 'package-lock.json'];

/** Links dynamic imports of a module to its built file. */
const linkModules = {
  name: 'link-modules',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      const isModule = ([, source]) => kind === 'dynamic-import' && join(ROOT, source) === join(resolveDir, path);
      const [name] = Object.entries(MODULES).find(isModule) ?? [];
      return name === undefined ? undefined : { path: `./${name}.mjs`, external: true };
    });
  },
};

try {
  const startedAt = performance.now();
  const program = await buildProgram();
  const dashboard = await buildDashboard();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`build: dist/ ${program}, dist/dashboard/ ${dashboard} (${seconds} s)`);
} catch (error) {
  if (isMissingPackage(error)) endWithoutPackages(error);
  console.error(`build: ${error.message}`);
  if (process.env.WANPROBE_DEBUG) console.error(error.stack);
  process.exitCode = 1;
}

async function buildProgram() {
  const { build } = await import('esbuild');
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const common = {
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    external: packages.filter((name) => !BUNDLED.includes(name)),
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    // Source text is in the repository; without it the maps are a third of the size.
    sourcesContent: false,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'error',
    write: false,
  };

  const results = await Promise.all([
    build({
      ...common,
      entryPoints: entryPointsOf(SCRIPTS),
      format: 'cjs',
      plugins: [linkModules],
      define: { 'import.meta.url': 'bundleUrl' },
      banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    }),
    build({
      ...common,
      entryPoints: entryPointsOf(MODULES),
      splitting: true,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      chunkNames: '[name]-[hash]',
      // The bundled CommonJS packages ask for Node's own modules with require(). The names must not meet any in the source.
      banner: {
        js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
      },
    }),
  ]);
  const files = [
    ...results.flatMap(({ outputFiles }) => outputFiles),
    // Without it the scripts would be taken for modules, as the project's own package.json says.
    { path: join(DIST, 'package.json'), contents: Buffer.from('{"type":"commonjs"}\n') },
  ];

  mkdirSync(DIST, { recursive: true });
  const changed = files.filter(({ path, contents }) => replaceIfChanged(path, contents));
  removeStale(new Set(files.map(({ path }) => basename(path))));
  chmodSync(join(DIST, 'cli.js'), 0o755);
  return changed.length === 0 ? 'up to date' : `built, ${files.length} files`;
}

function entryPointsOf(entries) {
  return Object.entries(entries)
    .filter(([, path]) => existsSync(join(ROOT, path)))
    .map(([out, path]) => ({ in: join(ROOT, path), out }));
}

/** Nobody ever sees half a file: it is written beside its place and moved there. */
function replaceIfChanged(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return false;
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, contents);
  if (basename(path) === 'cli.js') chmodSync(draft, 0o755);
  renameSync(draft, path);
  return true;
}

function removeStale(current) {
  for (const name of readdirSync(DIST)) {
    if (/\.m?js(\.map)?$/.test(name) && !current.has(name)) rmSync(join(DIST, name), { force: true });
  }
}

async function buildDashboard() {
  const configFile = join(ROOT, 'dashboard/vite.config.ts');
  if (!existsSync(configFile)) return 'skipped: there is no dashboard/vite.config.ts';

  const stampPath = join(DIST, 'dashboard.stamp');
  const stamp = fingerprint(DASHBOARD_INPUTS);
  const target = join(DIST, 'dashboard');
  if (existsSync(join(target, 'index.html')) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp)
    return 'up to date';

  const { build } = await import('vite');
  const draft = join(DIST, `dashboard.${process.pid}.draft`);
  try {
    await build({ configFile, logLevel: 'error', build: { outDir: draft, emptyOutDir: true } });
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  replaceIfChanged(stampPath, Buffer.from(stamp));
  return 'built';
}

/** Content, not times: a fresh clone, a copied tree and a touched file all get what they should. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesUnder(join(ROOT, input))).sort()) {
    hash
      .update(`${relative(ROOT, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .flatMap((name) => filesUnder(join(path, name)));
}

function isMissingPackage(error) {
  return error.code === 'ERR_MODULE_NOT_FOUND' && /'(esbuild|vite)'/.test(error.message);
}

function endWithoutPackages(error) {
  const built = existsSync(join(DIST, 'cli.js'));
  const optional = built || process.argv.includes('--if-possible');
  const what = built ? 'dist/ stays as it is' : 'nothing was built';
  console.error(`build: ${error.message.split(' imported')[0]}: ${what}; building needs the development packages (npm ci)`);
  process.exit(optional ? 0 : 1);
}
