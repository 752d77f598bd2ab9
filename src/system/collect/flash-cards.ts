import { parseCount } from '../counts.ts';
import { FileReader, listNames } from '../file-reader.ts';
import type { FlashCardReading } from '../snapshot.ts';
import type { Collector, SystemRoots } from './collector.ts';

const SECTOR_BYTES = 512;
const MOST_DISKS = 512;
const LONGEST_NAME = 64;
/** PRE_EOL_INFO (JESD84-B51, EXT_CSD 267): how much of the blocks kept in reserve is used up. */
const END_OF_LIFE = { 1: 'normal', 2: 'warning', 3: 'urgent' } as const;

/** SD cards and soldered flash, how much was written to them, and how worn they say they are: few SD cards say anything. */
export function createFlashCardCollector({ sys }: SystemRoots): Collector<'flashCards'> {
  const reader = new FileReader();
  return {
    name: 'flashCards',
    collect: () =>
      listNames(`${sys}/block`, MOST_DISKS)
        .filter((name) => /^mmcblk\d+$/.test(name))
        .map((disk) => readCard(reader, `${sys}/block/${disk}`, disk)),
  };
}

function readCard(reader: FileReader, folder: string, disk: string): FlashCardReading {
  const line = (name: string) => reader.readLineIfAny(`${folder}/device/${name}`);
  return {
    disk,
    kind: line('type') === 'SD' ? 'sd' : 'mmc',
    name: line('name')?.slice(0, LONGEST_NAME) ?? null,
    manufacturedAt: parseManufactured(line('date')),
    writtenBytes: parseWritten(reader.readLineIfAny(`${folder}/stat`)),
    wearPercent: parseLifeTime(line('life_time')),
    endOfLife: parseEndOfLife(line('pre_eol_info')),
  };
}

/** `03/2021` to `2021-03`. */
export function parseManufactured(text: string | null): string | null {
  const [, month, year] = /^(0[1-9]|1[0-2])\/(\d{4})$/.exec(text ?? '') ?? [];
  return month === undefined ? null : `${year}-${month}`;
}

/** `0x02 0x01`: 1 is up to 10 percent, 10 is up to 100, 11 is beyond; for two kinds of memory cells, of which the worse counts. */
export function parseLifeTime(text: string | null): number | null {
  const [, first, second] = /^0x([\da-f]{1,2}) 0x([\da-f]{1,2})$/i.exec(text ?? '') ?? [];
  const tens = [first, second].map((digits) => Number.parseInt(digits ?? '', 16)).filter((value) => value >= 1 && value <= 11);
  return tens.length === 0 ? null : Math.min(100, 10 * Math.max(...tens));
}

export function parseEndOfLife(text: string | null): FlashCardReading['endOfLife'] {
  const value = /^0x([\da-f]{1,2})$/i.exec(text ?? '')?.[1];
  return END_OF_LIFE[Number.parseInt(value ?? '', 16) as keyof typeof END_OF_LIFE] ?? null;
}

/** The seventh figure of a disk's `stat` counts the sectors written. */
export function parseWritten(text: string | null): number {
  return (parseCount(text?.split(/\s+/)[6]) ?? 0) * SECTOR_BYTES;
}
