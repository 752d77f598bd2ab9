import { isoMicros } from './chance.mjs';

const MINUTE = 60_000;

export const figure = (name, value, unit, baseline = null, threshold = null) => ({ name, value, unit, baseline, threshold });

export const NOTHING_WRONG = {
  verdict: 'nothing-wrong',
  severity: 'none',
  text: 'Nothing is wrong: the provider and the hosts beyond answer as fast as usual, and next to nothing is lost.',
  figures: [
    figure('LCP echo', 9.1, 'ms', 8.7, 28.7),
    figure('lost on the line side', 0.02, '%', null, 1),
    figure('at home', 2.2, 'ms', 1.9, 21.9),
  ],
};
export const LINE_LOSSES = {
  verdict: 'line',
  severity: 'major',
  text: 'The line loses 3.8 % of what is sent, on the provider’s side of the probe; the home side loses nothing.',
  figures: [
    figure('lost on the line side', 3.8, '%', 0.02, 1),
    figure('lost on the home side', 0, '%', null, 1),
    figure('LCP echo', 31, 'ms', 8.7, 28.7),
  ],
};
export const WIFI = {
  verdict: 'home',
  severity: 'minor',
  text: 'Devices at home answer slowly: 48 ms from the router on, usually 2 ms. That is Wi-Fi, or a device that is busy.',
  figures: [figure('at home', 48, 'ms', 2.1, 22.1)],
};
export const FULL = {
  verdict: 'line-full',
  severity: 'major',
  text: 'The upload is full, and everything else waits for it: answers take 310 ms longer than usual.',
  figures: [figure('upload', 9.8e6, 'bit/s', null, 7.9e6), figure('LCP echo', 318, 'ms', 8.7, 28.7)],
};
export const IDLE = { verdict: 'idle', severity: 'none', text: 'Too little was sent to say anything.', figures: [] };
export const OUT = {
  verdict: 'line',
  severity: 'outage',
  text: 'The provider does not answer: the router has asked 14 times for a session, and nobody offered one.',
  figures: [figure('asked in vain', 14, ''), figure('without a session', 131, 's')],
};

/** The last `hours`, minute by minute: `verdictAt(minutes ago)`, and `now` for the open one. */
export function verdictOf({ now, hours = 6, verdictAt, current, bufferbloat = [], outage = null }) {
  const open = Math.floor(now / MINUTE) * MINUTE;
  const row = (at, verdict, seconds = 60) => ({ atMinute: isoMicros(at), seconds, also: [], outage: null, ...verdict });
  const minutes = [];
  for (let ago = hours * 60; ago > 0; ago -= 1) minutes.push(row(open - ago * MINUTE, verdictAt(ago)));
  const last = row(open, { ...current, outage }, Math.round((now - open) / 1000));
  return { now: last, minutes: [...minutes, last], bufferbloat };
}

export function bloatOf(direction, grade, addedMillis) {
  const row = (utilisation, samples, medianMillis) => ({ utilisation, samples, medianMillis, p95Millis: medianMillis * 1.7 });
  return {
    direction,
    grade,
    reason: grade === null ? 'no download has filled the line yet' : null,
    measure: 'lcp-echo',
    addedMillis,
    highestBitsPerSecond: direction === 'down' ? 98.2e6 : 9.9e6,
    loadedSeconds: grade === null ? 0 : 412,
    buckets: [
      row('idle', 211, 8.7),
      row('10-50 %', 340, 9.9),
      row('50-80 %', 88, 14 + (addedMillis ?? 0) / 3),
      row('over 80 %', 61, 9 + (addedMillis ?? 0)),
    ],
  };
}

export function outageOf({ serial, cause, suspect, startAt, endAt = null, now, text, evidence, stages = [] }) {
  return {
    serial,
    cause,
    suspect,
    startAt: isoMicros(startAt),
    startMicros: startAt * 1000,
    endAt: endAt === null ? null : isoMicros(endAt),
    endMicros: endAt === null ? null : endAt * 1000,
    durationSeconds: ((endAt ?? now) - startAt) / 1000,
    interruptions: 0,
    text,
    evidence,
    stages,
  };
}

export function outagesOf(outages) {
  return {
    outages,
    evicted: 0,
    withdrawn: 0,
    totalSeconds: outages.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
  };
}
