import type { AlertLevel, CpuReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor } from '../../format/level-words.ts';
import { formatHertz } from '../../format/measured.ts';
import { barPercent, formatPercent } from '../../format/percent.ts';
import { formatPacketRate } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Fact, Facts } from '../facts.tsx';
import { Fold } from '../fold.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';

/** With more cores than this, they are folded. */
const FEW_CORES = 16;

const STATES = [
  ['user', 'User', 'In programs'],
  ['system', 'System', 'In the kernel'],
  ['nice', 'Nice', 'In programs that step back'],
  ['iowait', 'Waits', 'With nothing to do but wait for disks'],
  ['irq', 'IRQ', 'In interrupts'],
  ['softirq', 'Soft IRQ', 'In soft interrupts: much of the network is done there'],
  ['steal', 'Stolen', 'Given to others by the host of this virtual machine'],
  ['guest', 'Guests', 'In virtual machines; part of user'],
] as const;
/** What fills the bar of a core, from the left. */
const PARTS = ['user', 'nice', 'system', 'softirq', 'irq', 'steal', 'iowait'] as const;
const METRICS: Readonly<Partial<Record<(typeof STATES)[number][0], string>>> = {
  user: 'cpuUser',
  system: 'cpuSystem',
  iowait: 'cpuIowait',
  steal: 'cpuSteal',
};

export function CpuPanel({ system }: { readonly system: SystemMessage }) {
  const { cpu, levels } = system;
  if (cpu === null) return null;
  const levelOf = (state: (typeof STATES)[number][0]): AlertLevel => {
    const metric = METRICS[state];
    return metric === undefined ? 'ok' : levelFor(levels, metric);
  };
  const cores = () => (
    <ol class="cores">
      {cpu.perCpu.map((core) => (
        <Core key={core.number} core={core} />
      ))}
    </ol>
  );
  return (
    <Panel id="cpu" title="CPU" note={<Model cpu={cpu} />}>
      {cpu.perCpu.length <= FEW_CORES ? cores() : <Fold title={`Each of ${cpu.perCpu.length} CPUs`}>{cores}</Fold>}
      <Facts>
        {STATES.map(([state, name, hint]) => (
          <Fact key={state} name={name} hint={hint}>
            {formatPercent(cpu[state])} <LevelWord level={levelOf(state)} />
          </Fact>
        ))}
        <Fact name="Switches" hint="From one thread to another, per second">
          {formatPacketRate(cpu.contextSwitchesPerSecond)}/s <LevelWord level={levelFor(levels, 'contextSwitches')} />
        </Fact>
        <Fact name="Interrupts" hint="Per second">
          {formatPacketRate(cpu.interruptsPerSecond)}/s
        </Fact>
      </Facts>
    </Panel>
  );
}

function Model({ cpu }: { readonly cpu: CpuReading }) {
  const { model, logicalCount, physicalCount, frequencyHz, maxFrequencyHz } = cpu;
  return (
    <>
      {model !== null && (
        <>
          <Captured text={model} />
          {', '}
        </>
      )}
      {logicalCount} CPUs{physicalCount !== null && physicalCount !== logicalCount && `, ${physicalCount} cores`}
      {frequencyHz !== null && `, ${formatHertz(frequencyHz)}`}
      {maxFrequencyHz !== null && ` of ${formatHertz(maxFrequencyHz)}`}
    </>
  );
}

function Core({ core }: { readonly core: CpuReading['perCpu'][number] }) {
  const title = PARTS.map((part) => `${part} ${formatPercent(core[part])}`).join(', ');
  return (
    <li class="core" title={`${title}; ${formatHertz(core.frequencyHz)}`}>
      <span class="quiet core-number">{core.number}</span>
      <span class="core-track" aria-hidden="true">
        {PARTS.map((part) => (
          <span key={part} class={`core-part core-${part}`} style={{ width: `${barPercent(core[part])}%` }} />
        ))}
      </span>
      <span class="core-total">{formatPercent(core.total)}</span>
    </li>
  );
}
