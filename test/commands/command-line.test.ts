import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { createOutput } from '../../src/commands/output.ts';
import type { Report } from '../../src/commands/report.ts';

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(line: string, environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const output = createOutput({ stdout: stream('stdout'), stderr: stream('stderr'), environment });
  const argv = line === '' ? [] : line.split(' ');
  return { status: await runCommandLine(argv, { output, environment }), ...written };
}

const COMMANDS = ['', 'serve', 'replay', 'top', 'export', 'interfaces', 'config', 'config check', 'config show'];

describe('help', () => {
  it.each(COMMANDS)('of "%s" has examples and the exit statuses, on standard output', async (command) => {
    const { status, stdout, stderr } = await run(`${command} --help`.trim());
    expect(stdout).toContain(`Usage: wanprobe${command === '' ? '' : ` ${command}`} `);
    expect(stdout).toMatch(/\nExamples?:\n {2}(sudo )?(WANPROBE_LISTEN_PORT=9000 )?wanprobe /);
    expect(stdout).toContain('\nExit status:\n  0  done');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(['', 'config'])('is what "%s" alone prints', async (command) => {
    expect(await run(command)).toEqual(await run(`${command} --help`.trim()));
  });

  it('is there under help, too', async () => {
    expect(await run('help replay')).toEqual(await run('replay --help'));
  });

  it('lists the commands that exist and no others', async () => {
    const { stdout } = await run('--help');
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'wanprobe' && name !== 'sudo');
    expect(listed).toEqual(['serve', 'replay', 'top', 'export', 'interfaces', 'config', 'help']);
  });
});

describe('wrong usage', () => {
  it.each([
    ['serv', "unknown command 'serv' (did you mean serve?); see wanprobe --help"],
    ['help nope', "unknown command 'nope'; see wanprobe --help"],
    ['config chek', "unknown command 'chek' (did you mean check?); see wanprobe config --help"],
    ['--nonsense', "unknown option '--nonsense'; see wanprobe --help"],
    ['replay --jsonn a', "unknown option '--jsonn' (did you mean --json?); see wanprobe replay --help"],
    ['replay --colour tcp a', "unknown option '--colour'; see wanprobe replay --help"],
    ['replay', "missing required argument 'FILE'; see wanprobe replay --help"],
    ['replay --top', "option '--top <N>' argument missing; see wanprobe replay --help"],
    [
      'replay --top x a',
      `option '--top <N>': expected a number of rows, 0 for all of them, found "x"; see wanprobe replay --help`,
    ],
    [
      'replay --speed 2 a',
      "option '--speed' needs --serve: without it files are always read as fast as they can be; see wanprobe replay --help",
    ],
    [
      'replay --home 192.0.2.0/33 a',
      `option '--home <NET>': expected a network such as 192.0.2.0/24 or 2001:db8:1::/48, found "192.0.2.0/33"; see wanprobe replay --help`,
    ],
    [
      'replay --router ff:ff:ff:ff:ff:ff a',
      `option '--router <MAC>': expected a MAC address such as 00:00:5e:00:53:01, found "ff:ff:ff:ff:ff:ff"; see wanprobe replay --help`,
    ],
    ['replay --serve --json a', "option '--json' cannot be used with --serve; see wanprobe replay --help"],
    ['replay --serve :1 -', 'standard input (-) cannot be used with --serve; see wanprobe replay --help'],
    ['replay - -', 'standard input (-) can be read only once; see wanprobe replay --help'],
    ['export a', "required option '-o, --output <OUT>' not specified; see wanprobe export --help"],
    ['export --output b', "missing required argument 'FILE'; see wanprobe export --help"],
    ['export - - -o b', 'standard input (-) can be read only once; see wanprobe export --help'],
    ['export a -o -', "option '--output' needs a file, not standard output; see wanprobe export --help"],
    ['serve --driver pf', `option '--driver <NAME>': expected one of auto, ring, cap, found "pf"; see wanprobe serve --help`],
    ['interfaces eth0', "too many arguments for 'interfaces': expected 0 arguments but got 1; see wanprobe interfaces --help"],
    ['config check', "missing required argument 'FILE'; see wanprobe config check --help"],
  ])('%s', async (line, complaint) => {
    expect(await run(line)).toEqual({ status: 2, stdout: '', stderr: `wanprobe: ${complaint}\n` });
  });

  it('stays one line whatever was typed', async () => {
    const { status, stderr } = await run('replay --top a\nb c');
    expect(status).toBe(2);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });
});

describe('config', () => {
  it('shows what is in effect', async () => {
    const { status, stdout } = await run('config show', { WANPROBE_LISTEN_PORT: '9000' });
    expect(status).toBe(0);
    expect(stdout).toContain('listen:\n  address: 127.0.0.1 # default\n  port: 9000 # WANPROBE_LISTEN_PORT\n');
  });

  it('checks a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wanprobe-check-'));
    try {
      const file = join(folder, 'w.yaml');
      writeFileSync(file, 'listen: { port: 80 }\n');
      expect(await run(`config check ${file}`)).toEqual({ status: 0, stdout: `${file}: no mistakes\n`, stderr: '' });
      writeFileSync(file, 'listen: { port: x }\n');
      await expect(run(`config check ${file}`)).rejects.toThrow(`${file}:1:17: listen.port: expected a whole number`);
      writeFileSync(file, `log: {}\nenrich:\n  asn: ${folder}/asn.mmdb\n`);
      await expect(run(`config check ${file}`)).rejects.toThrow(
        `${file}:3: enrich.asn: ${folder}/asn.mmdb: there is no such file; put it there, or name another`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('replay', () => {
  const capture = join(import.meta.dirname, '../../fixtures/pppoe-lifecycle/sessions.pcap');

  it.each(['country', 'asn'])('refuses a file for --%s that is none', async (option) => {
    await expect(run(`replay ${capture} --${option} ${capture}`)).rejects.toThrow(
      `command line: enrich.${option}: ${capture}: expected a MaxMind DB file (.mmdb), found something else, or a part of one`,
    );
  });

  it('takes a configuration, and the environment with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wanprobe-replay-'));
    try {
      const file = join(folder, 'w.yaml');
      writeFileSync(file, 'home: { routerMac: "00:00:5e:00:53:77" }\nlimits: { hosts: 16 }\n');
      const homeOf = async (line: string, environment: NodeJS.ProcessEnv) =>
        (JSON.parse((await run(`replay ${capture} --json ${line}`.trim(), environment)).stdout) as Report).line.home.routerMac;
      const environment = { WANPROBE_HOME_ROUTER_MAC: '00:00:5e:00:53:78' };
      expect(await homeOf(`--config ${file}`, {})).toBe('00:00:5e:00:53:77');
      expect(await homeOf(`--config ${file}`, environment)).toBe('00:00:5e:00:53:78');
      expect(await homeOf(`--config ${file} --router 00:00:5e:00:53:79`, environment)).toBe('00:00:5e:00:53:79');
      expect(await homeOf('', environment)).toBe(await homeOf('', {}));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('prints its version', async () => {
  expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
