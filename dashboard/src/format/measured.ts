import { formatPercent } from './percent.ts';
import { formatMillis } from './time.ts';
import { formatBytes, formatCount } from './units.ts';

/** Bytes per second as disks are told of: `1.2 MB/s`. */
export function formatByteRate(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? '–' : `${formatBytes(bytesPerSecond)}/s`;
}

export function formatDegrees(degrees: number | null): string {
  return degrees === null || !Number.isFinite(degrees) ? '–' : `${degrees.toFixed(1)} °C`;
}

export function formatLoad(load: number | null): string {
  return load === null || !Number.isFinite(load) ? '–' : load.toFixed(2);
}

/** A frequency in three digits: `1.50 GHz`. */
export function formatHertz(hertz: number | null): string {
  if (hertz === null || !Number.isFinite(hertz) || hertz < 0) return '–';
  return hertz >= 999.5e6 ? `${(hertz / 1e9).toFixed(2)} GHz` : `${(hertz / 1e6).toFixed(0)} MHz`;
}

/** What an event measured, in its own unit; `null` where the figure is only yes or no. */
export function formatMeasured(value: number, unit: string): string | null {
  switch (unit) {
    case 'state':
      return null;
    case '%':
      return formatPercent(value);
    case 'B/s':
      return formatByteRate(value);
    case 'B':
      return formatBytes(value);
    case 'ms':
      return formatMillis(value);
    case '°C':
      return formatDegrees(value);
    case 'load':
      return formatLoad(value);
    case '1/s':
      return `${formatCount(value)}/s`;
    default:
      return `${Number.isInteger(value) ? formatCount(value) : Number(value.toPrecision(3))} ${unit}`.trim();
  }
}
