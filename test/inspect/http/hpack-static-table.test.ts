import { describe, expect, it } from 'vitest';
import { STATIC_TABLE } from '../../../src/inspect/http/hpack-static-table.ts';

describe('STATIC_TABLE', () => {
  it('has the entries of RFC 7541 in their places', () => {
    expect(STATIC_TABLE).toHaveLength(61);
    const entry = (index: number): string => STATIC_TABLE[index - 1]!.join(' ').trim();
    expect([1, 2, 3, 8, 14, 16, 28, 38, 58, 61].map(entry)).toEqual([
      ':authority',
      ':method GET',
      ':method POST',
      ':status 200',
      ':status 500',
      'accept-encoding gzip, deflate',
      'content-length',
      'host',
      'user-agent',
      'www-authenticate',
    ]);
  });
});
