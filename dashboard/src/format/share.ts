import type { Accounting, ProtocolRow, Rows, SourceCondition } from '../../../src/api/messages.ts';

interface Measured {
  readonly wireBytes: number;
  readonly bytesPerSecond: number;
}

/** What shares are shares of: the line's rate now, or, once a replay is over and nothing moves, all bytes of it. */
export interface ShareBasis {
  readonly of: 'rate' | 'bytes';
  readonly total: number;
}

/** The rate is the sum over the encapsulation stacks, every frame being in exactly one, so that it is the same kind of mean as the rows' rates. */
export function shareBasis(
  condition: SourceCondition | null,
  accounting: Accounting | null,
  protocols: Rows<ProtocolRow> | null,
): ShareBasis {
  if (condition === 'ended') return { of: 'bytes', total: accounting?.seen.wireBytes ?? 0 };
  return { of: 'rate', total: (protocols?.list ?? []).reduce((sum, row) => sum + row.bytesPerSecond, 0) };
}

/** Between 0 and 1; `null` where there is nothing to have a share of. */
export function shareOf(row: Measured, basis: ShareBasis): number | null {
  const part = basis.of === 'rate' ? row.bytesPerSecond : row.wireBytes;
  return basis.total > 0 ? Math.min(1, part / basis.total) : null;
}
