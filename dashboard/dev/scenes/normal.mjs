import { chance, isoMicros } from './chance.mjs';
import { lineOf, statusOf } from './evening-line.mjs';
import { applicationsOf, namesOf } from './evening-names.mjs';
import { flowsOf, hostsOf, protocolsOf, tunnelsOf } from './evening-traffic.mjs';

/** A family's evening: a film, a backup that fills the upload, a call, an office tunnel; one window each time it is asked. */
export function normalScene({ demonstration, line = lineOf, rateFactor = 1 }) {
  const random = chance(7);
  const startedAt = Date.now() - 5_340_000;
  const points = [];
  let seconds = 5000;
  const totals = { frames: 41_822_118, wireBytes: 33_410_771_204 };
  const rateOf = () => {
    const wave = 26e6 + 11e6 * Math.sin(seconds / 47) + 6e6 * Math.sin(seconds / 11) + 7e6 * (random() - 0.5);
    return (Math.max(4e5, wave) / 8) * rateFactor;
  };
  const step = (endMillis) => {
    seconds += 1;
    const wireBytes = Math.round(rateOf());
    const ipv6Bytes = Math.round(wireBytes * (0.27 + 0.1 * Math.sin(seconds / 31)));
    const otherBytes = Math.round(wireBytes * 0.004 + (seconds % 90 === 0 ? 300_000 : 0));
    const frames = Math.round(wireBytes / 812);
    totals.frames += frames;
    totals.wireBytes += wireBytes;
    points.push({
      at: isoMicros(endMillis - 1000),
      seconds: 1,
      frames,
      wireBytes,
      ipv4Bytes: wireBytes - ipv6Bytes - otherBytes,
      ipv6Bytes,
      otherBytes,
      downBytes: Math.round(wireBytes * 0.9 - otherBytes),
      upBytes: Math.round(wireBytes * 0.1),
      malformed: seconds % 140 === 0 ? 1 : 0,
      dropped: seconds % 233 < 2 ? 61 : 0,
      activeFlows: 140 + Math.round(40 * random()),
    });
    if (points.length > 3600) points.shift();
    return points.at(-1);
  };
  for (let back = 1500; back > 0; back -= 1) step(Date.now() - back * 1000);

  return {
    history: () => points,
    window() {
      const now = Date.now();
      const traffic = step(now);
      const rate = traffic.wireBytes;
      return {
        startAt: isoMicros(now - 1000),
        endAt: isoMicros(now),
        traffic,
        status: statusOf({ demonstration, startedAt, now, totals }),
        hosts: hostsOf({ rate, startedAt, now, totals, random }),
        flows: flowsOf({ rate, now, totals, random }),
        protocols: protocolsOf({ rate, totals, random }),
        applications: applicationsOf({ rate, startedAt, now, totals, random }),
        names: namesOf({ startedAt, now }),
        tunnels: tunnelsOf({ rate, startedAt, now, totals, random }),
        line: line({ rate, startedAt, now, totals, random }),
      };
    },
  };
}
