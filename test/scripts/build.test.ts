import { type ExecFileException, execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// Node.js looks for packages in every folder above: taking them away does nothing where some lie beside the temporary files.
const HAS_OUTER_PACKAGES = canResolve(join(tmpdir(), 'x.js'), 'esbuild');

let root: string;

/** A small project of the same shape: two commands that are loaded when they are needed, and no dashboard. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wanprobe-build-'));
  cpSync(join(ROOT, 'scripts/build.mjs'), join(root, 'scripts/build.mjs'));
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  write(
    'src/cli.ts',
    "#!/usr/bin/env node\nimport('./commands/command-line.ts').then(({ run }) => run(process.argv[2] ?? 'you'));\n",
  );
  write(
    'src/commands/command-line.ts',
    "export const run = async (name: string) => process.stdout.write((await import('../hello.ts')).hello(name));\n",
  );
  write(
    'src/hello.ts',
    "import { Command } from 'commander';\nexport const hello = (name: string): string => 'hello ' + new Command(name).name() + '\\n';\n",
  );
  write(
    'src/commands/capture-thread.ts',
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconsole.log(typeof require('node:fs'), import.meta.url);\n",
  );
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, argv: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(command, argv, { cwd: root }, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

function canResolve(from: string, name: string): boolean {
  try {
    createRequire(from).resolve(name);
    return true;
  } catch {
    return false;
  }
}

const build = (...argv: string[]) => run(process.execPath, ['scripts/build.mjs', ...argv]);

/** Names and times of change of what lies in dist/. */
function builtFiles(): Record<string, number> {
  const dist = join(root, 'dist');
  return Object.fromEntries(readdirSync(dist).map((name) => [name, statSync(join(dist, name)).mtimeMs]));
}

describe('the build', () => {
  it('makes a program that can be started by its name, in one line', async () => {
    const { status, stdout, stderr } = await build();
    expect(stdout).toMatch(/^build: dist\/ built, \d+ files, dist\/dashboard\/ skipped: .* \(\d+\.\d s\)\n$/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(await run(join(root, 'dist/cli.js'), ['world'])).toEqual({ status: 0, stdout: 'hello world\n', stderr: '' });
    expect(Object.keys(builtFiles())).toEqual(expect.arrayContaining(['cli.js', 'cli.js.map', 'capture-thread.js']));
  });

  it('puts every entry beside the others, whatever names its source uses', async () => {
    await build();
    const { stdout, stderr } = await run(process.execPath, ['dist/capture-thread.js']);
    expect({ stdout, stderr }).toEqual({
      stdout: `object ${pathToFileURL(join(realpathSync(root), 'dist/capture-thread.js'))}\n`,
      stderr: '',
    });
  });

  it('touches nothing that is up to date', async () => {
    await build();
    const before = builtFiles();
    expect((await build()).stdout).toContain('dist/ up to date');
    expect(builtFiles()).toEqual(before);
  });

  it('replaces what changed and removes what nobody loads any more', async () => {
    await build();
    const chunksBefore = Object.keys(builtFiles()).filter((name) => name.startsWith('hello-'));
    write('src/hello.ts', "export const hello = (name: string): string => 'goodbye ' + name + '\\n';\n");
    await build();
    expect((await run(join(root, 'dist/cli.js'), [])).stdout).toBe('goodbye you\n');
    expect(chunksBefore.length).toBeGreaterThan(0);
    for (const chunk of chunksBefore) expect(Object.keys(builtFiles())).not.toContain(chunk);
  });

  it('says where the source is wrong and leaves the last build alone', async () => {
    await build();
    const before = builtFiles();
    write('src/hello.ts', 'export const hello = (;\n');
    const { status, stderr } = await build();
    expect(status).toBe(1);
    expect(stderr).toContain('src/hello.ts:1:');
    expect(builtFiles()).toEqual(before);
  });

  it.skipIf(HAS_OUTER_PACKAGES)(
    'without the development packages says so, and is content when asked only to build if possible',
    async () => {
      rmSync(join(root, 'node_modules'));
      const complaint =
        "build: Cannot find package 'esbuild': nothing was built; building needs the development packages (npm ci)\n";
      expect(await build()).toEqual({ status: 1, stdout: '', stderr: complaint });
      expect(await build('--if-possible')).toEqual({ status: 0, stdout: '', stderr: complaint });
    },
  );

  it.skipIf(HAS_OUTER_PACKAGES)('without the development packages keeps a build that is there', async () => {
    await build();
    rmSync(join(root, 'node_modules'));
    const { status, stderr } = await build();
    expect(status).toBe(0);
    expect(stderr).toContain('dist/ stays as it is');
  });
});

describe('package.json', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

  it('allows the install scripts of every package that has one', () => {
    const packages = Object.entries(lock.packages as Record<string, { hasInstallScript?: true }>);
    const withScripts = packages
      .filter(([path, entry]) => path !== '' && entry.hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    // fsevents is for macOS alone; npm does not install it elsewhere.
    expect(withScripts.filter((name) => name !== 'fsevents').sort()).toEqual(Object.keys(manifest.allowScripts).sort());
  });

  it('is locked with every optional package that a locked package names: npm 11 and later refuse anything less', () => {
    const packages: Record<string, { optionalDependencies?: Record<string, string> }> = lock.packages;
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
    expect(missing).toEqual([]);
  });
});
