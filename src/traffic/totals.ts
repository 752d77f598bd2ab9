import { timestampText } from '../decode/text.ts';
import type { Accounting, TrafficSummary } from './summary.ts';
import type { WindowBytes } from './window.ts';

/** Everything added up, whatever it was: of a window, or of several. */
export class Totals {
  frames = 0;
  wireBytes = 0;
  capturedBytes = 0;
  malformed = 0;
  /** Frames that were not malformed and whose stack has no row of its own any more. */
  other = 0;
  /** Bytes of frames by their innermost network protocol. */
  ipv4Bytes = 0;
  ipv6Bytes = 0;
  /** Bytes of frames that came down the access line, and that went up; the rest is of frames of which that is not known. */
  downBytes = 0;
  upBytes = 0;
  /** Of the two above, those whose innermost network protocol is IPv4, and IPv6. */
  ipv4DownBytes = 0;
  ipv4UpBytes = 0;
  ipv6DownBytes = 0;
  ipv6UpBytes = 0;
  /** The earliest and the latest timestamp of a frame, in microseconds since 1970; infinite before the first. */
  earliestMicros = Number.POSITIVE_INFINITY;
  latestMicros = Number.NEGATIVE_INFINITY;

  add(more: Totals): void {
    this.frames += more.frames;
    this.wireBytes += more.wireBytes;
    this.capturedBytes += more.capturedBytes;
    this.malformed += more.malformed;
    this.ipv4Bytes += more.ipv4Bytes;
    this.ipv6Bytes += more.ipv6Bytes;
    this.downBytes += more.downBytes;
    this.upBytes += more.upBytes;
    this.ipv4DownBytes += more.ipv4DownBytes;
    this.ipv4UpBytes += more.ipv4UpBytes;
    this.ipv6DownBytes += more.ipv6DownBytes;
    this.ipv6UpBytes += more.ipv6UpBytes;
    this.stretch(more.earliestMicros, more.latestMicros);
  }

  /** Makes the time from the first frame to the last include both moments. */
  stretch(earliestMicros: number, latestMicros: number): void {
    this.earliestMicros = Math.min(this.earliestMicros, earliestMicros);
    this.latestMicros = Math.max(this.latestMicros, latestMicros);
  }

  frameTimes(): Pick<TrafficSummary, 'firstFrameAt' | 'lastFrameAt' | 'durationSeconds'> {
    const { earliestMicros, latestMicros } = this;
    if (latestMicros < earliestMicros) return { firstFrameAt: null, lastFrameAt: null, durationSeconds: 0 };
    return {
      firstFrameAt: timestampText(earliestMicros),
      lastFrameAt: timestampText(latestMicros),
      durationSeconds: Math.round(latestMicros - earliestMicros) / 1e6,
    };
  }

  /** Bytes by network protocol and by the way they went. */
  split(): WindowBytes {
    const { ipv4Bytes, ipv6Bytes, downBytes, upBytes, ipv4DownBytes, ipv4UpBytes, ipv6DownBytes, ipv6UpBytes } = this;
    return { ipv4Bytes, ipv6Bytes, downBytes, upBytes, ipv4DownBytes, ipv4UpBytes, ipv6DownBytes, ipv6UpBytes };
  }

  accounting(): Accounting {
    const { frames, wireBytes, capturedBytes, malformed, other } = this;
    return { seen: { frames, wireBytes }, capturedBytes, attributed: frames - malformed - other, other, malformed };
  }
}
