import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { createOutput } from '../../src/commands/output.ts';
import { type PlainReplay, readPlainReplay } from '../../src/commands/plain-replay.ts';

const asked: PlainReplay[] = [];
vi.mock('../../src/commands/replay.ts', () => ({
  runReplay: async (files: readonly string[], { json, each, top }: Omit<PlainReplay, 'files'>) => {
    asked.push({ files, json, each, top });
    return 0;
  },
}));
vi.mock('../../src/commands/serve-replay.ts', () => ({ runServeReplay: async () => 0 }));

beforeEach(() => {
  asked.length = 0;
});

/** What `runReplay` is asked for by way of the whole command line; `null` where it is not asked. */
async function readByCommandLine(argv: readonly string[]): Promise<PlainReplay | null> {
  const silent = { write: () => {} };
  await runCommandLine(argv, { output: createOutput({ stdout: silent, stderr: silent, environment: {} }), environment: {} });
  return asked[0] ?? null;
}

const PLAIN = [
  ['replay', 'a.pcap'],
  ['replay', 'a.pcap', 'b.pcap', 'c'],
  ['replay', 'a.pcap', 'a.pcap'],
  ['replay', 'replay'],
  ['replay', 'help'],
  ['replay', 'with space', 'ä', 'a\nb'],
  ['replay', 'a=b', '=', '.', '..', '/'],
  ['replay', ':8080', '8080'],
  ['replay', 'json', 'top'],
  ['replay', '--json', 'a.pcap'],
  ['replay', 'a.pcap', '--json'],
  ['replay', '--json', '--json', 'a.pcap'],
  ['replay', '--each', 'a.pcap', 'b.pcap'],
  ['replay', 'a.pcap', '--each', 'b.pcap'],
  ['replay', '--each', '--json', 'a.pcap'],
  ['replay', '--top', '0', 'a.pcap'],
  ['replay', '--top', '5', 'a.pcap'],
  ['replay', 'a.pcap', '--top', '007'],
  ['replay', '--top', '1000000000', 'a.pcap'],
  ['replay', '--top', '3', '--top', '4', 'a.pcap'],
  ['replay', 'a.pcap', '--json', '--top', '0', 'b.pcap', '--each'],
];

const LEFT_TO_THE_COMMAND_LINE = [
  [],
  ['replay'],
  [''],
  ['help'],
  ['help', 'replay'],
  ['--version'],
  ['-V'],
  ['--json', 'replay', 'a.pcap'],
  ['Replay', 'a.pcap'],
  ['replay', '--json'],
  ['replay', ''],
  ['replay', 'a.pcap', ''],
  ['replay', '-'],
  ['replay', '-', '-'],
  ['replay', '--', 'a.pcap'],
  ['replay', '--', '--json'],
  ['replay', '--help'],
  ['replay', '-h', 'a.pcap'],
  ['replay', 'a.pcap', '--help'],
  ['replay', '--version'],
  ['replay', '-V', 'a.pcap'],
  ['replay', '--jsn', 'a.pcap'],
  ['replay', '--json=true', 'a.pcap'],
  ['replay', '--no-json', 'a.pcap'],
  ['replay', '--JSON', 'a.pcap'],
  ['replay', '-j', 'a.pcap'],
  ['replay', '--top'],
  ['replay', 'a.pcap', '--top'],
  ['replay', '--top', 'a.pcap'],
  ['replay', '--top', '', 'a.pcap'],
  ['replay', '--top', '-1', 'a.pcap'],
  ['replay', '--top', '1.5', 'a.pcap'],
  ['replay', '--top', '1000000001', 'a.pcap'],
  ['replay', '--top', '--json', 'a.pcap'],
  ['replay', '--top=5', 'a.pcap'],
  ['replay', '--top=', 'a.pcap'],
  ['replay', '--serve', 'a.pcap'],
  ['replay', '--serve', '--json', 'a.pcap'],
  ['replay', '--speed', '2', 'a.pcap'],
  ['replay', '--speed', 'max', 'a.pcap'],
  ['replay', '--log-level', 'info', 'a.pcap'],
  ['replay', '--home', '192.0.2.0/24', 'a.pcap'],
  ['replay', '--router', '00:00:5e:00:53:01', 'a.pcap'],
  ['replay', '--insecure', 'a.pcap'],
  ['serve', 'a.pcap'],
];

describe('readPlainReplay', () => {
  it.each(PLAIN.map((argv) => [argv]))('reads %j as the command line does', async (argv) => {
    const plain = readPlainReplay(argv);
    expect(plain).not.toBeNull();
    expect(plain).toEqual(await readByCommandLine(argv));
  });

  it.each(LEFT_TO_THE_COMMAND_LINE.map((argv) => [argv]))('leaves %j to the command line', (argv) => {
    expect(readPlainReplay(argv)).toBeNull();
  });

  it('never reads what the command line refuses, whatever the arguments', async () => {
    const words = ['--json', '--each', '--top', '3', 'x', 'a.pcap', '-', '--', '--top=2', '--serve', '', '-h'];
    for (const first of words) {
      for (const second of words) {
        for (const third of words) {
          const argv = ['replay', first, second, third];
          const plain = readPlainReplay(argv);
          if (plain === null) continue;
          asked.length = 0;
          expect([argv, plain]).toEqual([argv, await readByCommandLine(argv)]);
        }
      }
    }
  });
});
