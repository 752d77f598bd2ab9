import type { SystemMessage } from '../../../../src/api/messages.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatDuration } from '../../format/time.ts';
import { formatBitRate, formatBytes, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Panel } from '../panel.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 12;

export function ContainersPanel({ system }: { readonly system: SystemMessage }) {
  const { containers } = system;
  if (containers === null || containers.length === 0) return null;
  return (
    <Panel id="containers" title="Containers" note={formatCount(containers.length)}>
      <ShortList rows={containers} few={FEW}>
        {(rows) => (
          <table class="small-table">
            <thead>
              <tr>
                <th scope="col">Container</th>
                <th scope="col">Status</th>
                <th scope="col" title="Of one processor">
                  CPU
                </th>
                <th scope="col">Memory</th>
                <th scope="col" class="wide-only">
                  Received / sent
                </th>
                <th scope="col" class="wide-only">
                  Up for
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Captured text={row.name} />
                    <span class="quiet row-note">
                      <Captured text={row.image} limit={60} /> ({row.engine})
                    </span>
                  </th>
                  <td>
                    <Captured text={row.status} limit={24} />
                  </td>
                  <td>{formatPercent(row.cpuPercent)}</td>
                  <td>
                    {row.memoryBytes === null ? '–' : formatBytes(row.memoryBytes)}
                    {row.memoryLimitBytes !== null && <span class="quiet"> of {formatBytes(row.memoryLimitBytes)}</span>}
                  </td>
                  <td class="wide-only">
                    {rateText(row.receivedBytesPerSecond)} / {rateText(row.sentBytesPerSecond)}
                  </td>
                  <td class="wide-only">{row.uptimeSeconds === null ? '–' : formatDuration(row.uptimeSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ShortList>
    </Panel>
  );
}

function rateText(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? '–' : formatBitRate(bytesPerSecond);
}
