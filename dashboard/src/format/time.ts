const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86400;

/** How long, in at most two units: `4 s`, `12 min`, `3 h 05 min`, `2 d 4 h`. Less than nothing is `0 s`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < SECONDS_PER_MINUTE) return `${whole} s`;
  if (whole < SECONDS_PER_HOUR) {
    const rest = whole % SECONDS_PER_MINUTE;
    const minutes = Math.floor(whole / SECONDS_PER_MINUTE);
    return minutes < 10 ? `${minutes} min ${padded(rest)} s` : `${minutes} min`;
  }
  const hours = Math.floor(whole / SECONDS_PER_HOUR);
  if (whole < SECONDS_PER_DAY) return `${hours} h ${padded(Math.floor((whole % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE))} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The same, but tenths of a second where it is short: `0.2 s`. */
export function formatSeconds(seconds: number): string {
  return seconds >= 0 && seconds < 10 ? `${Number(seconds.toFixed(1))} s` : formatDuration(seconds);
}

/** A short time in three digits: `0.45 ms`, `12.3 ms`, `1.25 s`. */
export function formatMillis(millis: number | null): string {
  if (millis === null || !Number.isFinite(millis) || millis < 0) return '–';
  if (millis >= 60_000) return formatDuration(millis / 1000);
  if (millis >= 999.5) return `${millis < 9995 ? (millis / 1000).toFixed(2) : (millis / 1000).toFixed(1)} s`;
  return `${millis < 0.995 ? millis.toFixed(2) : millis < 99.95 ? millis.toFixed(1) : millis.toFixed(0)} ms`;
}

export function formatMicros(micros: number | null): string {
  return formatMillis(micros === null ? null : micros / 1000);
}

/** The time of day alone where that is the same day as `nowAt`, or not long before it; else the date before it. */
export function formatWhen(at: string | null, nowAt: string | null): string {
  const moment = formatMoment(at);
  const [day, clock] = moment.split(' ');
  const ago = secondsBetween(at, nowAt);
  const isNear = ago !== null && Math.abs(ago) < SECONDS_PER_DAY / 2;
  return clock !== undefined && (isNear || day === formatMoment(nowAt).split(' ')[0]) ? clock : moment;
}

/** Seconds from one ISO time to another; `null` where either is missing or no time. */
export function secondsBetween(fromAt: string | null, toAt: string | null): number | null {
  if (fromAt === null || toAt === null) return null;
  const seconds = (Date.parse(toAt) - Date.parse(fromAt)) / 1000;
  return Number.isFinite(seconds) ? seconds : null;
}

/** The reader's own time of day, `21:04:07`. */
export function formatClock(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return '–';
  return `${padded(date.getHours())}:${padded(date.getMinutes())}:${padded(date.getSeconds())}`;
}

/** The reader's own date and time of day, `2026-11-21 21:04:07`. */
export function formatMoment(at: string | null): string {
  const date = new Date(at ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '–';
  const day = `${date.getFullYear()}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;
  return `${day} ${formatClock(date.getTime() / 1000)}`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
