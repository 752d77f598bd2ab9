import type { BufferbloatRow } from '../../../../src/api/messages.ts';
import { formatDuration, formatMillis } from '../../format/time.ts';
import { formatBitRate, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Fold } from '../fold.tsx';

/** How much longer everything takes while the line is busy: what makes calls stutter during an upload. */
export function Bufferbloat({ rows }: { readonly rows: readonly BufferbloatRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div class="subsection">
      <h3>Delay while the line is busy (bufferbloat)</h3>
      <div class="bloat">
        {rows.map((row) => (
          <Direction key={row.direction} row={row} />
        ))}
      </div>
      <Fold title="How it was measured">{() => rows.map((row) => <Buckets key={row.direction} row={row} />)}</Fold>
    </div>
  );
}

const TONES: Readonly<Record<string, string>> = { 'A+': 'good', A: 'good', B: 'good', C: 'warn', D: 'bad', F: 'bad' };

function Direction({ row }: { readonly row: BufferbloatRow }) {
  const { direction, grade, addedMillis, reason } = row;
  const name = direction === 'down' ? 'While downloading' : 'While uploading';
  return (
    <div class="bloat-direction">
      <span class={`grade grade-${grade === null ? 'none' : (TONES[grade] ?? 'none')}`}>{grade ?? '–'}</span>
      <span>
        <b>{name}</b>
        <span class="quiet session-name">
          {grade === null ? (
            <Captured text={reason ?? 'not measured yet'} />
          ) : addedMillis === null ? (
            'added delay not known'
          ) : (
            `answers take ${formatMillis(Math.max(0, addedMillis))} longer`
          )}
        </span>
      </span>
    </div>
  );
}

function Buckets({ row }: { readonly row: BufferbloatRow }) {
  const { direction, measure, highestBitsPerSecond, loadedSeconds, buckets } = row;
  return (
    <div class="subsection">
      <p class="quiet">
        {direction === 'down' ? 'Down' : 'Up'}, by{' '}
        {measure === 'lcp-echo' ? 'the echoes of the line itself' : 'round trips of connections'}; highest rate{' '}
        {formatBitRate(highestBitsPerSecond / 8)}, {formatDuration(loadedSeconds)} under load.
      </p>
      <table class="small-table">
        <thead>
          <tr>
            <th scope="col">Used</th>
            <th scope="col">Measured</th>
            <th scope="col">Median</th>
            <th scope="col">95 %</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ utilisation, samples, medianMillis, p95Millis }) => (
            <tr key={utilisation}>
              <th scope="row">{utilisation}</th>
              <td>{formatCount(samples)}</td>
              <td>{formatMillis(medianMillis)}</td>
              <td>{formatMillis(p95Millis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
