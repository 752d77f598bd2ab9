import type { DiskReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor, worstLevelOf } from '../../format/level-words.ts';
import { formatByteRate } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatMillis } from '../../format/time.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 8;
const METRICS = ['diskRead', 'diskWrite', 'diskReadLatency', 'diskWriteLatency'] as const;

/** Whole disks, and below each its parts. */
export function DisksPanel({ system }: { readonly system: SystemMessage }) {
  const { disks } = system;
  if (disks === null || disks.length === 0) return null;
  return (
    <Panel id="disks" title="Disks" note={formatCount(disks.filter(({ isPartition }) => !isPartition).length)}>
      <ShortList rows={disks} few={FEW}>
        {(rows) => (
          <table class="small-table">
            <thead>
              <tr>
                <th scope="col">Disk</th>
                <th scope="col">Reads</th>
                <th scope="col">Writes</th>
                <th scope="col" class="wide-only" title="How long a read and a write took, the mean">
                  Takes
                </th>
                <th scope="col" class="wide-only" title="Written since the machine was started">
                  Written
                </th>
                <th scope="col" title="Share of the time in which it had something to do">
                  Busy
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((disk) => (
                <Disk key={disk.name} disk={disk} system={system} />
              ))}
            </tbody>
          </table>
        )}
      </ShortList>
    </Panel>
  );
}

function Disk({ disk, system }: { readonly disk: DiskReading; readonly system: SystemMessage }) {
  const level = worstLevelOf(METRICS.map((metric) => levelFor(system.levels, metric, disk.name)));
  return (
    <tr class={disk.isPartition ? 'quiet' : ''}>
      <th scope="row" class={disk.isPartition ? 'code row-part' : 'code'}>
        <Captured text={disk.name} /> <LevelWord level={level} />
      </th>
      <td title={`${formatCount(disk.readsPerSecond)} reads per second`}>{formatByteRate(disk.readBytesPerSecond)}</td>
      <td title={`${formatCount(disk.writesPerSecond)} writes per second`}>{formatByteRate(disk.writeBytesPerSecond)}</td>
      <td class="wide-only">
        {formatMillis(disk.readLatencyMillis)} / {formatMillis(disk.writeLatencyMillis)}
      </td>
      <td class="wide-only">{formatBytes(disk.writtenBytes)}</td>
      <td>{formatPercent(disk.busyPercent)}</td>
    </tr>
  );
}
