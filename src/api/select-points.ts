import type { TrafficPoint } from './messages.ts';

/** Which points are wanted: those that start in [from, to), added up over `stepSeconds`. */
export interface PointQuestion {
  readonly fromMillis: number;
  readonly toMillis: number;
  /** Whole seconds, 1 or more. Steps start at multiples of it since 1970. */
  readonly stepSeconds: number;
}

/** Adds points up to the steps of `question`. Steps without a point are left out. */
export function selectPoints(points: readonly TrafficPoint[], question: PointQuestion): TrafficPoint[] {
  const selected: TrafficPoint[] = [];
  let openStep = Number.NaN;
  for (const point of points) {
    const atMillis = Date.parse(point.at);
    if (atMillis < question.fromMillis || atMillis >= question.toMillis) continue;
    const step = Math.floor(atMillis / (question.stepSeconds * 1000));
    if (step === openStep) selected.push(addPoints(selected.pop()!, point));
    else selected.push(point);
    openStep = step;
  }
  return selected;
}

function addPoints(first: TrafficPoint, second: TrafficPoint): TrafficPoint {
  return {
    at: first.at,
    seconds: first.seconds + second.seconds,
    frames: first.frames + second.frames,
    wireBytes: first.wireBytes + second.wireBytes,
    ipv4Bytes: first.ipv4Bytes + second.ipv4Bytes,
    ipv6Bytes: first.ipv6Bytes + second.ipv6Bytes,
    otherBytes: first.otherBytes + second.otherBytes,
    downBytes: first.downBytes + second.downBytes,
    upBytes: first.upBytes + second.upBytes,
    malformed: first.malformed + second.malformed,
    dropped: first.dropped === null && second.dropped === null ? null : (first.dropped ?? 0) + (second.dropped ?? 0),
    // A conversation that lasts is active in both.
    activeFlows: Math.max(first.activeFlows, second.activeFlows),
  };
}
