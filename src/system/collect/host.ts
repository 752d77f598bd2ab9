import { FileReader } from '../file-reader.ts';
import type { HostReading } from '../snapshot.ts';
import type { Collector, Moment, SystemRoots } from './collector.ts';

/** What two readings of the same start may differ by, for the clock's fine adjustment and the uptime's hundredths. */
const SAME_START_MILLIS = 2000;
const LONGEST_TEXT = 256;

export interface HostOptions {
  /** `os.machine`: kernels before 6.1 do not write it to /proc. */
  readonly machine: () => string;
}

/** Which machine this is, and since when it runs. */
export function createHostCollector(roots: SystemRoots, { machine }: HostOptions): Collector<'host'> {
  const reader = new FileReader();
  const kernel = (name: string) => reader.readLineIfAny(`${roots.proc}/sys/kernel/${name}`);
  let bootedAtMillis: number | null = null;
  let fixed: Pick<HostReading, 'system' | 'kernel' | 'architecture' | 'distribution' | 'model'> | null = null;
  return {
    name: 'host',
    collect: (moment: Moment): HostReading => {
      const uptimeSeconds = parseUptime(reader.readText(`${roots.proc}/uptime`));
      if (uptimeSeconds === null) throw new Error('/proc/uptime does not begin with a number');
      const startMillis = Math.round(moment.atMillis - uptimeSeconds * 1000);
      // A clock that was set, as on a machine that has none of its own, moves the start with it.
      if (bootedAtMillis === null || Math.abs(startMillis - bootedAtMillis) > SAME_START_MILLIS) bootedAtMillis = startMillis;
      fixed ??= {
        system: kernel('ostype') ?? 'Linux',
        kernel: kernel('osrelease') ?? '',
        architecture: kernel('arch') ?? machine(),
        distribution: parsePrettyName(reader.readTextIfAny(`${roots.etc}/os-release`) ?? ''),
        model: readModel(reader, roots),
      };
      return { hostname: kernel('hostname') ?? 'localhost', ...fixed, bootedAtMillis, uptimeSeconds };
    },
  };
}

export function parseUptime(text: string): number | null {
  const seconds = /^(\d{1,12}(\.\d+)?) /.exec(text)?.[1];
  return seconds === undefined ? null : Number(seconds);
}

/** The distribution's name for people, of os-release(5): quoted as shells do. */
export function parsePrettyName(text: string): string | null {
  const value = /^PRETTY_NAME=(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([^\s"']*))\s*$/m.exec(text);
  const name = (value?.[1]?.replace(/\\(.)/g, '$1') ?? value?.[2] ?? value?.[3] ?? '').trim();
  return name === '' ? null : name.slice(0, LONGEST_TEXT);
}

/** What a device tree calls the machine, or its maker. */
export function readModel(reader: FileReader, { proc, sys }: SystemRoots): string | null {
  const tree = readTreeModel(reader, proc);
  if (tree !== null) return tree;
  const parts = ['sys_vendor', 'product_name'].map((name) => reader.readLineIfAny(`${sys}/class/dmi/id/${name}`));
  const model = parts.filter((part) => part !== null).join(' ');
  return model === '' ? null : model.slice(0, LONGEST_TEXT);
}

/** `Raspberry Pi 4 Model B Rev 1.4`, ended by a null character. */
export function readTreeModel(reader: FileReader, proc: string): string | null {
  const model = reader.readTextIfAny(`${proc}/device-tree/model`, LONGEST_TEXT)?.replace(/\0.*$/s, '').trim();
  return model === undefined || model === '' ? null : model;
}
