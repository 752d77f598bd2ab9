import type { SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor } from '../../format/level-words.ts';
import { formatLoad } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatDuration } from '../../format/time.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Panel } from '../panel.tsx';
import { Meter } from './meter.tsx';

/** How the machine is, at a glance. */
export function QuickLook({ system }: { readonly system: SystemMessage }) {
  const { cpu, memory, swap, load, levels } = system;
  const processors = cpu?.logicalCount ?? null;
  return (
    <Panel id="quick-look" title="This machine" note={<Host host={system.host} />}>
      <div class="meters">
        {cpu !== null && (
          <Meter
            name="CPU"
            value={formatPercent(cpu.total)}
            percent={cpu.total}
            level={levelFor(levels, 'cpu')}
            note={`programs ${formatPercent(cpu.user + cpu.nice)}, kernel ${formatPercent(cpu.system)}, waits for disks ${formatPercent(cpu.iowait)}`}
          />
        )}
        {memory !== null && (
          <Meter
            name="Memory"
            value={formatPercent(memory.percent)}
            percent={memory.percent}
            level={levelFor(levels, 'memory')}
            note={`${formatBytes(memory.used)} of ${formatBytes(memory.total)}`}
          />
        )}
        {swap !== null && (
          <Meter
            name="Swap"
            value={swap.total === 0 ? 'none' : formatPercent(swap.percent)}
            percent={swap.percent}
            level={levelFor(levels, 'swap')}
            note={swap.total === 0 ? 'there is none' : `${formatBytes(swap.used)} of ${formatBytes(swap.total)}`}
          />
        )}
        {load !== null && (
          <Meter
            name="Load"
            value={formatLoad(load.min1)}
            percent={processors === null ? null : (100 * load.min1) / processors}
            level={levelFor(levels, 'load')}
            note={`${formatLoad(load.min5)} over 5 min, ${formatLoad(load.min15)} over 15 min${processors === null ? '' : `; ${formatCount(processors)} CPUs`}`}
          />
        )}
      </div>
    </Panel>
  );
}

function Host({ host }: { readonly host: SystemMessage['host'] }) {
  if (host === null) return null;
  const { hostname, model, distribution, system, kernel, uptimeSeconds } = host;
  return (
    <>
      <b class="strong">
        <Captured text={hostname} />
      </b>
      {', '}
      {model !== null && (
        <>
          <Captured text={model} />
          {', '}
        </>
      )}
      <Captured text={distribution ?? system} />
      {', '}
      <Captured text={kernel} />, up {formatDuration(uptimeSeconds)}
    </>
  );
}
