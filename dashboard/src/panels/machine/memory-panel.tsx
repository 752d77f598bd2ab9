import type { PressureReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor } from '../../format/level-words.ts';
import { formatByteRate } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatBytes } from '../../format/units.ts';
import { Fact, Facts } from '../facts.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';

/** Memory and swap, and who waits for what. */
export function MemoryPanel({ system }: { readonly system: SystemMessage }) {
  const { memory, swap, pressure } = system;
  if (memory === null && swap === null && pressure === null) return null;
  return (
    <Panel id="memory" title="Memory">
      <Facts>
        {memory !== null && (
          <>
            <Fact name="Used" hint="What programs cannot have without swapping">
              {formatBytes(memory.used)} of {formatBytes(memory.total)}
            </Fact>
            <Fact name="Available" hint="What programs can have without swapping, as the kernel estimates it">
              {formatBytes(memory.available)}
            </Fact>
            <Fact name="Cached" hint="Page cache and kernel memory that can be had back">
              {formatBytes(memory.cached)}, {formatBytes(memory.buffers)} buffers
            </Fact>
            <Fact name="Free" hint="Used for nothing at all">
              {formatBytes(memory.free)}
            </Fact>
            <Fact name="Shared">{formatBytes(memory.shared)}</Fact>
          </>
        )}
        {swap !== null && swap.total > 0 && (
          <Fact name="Swapping" hint="Read back from swap, and written to it">
            {formatByteRate(swap.inBytesPerSecond)} in, {formatByteRate(swap.outBytesPerSecond)} out
          </Fact>
        )}
      </Facts>
      {pressure !== null && <Pressure pressure={pressure} system={system} />}
    </Panel>
  );
}

const RESOURCES = [
  ['cpu', 'A processor', 'pressureCpu'],
  ['memory', 'Memory', 'pressureMemory'],
  ['io', 'Disks', 'pressureIo'],
] as const;

function Pressure({ pressure, system }: { readonly pressure: PressureReading; readonly system: SystemMessage }) {
  return (
    <div class="subsection">
      <h3>Time in which something waited for</h3>
      <table class="small-table">
        <thead>
          <tr>
            <td />
            <th scope="col" title="Some task waited, of the last ten seconds">
              Some, 10 s
            </th>
            <th scope="col" title="Some task waited, of the last five minutes">
              5 min
            </th>
            <th scope="col" title="All tasks that had something to do waited, of the last ten seconds">
              All, 10 s
            </th>
          </tr>
        </thead>
        <tbody>
          {RESOURCES.map(([resource, name, metric]) => {
            const { some, full } = pressure[resource];
            return (
              <tr key={resource}>
                <th scope="row">
                  {name} <LevelWord level={levelFor(system.levels, metric)} />
                </th>
                <td>{formatPercent(some.avg10)}</td>
                <td>{formatPercent(some.avg300)}</td>
                <td>{full === null ? '–' : formatPercent(full.avg10)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
