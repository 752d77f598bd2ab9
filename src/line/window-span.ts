/** One closed interval of packet time, [start, end), in microseconds since 1970. */
export interface WindowSpan {
  readonly startMicros: number;
  readonly endMicros: number;
}
