import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../src/capture/source.ts';
import { reportFailure } from '../../src/commands/failure.ts';

describe('reportFailure', () => {
  it('says a failure in one line', () => {
    const error = new CaptureError('EPERM', 'eth0: no permission to capture; use sudo');
    expect(reportFailure(error, {})).toEqual({ text: 'wanprobe: eth0: no permission to capture; use sudo', status: 1 });
  });

  it('shows control characters, such as file names may have, as escapes', () => {
    const error = new CaptureError('not-found', 'a\u001b[2J\nb.pcap: no such file; check the path');
    expect(reportFailure(error, {}).text).toBe('wanprobe: a‹001B›[2J‹000A›b.pcap: no such file; check the path');
  });

  it('takes what the system reports for a failure', () => {
    const error = Object.assign(new Error('EADDRINUSE: address already in use 127.0.0.1:8080'), {
      code: 'EADDRINUSE',
      syscall: 'listen',
    });
    expect(reportFailure(error, {}).text).toBe('wanprobe: EADDRINUSE: address already in use 127.0.0.1:8080');
  });

  it.each([
    new TypeError('x is not a function\nat all'),
    Object.assign(new TypeError('The "path" argument'), { code: 'ERR_INVALID_ARG_TYPE' }),
    'thrown text',
  ])('calls everything else a bug, in one line: %s', (error) => {
    const { text, status } = reportFailure(error, {});
    expect(text).toMatch(/^wanprobe: bug: [^\n]+ \(WANPROBE_DEBUG=1 shows where\)$/);
    expect(status).toBe(1);
  });

  it('shows the stack and its cause when asked', () => {
    const error = new TypeError('outer', { cause: new Error('inner') });
    const { text } = reportFailure(error, { WANPROBE_DEBUG: '1' });
    expect(text).toMatch(/^wanprobe: bug: TypeError: outer\nTypeError: outer\n\s+at /);
    expect(text).toContain('\ncaused by Error: inner\n');
  });

  it('puts the name before every line of a list of mistakes', () => {
    const error = Object.assign(new Error('f:1: a\nf:2: b'), { code: 'CONFIG_INVALID' });
    expect(reportFailure(error, {}).text).toBe('wanprobe: f:1: a\nwanprobe: f:2: b');
  });
});
