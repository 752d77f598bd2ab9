// Figures in few characters. Decimal units, as everywhere in the program.

const UNITS = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** At most five characters: `0`, `840`, `1.24M`, `37.3k`, `120G`. */
export function short(value: number): string {
  let rest = Math.max(0, value);
  let unit = 0;
  // 999.5 would be written as 1000.
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const digits = unit === 0 ? 0 : rest < 9.995 ? 2 : rest < 99.95 ? 1 : 0;
  return `${rest.toFixed(digits)}${UNITS[unit]}`;
}

/** What is not known is a hyphen, which is not zero. */
export function shortOrNone(value: number | null): string {
  return value === null ? '-' : short(value);
}

/** At most five characters: `0.0`, `12.3`, `100`. */
export function percent(value: number): string {
  return value >= 99.95 ? value.toFixed(0) : Math.max(0, value).toFixed(1);
}

/** Bits per second as people know their line: `37.3 Mbit/s`. */
export function bitRate(bytesPerSecond: number): string {
  const text = short(bytesPerSecond * 8);
  const unit = /[a-z]$/i.exec(text)?.[0] ?? '';
  return `${text.slice(0, text.length - unit.length)} ${unit}bit/s`;
}

/** `3 days, 1:12`, `1:12:49`. */
export function uptime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3_600);
  const minutes = pad(Math.floor((whole % 3_600) / 60));
  if (days === 0) return `${hours}:${minutes}:${pad(whole % 60)}`;
  return `${days.toLocaleString('en-US')} day${days === 1 ? '' : 's'}, ${hours}:${minutes}`;
}

/** CPU time as top's TIME+ has it: `1:23.45`, from 100 minutes on `12h34`. */
export function cpuTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
  return `${Math.floor(minutes / 60)}h${pad(minutes % 60)}`;
}

/** `12.3 ms`, `0.35 ms`, `1.25 s`. */
export function millis(value: number | null): string {
  if (value === null) return '-';
  return value >= 999.5 ? `${(value / 1000).toFixed(2)} s` : `${Number(value.toPrecision(3))} ms`;
}

export function micros(value: number | null): string {
  return millis(value === null ? null : value / 1000);
}

/** The time of day of an ISO 8601 text, UTC as it is: `19:00:02`. */
export function timeOfDay(at: string): string {
  return at.slice(11, 19);
}

const LEVELS = '▁▂▃▄▅▆▇█';

/** A bar for each value, the latest to the right; the highest is full. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width);
  const most = Math.max(...shown, 1);
  return shown.map((value) => LEVELS[Math.min(7, Math.floor((Math.max(0, value) / most) * 7.999))]).join('');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
