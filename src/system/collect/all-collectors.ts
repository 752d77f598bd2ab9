import type { NetworkInterfaceInfo } from 'node:os';
import type { CollectorName } from '../snapshot.ts';
import type { Collector, Schedule, SystemRoots } from './collector.ts';
import { createCpuCollector } from './cpu.ts';
import { createDiskCollector } from './disks.ts';
import { createFileSystemCollector } from './file-systems.ts';
import { createFlashCardCollector } from './flash-cards.ts';
import { createHostCollector } from './host.ts';
import { createInterfaceCollector } from './interfaces.ts';
import { createLoadCollector } from './load.ts';
import { createMemoryCollector } from './memory.ts';
import { createPressureCollector } from './pressure.ts';
import { createRaspberryCollector } from './raspberry.ts';
import { createSensorCollector } from './sensors.ts';
import type { StatFs } from './size-query.ts';
import { createSwapCollector } from './swap.ts';

/** Where everything is read from that is not a collector's own business. */
export interface CollectorOptions {
  readonly roots: SystemRoots;
  /** `os.networkInterfaces`. */
  readonly addresses: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** `os.machine`. */
  readonly machine: () => string;
  /** `fs.promises.statfs`. */
  readonly statfs: (path: string) => Promise<StatFs>;
  readonly schedule: Schedule;
}

/** Every collector by the reading it makes, in the order they run; null for one that is not there: its reading is null, too. */
export type CollectorTable = { readonly [Name in CollectorName]: Collector<Name> | null };

/** How long file systems have to say how full they are, all together. */
const STATFS_MILLIS = 500;

export function createCollectors({ roots, addresses, machine, statfs, schedule }: CollectorOptions): CollectorTable {
  return {
    host: createHostCollector(roots, { machine }),
    cpu: createCpuCollector(roots),
    load: createLoadCollector(roots),
    memory: createMemoryCollector(roots),
    swap: createSwapCollector(roots),
    pressure: createPressureCollector(roots),
    disks: createDiskCollector(roots),
    flashCards: createFlashCardCollector(roots),
    interfaces: createInterfaceCollector(roots, { addresses }),
    sensors: createSensorCollector(roots),
    raspberry: createRaspberryCollector(roots),
    // Here go createProcessCollector, createConnectionCollector and createProbeCostCollector ...
    processes: null,
    connections: null,
    probe: null,
    // Those that wait come last: what others do meanwhile would count as their time. Here goes createContainerCollector.
    fileSystems: createFileSystemCollector(roots, { statfs, limitMillis: STATFS_MILLIS, schedule }),
    containers: null,
  };
}
