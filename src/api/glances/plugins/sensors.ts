import { oneDigit } from '../figures.ts';
import { type GlancesPlugin, NOTHING_LISTED } from '../glances-plugin.ts';

/** Glances knows no voltages, and Home Assistant would not know what to do with one. */
const UNKNOWN_TO_GLANCES = 'voltage';

export const SENSORS_PLUGIN: GlancesPlugin = {
  name: 'sensors',
  key: 'label',
  fields: {
    label: [null, 'The name of the sensor.'],
    type: [null, 'temperature_core, temperature_hdd, fan_speed or battery.'],
    unit: [null, 'C for degrees Celsius, R for revolutions per minute, or %.'],
    value: ['number', 'The value.'],
    warning: ['number', 'From where the hardware itself warns.'],
    critical: ['number', 'From where the hardware itself is in danger.'],
  },
  history: [],
  show: ({ snapshot: { sensors } }) => {
    const known = sensors?.filter(({ type }) => type !== UNKNOWN_TO_GLANCES);
    return (
      known?.map(({ label, type, unit, value, warning, critical }) => ({
        key: 'label',
        label,
        type,
        unit,
        value: oneDigit(value),
        warning,
        critical,
      })) ?? NOTHING_LISTED
    );
  },
};
