import type { FileSystemReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor, worstLevelOf } from '../../format/level-words.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS, visibleText } from '../../text/visible-text.ts';
import { Panel } from '../panel.tsx';
import { Meter } from './meter.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 8;
const METRICS = ['fileSystem', 'fileSystemInodes', 'fileSystemReadOnly'] as const;

export function FileSystemsPanel({ system }: { readonly system: SystemMessage }) {
  const { fileSystems } = system;
  if (fileSystems === null || fileSystems.length === 0) return null;
  const fullestFirst = [...fileSystems].sort((one, other) => other.percent - one.percent);
  return (
    <Panel id="file-systems" title="File systems" note={formatCount(fileSystems.length)}>
      <ShortList rows={fullestFirst} few={FEW}>
        {(rows) => (
          <ul class="meters">
            {rows.map((row) => (
              <li key={`${row.mountPoint} ${row.device}`}>
                <FileSystem row={row} system={system} />
              </li>
            ))}
          </ul>
        )}
      </ShortList>
    </Panel>
  );
}

function FileSystem({ row, system }: { readonly row: FileSystemReading; readonly system: SystemMessage }) {
  const { mountPoint, device, type, size, used, free, percent, isReadOnly, inodesPercent } = row;
  return (
    <Meter
      name={
        <span class="code" title={visibleText(`${device} (${type})`, TOOLTIP_CHARACTERS)}>
          <Captured text={mountPoint} />
        </span>
      }
      value={formatPercent(percent)}
      percent={percent}
      level={worstLevelOf(METRICS.map((metric) => levelFor(system.levels, metric, mountPoint)))}
      note={
        <>
          {formatBytes(used)} of {formatBytes(size)}, {formatBytes(free)} free
          {isReadOnly && ', read-only'}
          {inodesPercent !== null && inodesPercent >= 50 && `, ${formatPercent(inodesPercent)} of the file entries`}
          {', '}
          <Captured text={type} limit={24} />
        </>
      }
    />
  );
}
