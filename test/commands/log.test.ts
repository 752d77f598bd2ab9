import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/commands/log.ts';

/** A device that every disk is like one day. */
const FULL = '/dev/full';

describe('createLog', () => {
  it('has written what is important enough when it returns', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wanprobe-log-'));
    const descriptor = openSync(join(folder, 'log'), 'w');
    try {
      const log = createLog('warn', descriptor);
      log.info('left out');
      log.warn('written');
      expect(readFileSync(join(folder, 'log'), 'utf8')).toMatch(/^\{[^\n]*"msg":"written"\}\n$/);
    } finally {
      closeSync(descriptor);
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(!existsSync(FULL))('harms nobody where the disk is full, however often it is tried', () => {
    const descriptor = openSync(FULL, 'w');
    try {
      const log = createLog('info', descriptor);
      for (let times = 0; times < 3; times += 1) expect(() => log.warn('x'.repeat(1_000_000))).not.toThrow();
    } finally {
      closeSync(descriptor);
    }
  });
});
