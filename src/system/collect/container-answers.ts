// What an engine answers (Docker Engine API 1.41 and its copy in Podman), read as what anyone may have written: names and images are chosen
// by whoever starts a container.

const MOST_CONTAINERS = 100;
const LONGEST_TEXT = 256;
/** Identifiers become part of a path. */
const IDENTIFIER = /^[0-9a-f]{12,64}$/;

export interface ListedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** `running`, `paused` ... */
  readonly status: string;
}

/** A container's counters, cumulative since it was started. */
export interface ContainerCounters {
  readonly cpuNanos: number | null;
  /** Without the file cache that can be given back at once, as `docker stats` has it. */
  readonly memoryBytes: number | null;
  readonly memoryLimitBytes: number | null;
  /** Null where it shares the machine's network. */
  readonly receivedBytes: number | null;
  readonly sentBytes: number | null;
}

/** The answer to `/containers/json`; null where it is no list. */
export function parseContainerList(answer: unknown): readonly ListedContainer[] | null {
  if (!Array.isArray(answer)) return null;
  const containers: ListedContainer[] = [];
  for (const item of answer) {
    const id = textAt(item, 'Id');
    if (containers.length === MOST_CONTAINERS) break;
    if (IDENTIFIER.test(id))
      containers.push({ id, name: nameOf(item) || id, image: textAt(item, 'Image'), status: textAt(item, 'State') });
  }
  return containers;
}

/** The answer to `/containers/<id>/stats`. */
export function parseContainerCounters(answer: unknown): ContainerCounters {
  const usage = countAt(answer, 'memory_stats', 'usage');
  // The first name is of control groups of version 2, the other of version 1.
  const cache =
    countAt(answer, 'memory_stats', 'stats', 'inactive_file') ?? countAt(answer, 'memory_stats', 'stats', 'total_inactive_file');
  const networks = valuesAt(answer, 'networks');
  return {
    cpuNanos: countAt(answer, 'cpu_stats', 'cpu_usage', 'total_usage'),
    memoryBytes: usage === null ? null : Math.max(0, usage - (cache ?? 0)),
    memoryLimitBytes: countAt(answer, 'memory_stats', 'limit'),
    receivedBytes: networks === null ? null : sumOf(networks, 'rx_bytes'),
    sentBytes: networks === null ? null : sumOf(networks, 'tx_bytes'),
  };
}

/** When it was last started, of the answer to `/containers/<id>/json`; null where it never was. */
export function parseContainerStart(answer: unknown): number | null {
  const text = at(answer, 'State', 'StartedAt');
  const millis = typeof text === 'string' ? Date.parse(text.slice(0, LONGEST_TEXT)) : Number.NaN;
  return millis > 0 ? millis : null;
}

/** Names begin with a slash; one with a second slash is what another container calls it. */
function nameOf(item: unknown): string {
  const names = at(item, 'Names');
  const texts = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  const name = texts.find((text) => text.lastIndexOf('/') <= 0) ?? texts[0] ?? '';
  return name.replace(/^\//, '').slice(0, LONGEST_TEXT);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

function textAt(value: unknown, key: string): string {
  const text = at(value, key);
  return typeof text === 'string' ? text.slice(0, LONGEST_TEXT) : '';
}

function countAt(value: unknown, ...path: readonly string[]): number | null {
  const count = at(value, ...path);
  return typeof count === 'number' && count >= 0 && Number.isFinite(count) ? count : null;
}

function valuesAt(value: unknown, key: string): readonly unknown[] | null {
  const found = at(value, key);
  return typeof found === 'object' && found !== null ? Object.values(found) : null;
}

function sumOf(values: readonly unknown[], key: string): number {
  return values.reduce<number>((sum, value) => sum + (countAt(value, key) ?? 0), 0);
}
