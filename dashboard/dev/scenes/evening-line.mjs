import { counts } from './amounts.mjs';
import { isoMicros, NOTHING } from './chance.mjs';

export function statusOf({ demonstration, startedAt, now, totals }) {
  const malformed = 214;
  return {
    version: '0.1.0',
    mode: demonstration ? 'demonstration' : 'live',
    modeReason: demonstration ? 'No interface may be captured from: run it as root, or see wanprobe doctor.' : null,
    source: {
      name: demonstration ? 'home-line' : 'eth1',
      condition: 'capturing',
      reason: null,
      remarks: [],
      driver: demonstration ? null : 'ring',
      linkTypes: ['EN10MB'],
      snapLength: 2048,
    },
    startedAt: isoMicros(startedAt),
    firstFrameAt: isoMicros(startedAt + 412),
    lastWindowAt: isoMicros(now),
    accounting: {
      seen: { ...totals },
      capturedBytes: Math.round(totals.wireBytes * 0.97),
      attributed: totals.frames - malformed,
      other: 0,
      malformed,
    },
    losses: { card: null, kernel: 1830, freezes: 3, probe: 0 },
    tables: [
      { name: 'flows', rows: 3127, capacity: 16_384, evicted: 0 },
      { name: 'hosts', rows: 641, capacity: 4096, evicted: 0 },
      { name: 'protocols', rows: 23, capacity: 512, evicted: 0 },
      { name: 'tunnels', rows: 3, capacity: 512, evicted: 0 },
    ],
    problems: [
      { protocol: 'ipv4', problem: 'captured-short', frames: 171 },
      { protocol: 'tcp', problem: 'header-truncated', frames: 39 },
      { protocol: 'pppoe-session', problem: 'length-invalid', frames: 4 },
    ],
    unknown: [
      { carrier: 'ethernet', identifier: '0x88b5', frames: 1204 },
      { carrier: 'ipv4', identifier: '253', frames: 12 },
    ],
  };
}

export function lineOf({ rate, startedAt, now, totals }) {
  const macs = { clientMac: '02:00:5e:10:4a:7c', concentratorMac: '02:00:5e:99:00:01' };
  const ended = now - 4_900_000;
  return {
    discovery: { padi: 3, pado: 4, padr: 2, pads: 2, padt: 1 },
    sessions: {
      list: [
        {
          sessionId: 4660,
          ...macs,
          rolesKnown: true,
          concentratorName: 'bng-07.north.isp.example',
          openedAt: isoMicros(ended + 31_000),
          closedAt: null,
          closeReason: null,
          firstSeenAt: isoMicros(ended + 31_000),
          lastSeenAt: isoMicros(now - 10),
          ...counts(totals.wireBytes * 0.98),
          bytesPerSecond: rate * 0.998,
        },
        {
          sessionId: 4611,
          ...macs,
          rolesKnown: true,
          concentratorName: 'bng-07.north.isp.example',
          openedAt: null,
          closedAt: isoMicros(ended),
          closeReason: 'PADT from the concentrator',
          firstSeenAt: isoMicros(startedAt),
          lastSeenAt: isoMicros(ended),
          ...counts(totals.wireBytes * 0.02),
          bytesPerSecond: 0,
        },
      ],
      total: 2,
      other: NOTHING,
    },
    vlans: {
      list: [
        { id: 7, ...counts(totals.wireBytes * 0.995), bytesPerSecond: rate * 0.995 },
        { id: 8, ...counts(totals.wireBytes * 0.005), bytesPerSecond: rate * 0.004 },
      ],
      total: 2,
      other: NOTHING,
    },
  };
}
