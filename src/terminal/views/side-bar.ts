import type { ShownMachine } from '../feed/shown-machine.ts';
import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import type { Section, ViewState } from '../view-state.ts';
import { percent, short } from './figures.ts';
import { styleOf } from './level-style.ts';
import { type Column, drawTable } from './table.ts';

/** A section's rows and how to draw them in an area. */
interface Part {
  readonly rows: number;
  readonly draw: (buffer: ScreenBuffer, area: Area) => void;
}

/** Network, disks, file systems, sensors and containers below one another; they share the rows as fairly as they can. */
export function drawSideBar(buffer: ScreenBuffer, area: Area, shown: { machine: ShownMachine; state: ViewState }): void {
  const parts = partsOf(shown.machine, shown.state);
  const shares = shareRows(
    parts.map(({ rows }) => rows),
    area.rows,
  );
  let row = area.row;
  parts.forEach((part, index) => {
    const rows = shares[index]!;
    if (rows > 0) part.draw(buffer, { ...area, row, rows });
    row += rows;
  });
}

/** A row at a time in turn, beginning with two for each: a heading alone says nothing. */
export function shareRows(wanted: readonly number[], available: number): number[] {
  const shares = wanted.map(() => 0);
  let left = available;
  for (const [index, rows] of wanted.entries()) {
    if (rows < 2 || left < 2) continue;
    shares[index] = 2;
    left -= 2;
  }
  for (let isGiving = true; isGiving && left > 0; ) {
    isGiving = false;
    for (const [index, rows] of wanted.entries()) {
      if (left === 0 || shares[index] === 0 || shares[index]! >= rows) continue;
      shares[index]! += 1;
      left -= 1;
      isGiving = true;
    }
  }
  return shares;
}

function partsOf(machine: ShownMachine, { hidden, showsBytes }: ViewState): readonly Part[] {
  const parts: [Section, Part | null][] = [
    ['network', networkPart(machine, showsBytes)],
    ['disks', disksPart(machine)],
    ['fileSystems', fileSystemsPart(machine)],
    ['sensors', sensorsPart(machine)],
    ['containers', containersPart(machine)],
  ];
  return parts.flatMap(([section, part]) => (part === null || hidden.includes(section) ? [] : [part]));
}

function part<Row>(columns: readonly Column<Row>[], rows: readonly Row[] | null): Part | null {
  if (rows === null || rows.length === 0) return null;
  return {
    rows: rows.length + 1,
    draw: (buffer, area) => drawTable(buffer, area, { columns, rows, look: { headingStyle: Style.Title } }),
  };
}

function networkPart(machine: ShownMachine, showsBytes: boolean): Part | null {
  const { interfaces } = machine;
  type Row = NonNullable<typeof interfaces>[number];
  const rate = (bytesPerSecond: number): string => (showsBytes ? short(bytesPerSecond) : `${short(bytesPerSecond * 8)}b`);
  const columns: Column<Row>[] = [
    { heading: 'NETWORK', width: 0, text: ({ name }) => name, style: ({ isUp }) => (isUp ? Style.Plain : Style.Dim) },
    {
      heading: 'Rx/s',
      width: 6,
      align: 'right',
      text: ({ isUp, receivedBytesPerSecond: it }) => (isUp ? rate(it) : 'down'),
      style: ({ name }) => styleOf(machine, 'interfaceReceived', name),
    },
    {
      heading: 'Tx/s',
      width: 6,
      align: 'right',
      text: ({ isUp, sentBytesPerSecond: it }) => (isUp ? rate(it) : ''),
      style: ({ name }) => styleOf(machine, 'interfaceSent', name),
    },
  ];
  // The loopback interface tells the least.
  const order = ({ isUp, name }: Row): number => (isUp ? 0 : 2) + (name === 'lo' ? 1 : 0);
  return part(columns, interfaces === null ? null : [...interfaces].sort((a, b) => order(a) - order(b)));
}

function disksPart(machine: ShownMachine): Part | null {
  const { disks } = machine;
  type Row = NonNullable<typeof disks>[number];
  const columns: Column<Row>[] = [
    { heading: 'DISK I/O', width: 0, text: ({ name, isPartition }) => (isPartition ? ` ${name}` : name) },
    {
      heading: 'R/s',
      width: 6,
      align: 'right',
      text: ({ readBytesPerSecond }) => short(readBytesPerSecond),
      style: ({ name }) => styleOf(machine, 'diskRead', name),
    },
    {
      heading: 'W/s',
      width: 6,
      align: 'right',
      text: ({ writeBytesPerSecond }) => short(writeBytesPerSecond),
      style: ({ name }) => styleOf(machine, 'diskWrite', name),
    },
  ];
  return part(columns, disks === null ? null : [...disks].sort((a, b) => Number(a.isPartition) - Number(b.isPartition)));
}

function fileSystemsPart(machine: ShownMachine): Part | null {
  const { fileSystems } = machine;
  type Row = NonNullable<typeof fileSystems>[number];
  const columns: Column<Row>[] = [
    { heading: 'FILE SYS', width: 0, text: ({ mountPoint }) => mountPoint },
    {
      heading: 'Used%',
      width: 6,
      align: 'right',
      text: ({ percent: used }) => percent(used),
      style: ({ mountPoint }) => styleOf(machine, 'fileSystem', mountPoint),
    },
    { heading: 'Size', width: 6, align: 'right', text: ({ size }) => short(size) },
  ];
  return part(columns, fileSystems);
}

interface SensorRow {
  readonly label: string;
  readonly value: string;
  readonly style: Style;
}

/** Which threshold of the probe a kind of sensor is judged by; the others have none. */
const SENSOR_METRICS: Readonly<Record<string, string>> = {
  temperature_core: 'temperature',
  temperature_hdd: 'diskTemperature',
  battery: 'battery',
};

function sensorsPart(machine: ShownMachine): Part | null {
  const columns: Column<SensorRow>[] = [
    { heading: 'SENSORS', width: 0, text: ({ label }) => label },
    { heading: '', width: 9, align: 'right', text: ({ value }) => value, style: ({ style }) => style },
  ];
  const sensors = (machine.sensors ?? []).map(({ label, type, unit, value }) => ({
    label,
    value: `${Number.isInteger(value) ? value : value.toFixed(unit === 'V' ? 2 : 1)}${unit}`,
    style: styleOf(machine, SENSOR_METRICS[type] ?? type, label),
  }));
  return part(columns, [...wrongNow(machine), ...sensors, ...wrongBefore(machine), ...wearRows(machine)]);
}

/** What the firmware of a Raspberry Pi complains of comes before everything else. */
function wrongNow({ raspberry }: ShownMachine): readonly SensorRow[] {
  const row = (label: string, isNow: boolean | null | undefined): SensorRow[] =>
    isNow === true ? [{ label, value: 'NOW', style: Style.Critical }] : [];
  return [
    ...row('under-voltage', raspberry?.underVoltage),
    ...row('throttled', raspberry?.throttled),
    ...row('frequency capped', raspberry?.frequencyCapped),
  ];
}

function wrongBefore({ raspberry }: ShownMachine): readonly SensorRow[] {
  if (raspberry === null) return [];
  const { sinceStart, underVoltage, throttled } = raspberry;
  const row = (label: string, ever: boolean | null, now: boolean | null): SensorRow[] =>
    ever === true && now !== true ? [{ label, value: 'was', style: Style.Careful }] : [];
  return [...row('under-voltage', sinceStart.underVoltage, underVoltage), ...row('throttled', sinceStart.throttled, throttled)];
}

function wearRows({ flashCards }: ShownMachine): readonly SensorRow[] {
  return (flashCards ?? []).flatMap(({ disk, wearPercent, endOfLife }) => {
    if (wearPercent === null) return [];
    const style = endOfLife === 'urgent' ? Style.Critical : endOfLife === 'warning' ? Style.Warning : Style.Plain;
    return [{ label: `${disk} wear`, value: `${percent(wearPercent)}%`, style }];
  });
}

function containersPart({ containers }: ShownMachine): Part | null {
  type Row = NonNullable<typeof containers>[number];
  const columns: Column<Row>[] = [
    { heading: 'CONTAINER', width: 0, text: ({ name }) => name },
    { heading: 'CPU%', width: 6, align: 'right', text: ({ cpuPercent: cpu, status }) => (cpu === null ? status : percent(cpu)) },
    { heading: 'MEM', width: 6, align: 'right', text: ({ memoryBytes }) => (memoryBytes === null ? '-' : short(memoryBytes)) },
  ];
  return part(columns, containers);
}
