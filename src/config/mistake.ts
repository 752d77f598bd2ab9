/** Something wrong in a configuration, and where. */
export interface Mistake {
  /** `wanprobe.yaml:3:9`, or `environment`. */
  readonly place: string;
  /** The setting concerned; `null` where the whole file is. */
  readonly key: string | null;
  /** What was expected and what was found, in one line. */
  readonly text: string;
}

const MOST_LISTED = 50;

/** A configuration that cannot be used. The message has a line per mistake: place, key, what was expected, what was found. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(describeMistakes(mistakes));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

function describeMistakes(mistakes: readonly Mistake[]): string {
  const lines = mistakes
    .slice(0, MOST_LISTED)
    .map(({ place, key, text }) => (key === null ? `${place}: ${text}` : `${place}: ${key}: ${text}`));
  if (mistakes.length > MOST_LISTED) lines.push(`and ${mistakes.length - MOST_LISTED} more mistakes`);
  return lines.join('\n');
}
