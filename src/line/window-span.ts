/** One closed interval of packet time, [start, end). */
export interface WindowSpan {
  readonly startMicros: number;
  readonly endMicros: number;
}
