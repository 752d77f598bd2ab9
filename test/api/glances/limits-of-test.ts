import type { GlancesLimit } from '../../../src/api/glances/glances-source.ts';

/** Limits as Glances is delivered with them. */
export function allLimitsOfTest(): readonly GlancesLimit[] {
  return [
    { plugin: 'cpu', field: 'total', careful: 65, warning: 75, critical: 85 },
    { plugin: 'load', field: 'min15', careful: 0.7, warning: 1, critical: 5 },
    { plugin: 'mem', field: 'percent', careful: 50, warning: 70, critical: 90 },
    { plugin: 'fs', field: 'percent', careful: 50, warning: 70, critical: 90 },
    { plugin: 'sensors', field: 'temperature_core', careful: 60, warning: 70, critical: null },
  ];
}
