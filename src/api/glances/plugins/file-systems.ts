import { oneDigit } from '../figures.ts';
import { type GlancesPlugin, NOTHING_LISTED } from '../glances-plugin.ts';

export const FS_PLUGIN: GlancesPlugin = {
  name: 'fs',
  key: 'mnt_point',
  fields: {
    device_name: [null, 'The device.'],
    fs_type: [null, 'The kind of file system.'],
    mnt_point: [null, 'Where it is mounted.'],
    options: [null, 'The options it is mounted with.'],
    size: ['byte', 'All of it.'],
    used: ['byte', 'What is used.'],
    free: ['byte', 'What everybody can still use.'],
    percent: ['percent', 'Use, as df has it.'],
  },
  history: ['percent'],
  show: ({ snapshot: { fileSystems } }) => {
    return (
      fileSystems?.map(({ device, type, mountPoint, options, size, used, free, percent }) => ({
        key: 'mnt_point',
        device_name: device,
        fs_type: type,
        mnt_point: mountPoint,
        options,
        size,
        used,
        free,
        percent: oneDigit(percent),
      })) ?? NOTHING_LISTED
    );
  },
};
