import { isIPv4 } from 'node:net';
import { writeDuration } from '../figures.ts';
import { GLANCES_VERSION, type GlancesPlugin, NOTHING_KNOWN } from '../glances-plugin.ts';

/** What Linux calls architectures of 64 bits. */
const WIDE = /64|s390x|alpha/;

export const SYSTEM_PLUGIN: GlancesPlugin = {
  name: 'system',
  key: null,
  fields: {
    os_name: [null, 'The operating system.'],
    hostname: [null, 'The name of the machine.'],
    platform: [null, '64bit or 32bit.'],
    linux_distro: [null, 'The distribution.'],
    os_version: [null, 'The kernel.'],
    hr_name: [null, 'All of it, for people.'],
  },
  history: [],
  show: ({ snapshot: { host } }) => {
    if (host === null) return NOTHING_KNOWN;
    const platform = WIDE.test(host.architecture) ? '64bit' : '32bit';
    const distribution = host.distribution ?? host.system;
    return {
      os_name: host.system,
      hostname: host.hostname,
      platform,
      os_version: host.kernel,
      linux_distro: distribution,
      hr_name: `${distribution} ${platform} / ${host.system} ${host.kernel}`,
    };
  },
};

/** Always a duration: once Home Assistant was given something else, it stumbles over the next one. */
export const UPTIME_PLUGIN: GlancesPlugin = {
  name: 'uptime',
  key: null,
  fields: {},
  history: [],
  show: ({ snapshot: { host } }) => writeDuration(host?.uptimeSeconds ?? 0),
};

export const NOW_PLUGIN: GlancesPlugin = {
  name: 'now',
  key: null,
  fields: {
    iso: [null, 'When the machine was looked at, by its clock.'],
    custom: [null, 'The same, for people.'],
  },
  history: [],
  show: ({ snapshot: { atMillis } }) => {
    const [day, time] = new Date(atMillis).toISOString().split(/[T.]/) as [string, string];
    return { iso: `${day}T${time}+00:00`, custom: `${day} ${time} UTC` };
  },
};

/** Of Glances, not ours: clients compare it. */
export const VERSION_PLUGIN: GlancesPlugin = {
  name: 'version',
  key: null,
  fields: {},
  history: [],
  show: () => GLANCES_VERSION,
};

/** There is no psutil; it is us who read the machine. */
export const PSUTILVERSION_PLUGIN: GlancesPlugin = {
  name: 'psutilversion',
  key: null,
  fields: {},
  history: [],
  show: ({ source }) => `wanprobe ${source.version}`,
};

export const IP_PLUGIN: GlancesPlugin = {
  name: 'ip',
  key: null,
  fields: { address: [null, 'The first IPv4 address of the machine that is not its own only.'] },
  history: [],
  show: ({ snapshot: { interfaces } }) => {
    const addresses = interfaces?.filter(({ isUp }) => isUp).flatMap(({ addresses }) => addresses) ?? [];
    const address = addresses.find((candidate) => isIPv4(candidate) && !candidate.startsWith('127.'));
    return address === undefined ? NOTHING_KNOWN : { address };
  },
};
