const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** A duration in seconds for people, with the one or two units that matter: `45 s`, `3 min`, `2 h 5 min`, `3 days`. */
export function durationText(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return withRest(`${Math.floor(seconds / HOUR)} h`, Math.floor((seconds % HOUR) / MINUTE), 'min');
  const days = Math.floor(seconds / DAY);
  return days > 1 ? `${days} days` : withRest('1 day', Math.floor((seconds % DAY) / HOUR), 'h');
}

function withRest(whole: string, rest: number, unit: string): string {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}
