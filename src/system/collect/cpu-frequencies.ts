import { parseCount } from '../counts.ts';
import { type FileReader, listNames } from '../file-reader.ts';

/** A group of processors that run at one frequency (Documentation/admin-guide/pm/cpufreq.rst). */
export interface FrequencyPolicy {
  readonly path: string;
  readonly processors: readonly number[];
  readonly maxHz: number | null;
}

const MOST_POLICIES = 1024;

/** Which frequencies there are to read. They change with processors that are switched on or off only. */
export function listPolicies(reader: FileReader, sys: string): readonly FrequencyPolicy[] {
  const folder = `${sys}/devices/system/cpu/cpufreq`;
  return listNames(folder, MOST_POLICIES)
    .filter((name) => /^policy\d+$/.test(name))
    .map((name) => ({
      path: `${folder}/${name}`,
      processors: parseNumbers(reader.readLineIfAny(`${folder}/${name}/affected_cpus`)),
      maxHz: parseKilohertz(reader.readLineIfAny(`${folder}/${name}/cpuinfo_max_freq`)),
    }));
}

/** The frequencies now, by processor. */
export function readFrequencies(reader: FileReader, policies: readonly FrequencyPolicy[]): ReadonlyMap<number, number> {
  const frequencies = new Map<number, number>();
  for (const { path, processors } of policies) {
    const hertz = parseKilohertz(reader.readLineIfAny(`${path}/scaling_cur_freq`));
    if (hertz === null) continue;
    for (const processor of processors) frequencies.set(processor, hertz);
  }
  return frequencies;
}

export function parseKilohertz(text: string | null): number | null {
  const kilohertz = parseCount(text);
  return kilohertz === null || kilohertz === 0 ? null : kilohertz * 1000;
}

function parseNumbers(text: string | null): readonly number[] {
  if (text === null) return [];
  return text
    .split(/\s+/)
    .map(parseCount)
    .filter((number) => number !== null);
}
