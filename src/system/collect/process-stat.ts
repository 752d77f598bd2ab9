/** USER_HZ, in which the kernel tells times: 100 on every platform Node.js runs on, whatever its own clock ticks at (time(7)). */
export const TICKS_PER_SECOND = 100;
/** PF_KTHREAD of include/linux/sched.h. */
const IS_KERNEL_THREAD = 0x00200000;
const FIRST_FIELD = 3;
const LAST_FIELD = 24;
const ONLY_NUMBERS = /^[A-Za-z]( -?\d+)+\s*$/;

/** What /proc/<pid>/stat says of a process (proc_pid_stat(5)). */
export interface ProcessStat {
  /** As the kernel has it: at most 15 bytes of a program's name, longer for some of its own threads. */
  readonly name: string;
  readonly state: string;
  readonly parentPid: number;
  readonly isKernelThread: boolean;
  readonly userTicks: number;
  readonly systemTicks: number;
  readonly nice: number;
  readonly threads: number;
  /** After the machine's start. With the pid it names a process for good: a pid alone is used again. */
  readonly startTicks: number;
  readonly virtualBytes: number;
  readonly residentPages: number;
}

/** Null where the text is cut short or no such file. A name may hold spaces, parentheses and line ends: the last parenthesis closes it. */
export function parseProcessStat(bytes: Buffer): ProcessStat | null {
  const open = bytes.indexOf('(');
  const close = bytes.lastIndexOf(')');
  if (open === -1 || close < open) return null;
  const rest = bytes.toString('latin1', close + 2);
  if (!ONLY_NUMBERS.test(rest)) return null;
  const fields = rest.split(' ', LAST_FIELD - FIRST_FIELD + 1);
  if (fields.length <= LAST_FIELD - FIRST_FIELD) return null;

  const numberAt = (field: number) => Number(fields[field - FIRST_FIELD]);
  return {
    name: bytes.toString('utf8', open + 1, close),
    state: rest.slice(0, 1),
    parentPid: numberAt(4),
    isKernelThread: (numberAt(9) & IS_KERNEL_THREAD) !== 0,
    userTicks: numberAt(14),
    systemTicks: numberAt(15),
    nice: numberAt(19),
    threads: numberAt(20),
    startTicks: numberAt(22),
    virtualBytes: numberAt(23),
    residentPages: Math.max(0, numberAt(24)),
  };
}
