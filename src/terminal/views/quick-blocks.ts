import type { ShownMachine } from '../feed/shown-machine.ts';
import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import { percent, short } from './figures.ts';
import { styleOf } from './level-style.ts';

/** Rows that the blocks at the top take. */
export const BLOCK_ROWS = 4;
const NARROWEST = 15;
const WIDEST = 19;
const CORE_WIDTH = 5;

type Figure = readonly [label: string, value: string, style?: Style];

interface Block {
  readonly head: Figure;
  readonly rows: readonly Figure[];
}

/** Processor, memory, swap and load, side by side; where there is room also pressure, frequency and the probe's own cost. */
export function drawQuickBlocks(buffer: ScreenBuffer, row: number, machine: ShownMachine): void {
  const blocks = [
    ...cpuBlocks(machine),
    memoryBlock(machine),
    swapBlock(machine),
    loadBlock(machine),
    pressureBlock(machine),
    kernelBlock(machine),
    probeBlock(machine),
  ].filter((block) => block !== null);
  const count = Math.max(1, Math.min(blocks.length, Math.floor((buffer.columns + 1) / (NARROWEST + 1))));
  const width = Math.min(WIDEST, Math.floor((buffer.columns + 1) / count) - 1);
  blocks.slice(0, count).forEach((block, index) => {
    drawBlock(buffer, { row, column: index * (width + 1), width }, block);
  });
}

/** One row with the share of every processor, as many as fit; nothing where there is one only. */
export function drawCores(buffer: ScreenBuffer, row: number, { cpu }: ShownMachine): void {
  if (cpu === null || cpu.perCpu.length < 2) return;
  let column = buffer.put('cores ', { row, column: 0, style: Style.Dim });
  for (const { total } of cpu.perCpu) {
    if (column + CORE_WIDTH > buffer.columns) return;
    buffer.putRight(percent(total), { row, column, width: CORE_WIDTH, style: Style.Dim });
    column += CORE_WIDTH + 1;
  }
}

function drawBlock(buffer: ScreenBuffer, place: { row: number; column: number; width: number }, { head, rows }: Block): void {
  [head, ...rows].slice(0, BLOCK_ROWS).forEach(([label, value, style = Style.Plain], line) => {
    const row = place.row + line;
    const width = place.width - 1;
    const taken = buffer.put(label, { ...place, row, width, style: line === 0 ? Style.Title : Style.Plain });
    buffer.putRight(value, { row, column: place.column + taken + 1, width: width - taken - 1, style });
  });
}

function cpuBlocks(machine: ShownMachine): readonly Block[] {
  const { cpu } = machine;
  if (cpu === null) return [{ head: ['CPU', '-'], rows: [] }];
  return [
    {
      head: ['CPU %', percent(cpu.total), styleOf(machine, 'cpu')],
      rows: [
        ['user', percent(cpu.user), styleOf(machine, 'cpuUser')],
        ['system', percent(cpu.system), styleOf(machine, 'cpuSystem')],
        ['iowait', percent(cpu.iowait), styleOf(machine, 'cpuIowait')],
      ],
    },
    {
      head: ['idle', percent(cpu.idle)],
      rows: [
        ['nice', percent(cpu.nice)],
        ['irq', percent(cpu.irq + cpu.softirq)],
        ['steal', percent(cpu.steal), styleOf(machine, 'cpuSteal')],
      ],
    },
  ];
}

function memoryBlock(machine: ShownMachine): Block {
  const { memory } = machine;
  if (memory === null) return { head: ['MEM', '-'], rows: [] };
  return {
    head: ['MEM %', percent(memory.percent), styleOf(machine, 'memory')],
    rows: [
      ['total', short(memory.total)],
      ['used', short(memory.used)],
      ['avail', short(memory.available)],
    ],
  };
}

function swapBlock(machine: ShownMachine): Block {
  const { swap } = machine;
  if (swap === null) return { head: ['SWAP', '-'], rows: [] };
  return {
    head: ['SWAP %', percent(swap.percent), styleOf(machine, 'swap')],
    rows: [
      ['total', short(swap.total)],
      ['used', short(swap.used)],
      ['free', short(swap.free)],
    ],
  };
}

function loadBlock(machine: ShownMachine): Block {
  const { load, cpu } = machine;
  if (load === null) return { head: ['LOAD', '-'], rows: [] };
  return {
    head: ['LOAD', cpu === null ? '' : `${cpu.logicalCount}-core`],
    rows: [
      ['1 min', load.min1.toFixed(2)],
      ['5 min', load.min5.toFixed(2)],
      // The one that is judged.
      ['15 min', load.min15.toFixed(2), styleOf(machine, 'load')],
    ],
  };
}

/** The share of the last ten seconds in which something had to wait. */
function pressureBlock(machine: ShownMachine): Block | null {
  const { pressure } = machine;
  if (pressure === null) return null;
  return {
    head: ['PRESSURE', '10 s'],
    rows: [
      ['cpu', percent(pressure.cpu.some.avg10), styleOf(machine, 'pressureCpu')],
      ['memory', percent(pressure.memory.some.avg10), styleOf(machine, 'pressureMemory')],
      ['io', percent(pressure.io.some.avg10), styleOf(machine, 'pressureIo')],
    ],
  };
}

function kernelBlock(machine: ShownMachine): Block | null {
  const { cpu, connections } = machine;
  if (cpu === null) return null;
  return {
    head: ['FREQ', cpu.frequencyHz === null ? '-' : `${short(cpu.frequencyHz)}Hz`],
    rows: [
      ['ctx/s', short(cpu.contextSwitchesPerSecond), styleOf(machine, 'contextSwitches')],
      ['intr/s', short(cpu.interruptsPerSecond)],
      ['tcp open', connections === null ? '-' : short(connections.established), styleOf(machine, 'connectionTracking')],
    ],
  };
}

function probeBlock({ probe }: ShownMachine): Block | null {
  if (probe === null) return null;
  return { head: ['PROBE %', percent(probe.cpuPercent)], rows: [['memory', short(probe.residentBytes)]] };
}
