import type { ContainerReading } from '../../../system/process-readings.ts';
import { oneDigit, writeAge } from '../figures.ts';
import { type GlancesPlugin, type GlancesRow, NOTHING_LISTED } from '../glances-plugin.ts';

export const CONTAINERS_PLUGIN: GlancesPlugin = {
  name: 'containers',
  key: 'name',
  fields: {
    name: [null, 'The name of the container.'],
    id: [null, 'Its identifier.'],
    image: [null, 'The image it is made from.'],
    status: [null, 'running, healthy, paused, exited and so on.'],
    cpu_percent: ['percent', 'Use of one processor.'],
    memory_usage: ['byte', 'Its memory.'],
    memory_limit: ['byte', 'The most it may have.'],
    memory_inactive_file: ['byte', 'Cached files that are not used; they are in no other figure here.'],
    network_rx: ['byte', 'Bytes received per second.'],
    network_tx: ['byte', 'Bytes sent per second.'],
    uptime: [null, 'For how long it has been running.'],
    engine: [null, 'docker or podman.'],
  },
  history: [],
  show: ({ snapshot: { containers, memory } }) => containers?.map((row) => containerRow(row, memory?.total)) ?? NOTHING_LISTED,
};

/**
 * Numbers are numbers also where nothing is known, as of a container that is not running: Homepage calls `cpu_percent.toFixed` and takes
 * `inactive_file` from `usage`, Home Assistant adds up `cpu.total`.
 */
function containerRow(container: ContainerReading, totalMemory: number | undefined): GlancesRow {
  const cpuPercent = oneDigit(container.cpuPercent ?? 0);
  const usage = container.memoryBytes ?? 0;
  const { memoryLimitBytes: limit, uptimeSeconds } = container;
  return {
    key: 'name',
    name: container.name,
    id: container.id,
    image: container.image,
    status: statusOf(container.status),
    created: null,
    command: null,
    cpu: { total: cpuPercent },
    memory: { usage, limit, inactive_file: 0 },
    network: {},
    io: {},
    cpu_percent: cpuPercent,
    cpu_limit: null,
    memory_percent: totalMemory === undefined ? null : oneDigit((100 * usage) / totalMemory),
    memory_usage: usage,
    memory_limit: limit,
    memory_inactive_file: 0,
    network_rx: container.receivedBytesPerSecond === null ? null : Math.round(container.receivedBytesPerSecond),
    network_tx: container.sentBytesPerSecond === null ? null : Math.round(container.sentBytesPerSecond),
    io_rx: null,
    io_wx: null,
    ports: '',
    uptime: uptimeSeconds === null ? null : writeAge(uptimeSeconds),
    engine: container.engine,
    pod_name: null,
    pod_id: null,
  };
}

/** Home Assistant counts what is `running` or `healthy`, to the letter; engines also say `Up 2 hours (healthy)`. */
function statusOf(status: string): string {
  const words = status.toLowerCase();
  if (!words.startsWith('up')) return words.split(' ', 1)[0]!;
  if (words.includes('(paused)')) return 'paused';
  if (words.includes('(unhealthy)')) return 'unhealthy';
  return words.includes('(healthy)') ? 'healthy' : 'running';
}
