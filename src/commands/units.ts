// Cold: figures as people read them. Decimal units, as on the line's bill.

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const BIT_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;

export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 frame`, `2 frames`. */
export function countedText(count: number, singular: string): string {
  return `${countText(count)} ${singular}${count === 1 ? '' : 's'}`;
}

/** Bytes with three significant digits: `1.24 MB`. */
export function bytesText(bytes: number): string {
  return scaled(bytes, BYTE_UNITS);
}

/** Bits per second with three significant digits: `37.3 Mbit/s`. */
export function bitRateText(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, BIT_UNITS);
}

/** `3 h 12 min`, `4 min 5 s`, `1.25 s`: the two largest units, or seconds to the hundredth below a minute. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(seconds < 1 ? 6 : 2))} s`;
  const whole = Math.round(seconds);
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  if (days > 0) return `${countText(days)} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return `${minutes} min ${whole % 60} s`;
}

/** Milliseconds with three significant digits, `12.3 ms`; from a second on, `1.25 s` and so on. */
export function millisText(millis: number): string {
  if (millis >= 999.5) return durationText(millis / 1000);
  return `${Number(millis.toPrecision(3))} ms`;
}

export function percentText(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`;
}

/** The timestamp of a report, to the second and with a space: `2026-11-21 20:00:00 UTC`. */
export function momentText(timestamp: string): string {
  return `${timestamp.slice(0, 19).replace('T', ' ')} UTC`;
}

function scaled(value: number, units: readonly string[]): string {
  let unit = 0;
  let rest = value;
  // 999.5 would be written as 1000.
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(rest, 1))));
  return `${rest.toFixed(digits)} ${units[unit]}`;
}
