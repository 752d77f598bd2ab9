/** A frame to be written; a source's `Frame` is one. Its bytes may change as soon as it has been. */
export interface WrittenFrame {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly capturedLength: number;
  readonly wireLength: number;
  readonly timestampMicros: number;
  readonly linkType: number;
}

/** A time as files hold it. */
export interface SecondsAndNanos {
  readonly seconds: number;
  readonly nanos: number;
}

/** Splits off the fraction first: a double has no room for nanoseconds since 1970. Times before it are none. */
export function secondsAndNanos(micros: number): SecondsAndNanos {
  const whole = Math.max(0, Math.floor(micros));
  const rest = Math.round(Math.max(0, micros - whole) * 1000);
  const nanos = (whole % 1e6) * 1000 + rest;
  const carried = nanos >= 1e9 ? 1 : 0;
  return { seconds: Math.floor(whole / 1e6) + carried, nanos: nanos - carried * 1e9 };
}
