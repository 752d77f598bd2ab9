/** The stretch of packet time that a window covers: from the first microsecond to one past the last, since 1970-01-01 UTC. */
export interface WindowSpan {
  readonly startMicros: number;
  readonly endMicros: number;
}
