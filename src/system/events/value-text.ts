/** A value of an event in its unit, for people: `97 %`, `6.3`, `12 MB/s`. */
export function valueText(value: number, unit: string): string {
  if (unit === 'load') return value.toFixed(1);
  if (unit === 'B/s') return bytesText(value);
  // A count over some time is no whole number.
  if (unit === 'processes') return value === 1 ? '1 process' : `${Number(value.toFixed(1))} processes`;
  return `${Math.round(value)} ${unit}`;
}

function bytesText(bytesPerSecond: number): string {
  const units = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'];
  let value = bytesPerSecond;
  while (value >= 999.5 && units.length > 1) {
    value /= 1000;
    units.shift();
  }
  return `${value < 10 && units[0] !== 'B/s' ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}
