import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/commands/output.ts';

function streams(isTTY: boolean, environment: NodeJS.ProcessEnv = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  return { written, output: createOutput({ stdout: stream('stdout'), stderr: stream('stderr'), environment }) };
}

describe('createOutput', () => {
  it('colours on a terminal only, and not with NO_COLOR', () => {
    const coloured = (isTTY: boolean, environment: NodeJS.ProcessEnv) =>
      streams(isTTY, environment).output.colors.bold('x') !== 'x';
    expect(coloured(true, {})).toBe(true);
    expect(coloured(true, { NO_COLOR: '' })).toBe(true);
    expect(coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(coloured(true, { TERM: 'dumb' })).toBe(false);
    expect(coloured(false, { CI: '1', FORCE_COLOR: '1' })).toBe(false);
  });

  it('shows progress on a terminal and clears it before anything else is written', () => {
    const { output, written } = streams(true);
    output.progress('10%');
    output.progress('20%');
    output.print('result\n');
    output.progress('');
    expect(written).toEqual({ stdout: 'result\n', stderr: '\r\u001b[K10%\r\u001b[K20%\r\u001b[K' });
  });

  it('shows no progress elsewhere', () => {
    const { output, written } = streams(false);
    output.progress('10%');
    output.say('done');
    expect(written).toEqual({ stdout: '', stderr: 'done\n' });
  });
});
