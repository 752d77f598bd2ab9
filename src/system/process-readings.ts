// What runs on the machine, as the snapshot has it: see `snapshot.ts` for units.

/** A process. Names and command lines are its own words: hostile. */
export interface ProcessReading {
  readonly pid: number;
  readonly parentPid: number;
  readonly name: string;
  /** Arguments, the program first; cut to 4 KiB; empty for kernel threads. */
  readonly command: readonly string[];
  readonly user: string;
  /** One letter, as `ps` has it: R, S, D, Z, T, I, ... */
  readonly state: string;
  /** Of one processor: a process with two busy threads has 200. */
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  readonly residentBytes: number;
  readonly virtualBytes: number;
  readonly sharedBytes: number;
  readonly threads: number;
  readonly nice: number;
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly startedAtMillis: number;
  /** null where that is not permitted to be read. */
  readonly readBytesPerSecond: number | null;
  readonly writeBytesPerSecond: number | null;
  readonly readBytes: number | null;
  readonly writtenBytes: number | null;
}

export interface ProcessesReading {
  /** The most CPU first, then the most memory, then by pid. */
  readonly list: readonly ProcessReading[];
  readonly counts: {
    readonly total: number;
    readonly running: number;
    readonly sleeping: number;
    readonly other: number;
    readonly threads: number;
    readonly pidMax: number | null;
  };
}

export interface ConnectionsReading {
  /** TCP sockets by state, as the kernel names them. */
  readonly established: number;
  readonly synSent: number;
  readonly synReceived: number;
  readonly finWait: number;
  readonly timeWait: number;
  readonly closeWait: number;
  readonly listen: number;
  readonly udp: number;
  /** Entries in the connection tracking table and how many fit; null where there is none. */
  readonly tracked: number | null;
  readonly trackedMax: number | null;
}

export interface ContainerReading {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly engine: 'docker' | 'podman';
  readonly status: string;
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  readonly memoryLimitBytes: number | null;
  readonly receivedBytesPerSecond: number | null;
  readonly sentBytesPerSecond: number | null;
  readonly uptimeSeconds: number | null;
}

/** What the probe itself costs. */
export interface ProbeCostReading {
  readonly cpuPercent: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
  /** How long its own collectors took for this snapshot, in milliseconds of CPU time. */
  readonly collectingMillis: number;
  readonly eventLoopDelayMillis: number;
}
