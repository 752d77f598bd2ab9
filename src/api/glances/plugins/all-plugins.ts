import type { GlancesPlugin } from '../glances-plugin.ts';
import { ABSENT_PLUGINS } from './absent.ts';
import { ALERT_PLUGIN } from './alerts.ts';
import { AMPS_PLUGIN } from './amps.ts';
import { CONNECTIONS_PLUGIN } from './connections.ts';
import { CONTAINERS_PLUGIN } from './containers.ts';
import { CORE_PLUGIN, CPU_PLUGIN, PERCPU_PLUGIN } from './cpu.ts';
import { DISKIO_PLUGIN } from './disk-io.ts';
import { FS_PLUGIN } from './file-systems.ts';
import { IP_PLUGIN, NOW_PLUGIN, PSUTILVERSION_PLUGIN, SYSTEM_PLUGIN, UPTIME_PLUGIN, VERSION_PLUGIN } from './host.ts';
import { LOAD_PLUGIN } from './load.ts';
import { MEM_PLUGIN, MEMSWAP_PLUGIN } from './memory.ts';
import { NETWORK_PLUGIN } from './network.ts';
import { PROCESSCOUNT_PLUGIN, PROCESSLIST_PLUGIN } from './processes.ts';
import { PROGRAMLIST_PLUGIN } from './programs.ts';
import { QUICKLOOK_PLUGIN } from './quicklook.ts';
import { SENSORS_PLUGIN } from './sensors.ts';

/** Every plugin there is, by name, in the order of their names. */
export const PLUGINS: ReadonlyMap<string, GlancesPlugin> = new Map(
  [
    ...ABSENT_PLUGINS,
    ALERT_PLUGIN,
    AMPS_PLUGIN,
    CONNECTIONS_PLUGIN,
    CONTAINERS_PLUGIN,
    CORE_PLUGIN,
    CPU_PLUGIN,
    DISKIO_PLUGIN,
    FS_PLUGIN,
    IP_PLUGIN,
    LOAD_PLUGIN,
    MEM_PLUGIN,
    MEMSWAP_PLUGIN,
    NETWORK_PLUGIN,
    NOW_PLUGIN,
    PERCPU_PLUGIN,
    PROCESSCOUNT_PLUGIN,
    PROCESSLIST_PLUGIN,
    PROGRAMLIST_PLUGIN,
    PSUTILVERSION_PLUGIN,
    QUICKLOOK_PLUGIN,
    SENSORS_PLUGIN,
    SYSTEM_PLUGIN,
    UPTIME_PLUGIN,
    VERSION_PLUGIN,
  ]
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((plugin) => [plugin.name, plugin]),
);
