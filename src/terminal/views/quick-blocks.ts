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
  const figure = (label: string, name: 'user' | 'system' | 'iowait' | 'steal' | 'total'): Figure => [
    label,
    percent(cpu[name]),
    styleOf(machine, { metric: 'cpu', figure: name }),
  ];
  return [
    { head: figure('CPU %', 'total'), rows: [figure('user', 'user'), figure('system', 'system'), figure('iowait', 'iowait')] },
    {
      head: ['idle', percent(cpu.idle)],
      rows: [['nice', percent(cpu.nice)], ['irq', percent(cpu.irq + cpu.softirq)], figure('steal', 'steal')],
    },
  ];
}

function memoryBlock(machine: ShownMachine): Block {
  const { memory } = machine;
  if (memory === null) return { head: ['MEM', '-'], rows: [] };
  return {
    head: ['MEM %', percent(memory.percent), styleOf(machine, { metric: 'memory', figure: 'percent' })],
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
    head: ['SWAP %', percent(swap.percent), styleOf(machine, { metric: 'swap', figure: 'percent' })],
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
  const figure = (label: string, name: 'min1' | 'min5' | 'min15'): Figure => [
    label,
    load[name].toFixed(2),
    styleOf(machine, { metric: 'load', figure: name }),
  ];
  return {
    head: ['LOAD', cpu === null ? '' : `${cpu.logicalCount}-core`],
    rows: [figure('1 min', 'min1'), figure('5 min', 'min5'), figure('15 min', 'min15')],
  };
}

/** The share of the last ten seconds in which something had to wait. */
function pressureBlock({ pressure }: ShownMachine): Block | null {
  if (pressure === null) return null;
  return {
    head: ['PRESSURE', '10 s'],
    rows: [
      ['cpu', percent(pressure.cpu.some.avg10)],
      ['memory', percent(pressure.memory.some.avg10)],
      ['io', percent(pressure.io.some.avg10)],
    ],
  };
}

function kernelBlock({ cpu, connections }: ShownMachine): Block | null {
  if (cpu === null) return null;
  return {
    head: ['FREQ', cpu.frequencyHz === null ? '-' : `${short(cpu.frequencyHz)}Hz`],
    rows: [
      ['ctx/s', short(cpu.contextSwitchesPerSecond)],
      ['intr/s', short(cpu.interruptsPerSecond)],
      ['tcp open', connections === null ? '-' : short(connections.established)],
    ],
  };
}

function probeBlock({ probe }: ShownMachine): Block | null {
  if (probe === null) return null;
  return { head: ['PROBE %', percent(probe.cpuPercent)], rows: [['memory', short(probe.residentBytes)]] };
}
