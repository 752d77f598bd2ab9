import type { NetworkInterfaceInfo } from 'node:os';
import type { CollectorName } from '../snapshot.ts';
import type { Collector, Schedule, SystemRoots } from './collector.ts';
import { createConnectionCollector } from './connections.ts';
import { createContainerCollector } from './containers.ts';
import { createCpuCollector } from './cpu.ts';
import { createDiskCollector } from './disks.ts';
import { createFileSystemCollector } from './file-systems.ts';
import { createFlashCardCollector } from './flash-cards.ts';
import { createHostCollector } from './host.ts';
import { createInterfaceCollector } from './interfaces.ts';
import { createLoadCollector } from './load.ts';
import { createMemoryCollector } from './memory.ts';
import { createPressureCollector } from './pressure.ts';
import { createProbeCostCollector } from './probe-cost.ts';
import type { ProbeUsage } from './probe-cost-usage.ts';
import { createProcessCollector } from './processes.ts';
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
  /** Whether Docker and Podman are asked for their containers. */
  readonly looksForContainers: boolean;
  /** What this process has used so far. */
  readonly usage: () => ProbeUsage;
  /** How long reading for the latest snapshot took, in milliseconds: the monitor knows. */
  readonly collectingMillis: () => number;
}

/** Every collector by the reading it makes, in the order they run; null for one that is not there: its reading is null, too. */
export type CollectorTable = { readonly [Name in CollectorName]: Collector<Name> | null };

/** How long file systems have to say how full they are, all together. */
const STATFS_MILLIS = 500;

export function createCollectors(options: CollectorOptions): CollectorTable {
  const { roots, addresses, machine, statfs, schedule, looksForContainers, usage, collectingMillis } = options;
  return {
    host: createHostCollector(roots, { machine }),
    cpu: createCpuCollector(roots),
    load: createLoadCollector(roots),
    memory: createMemoryCollector(roots),
    swap: createSwapCollector(roots),
    pressure: createPressureCollector(roots),
    disks: createDiskCollector(roots),
    flashCards: createFlashCardCollector(roots),
    fileSystems: createFileSystemCollector(roots, { statfs, limitMillis: STATFS_MILLIS, schedule }),
    interfaces: createInterfaceCollector(roots, { addresses }),
    sensors: createSensorCollector(roots),
    raspberry: createRaspberryCollector(roots),
    processes: createProcessCollector(roots),
    connections: createConnectionCollector(roots),
    containers: looksForContainers ? createContainerCollector(roots) : null,
    probe: createProbeCostCollector({ usage, collectingMillis }),
  };
}
