/** When something is wrong with a minute, and with whom. docs/line-verdict.md says the same in words. */

export const SECOND_MICROS = 1_000_000;
/** What a verdict is about. */
export const MINUTE_MICROS = 60 * SECOND_MICROS;
/** Minutes that are kept: a day. */
export const MOST_MINUTES = 1440;

/** What is needed before no trouble means that nothing is wrong. Any one of them is enough. */
export const ENOUGH = { dataSegments: 50, handshakes: 3, dnsAnswers: 5, echoes: 3 } as const;

/** Losses: shares of all segments with data. */
export const LOSS = {
  leastSegments: 100,
  leastLosses: 5,
  /** On the line side, and on the home side, where radio and TCP's own probing lose a little. */
  minorShare: 0.005,
  homeMinorShare: 0.01,
  /** With packets that are too big for the path, so much may be theirs. */
  oversizeShare: 0.05,
  /** A line that is full drops packets: less than that is no fault of it. */
  busyShare: 0.02,
  majorShare: 0.03,
  leastEchoesLost: 3,
  echoShare: 0.1,
} as const;

/** Round trips: the upper quartile of a minute against the lowest of the last hours. */
export const RISE = {
  leastEchoes: 3,
  leastMillis: 20,
  share: 0.75,
  majorMillis: 100,
  /** Where no echoes tell: the lower quartile of handshakes, the nearest hosts', and as a second witness the median of name servers. */
  leastHandshakes: 10,
  handshakeMillis: 30,
  handshakeFactor: 2,
  leastNames: 5,
  homeHandshakes: 8,
  homeFactor: 3,
  homeMillis: 20,
  /** A few hosts at home that answer late are worth a word. */
  homeTailMillis: 150,
  homeTailHandshakes: 20,
} as const;

/** Hosts beyond the line, each against the shortest handshake of its own past. */
export const HOSTS = {
  /** So many hosts are remembered, and the shortest handshakes for one to two of these. */
  mostKnown: 256,
  generationMicros: 3 * 3600 * SECOND_MICROS,
  /** Of fewer handshakes nobody knows what is usual. */
  leastKnownHandshakes: 3,
  /** Hosts that are further away say little of the line. */
  nearMicros: 100_000,
  /** The line is slow if so many near hosts, in so many networks, are all further away at once: servers of one service are not. */
  leastRisen: 5,
  leastNetworks: 3,
  risenShare: 0.8,
} as const;

/** A host that refuses connections or breaks them off; a few of them are how many servers say goodbye. */
export const RESETS = { least: 5, share: 0.5, concentration: 0.8, leastOthers: 3 } as const;

/** A host that is slow by itself. */
export const SLOW_HOST = {
  leastHandshakes: 3,
  /** Above its own past, and above the others. */
  leastMillis: 100,
  factor: 3,
  mostHosts: 2,
  leastOthers: 3,
  /** Of the hosts whose past is known, no more may be further away than they were: the slow ones are among them. */
  mostOthersRisenShare: 0.25,
} as const;

/** From where on a round trip counts as risen where only hosts tell, in microseconds. */
export function usualExceeded(usualMicros: number): number {
  return Math.max(usualMicros + 1000 * RISE.handshakeMillis, RISE.handshakeFactor * usualMicros);
}

/** SYNs that nobody answers. */
export const SILENT = {
  leastSyns: 3,
  /** So much of it at one host, or two, is theirs. */
  concentration: 0.8,
  mostHosts: 2,
  /** Connections that others accept, so that a host that does not is the exception. */
  leastOthers: 3,
  /** Connections to other hosts without a loss, before all losses are said to be one host's. */
  leastOtherConnections: 10,
  /** Many hosts, and names too: no file sharer's dead peers. */
  leastSpreadSyns: 5,
  spreadShare: 0.3,
} as const;

export const NAME_SERVER = { leastTrouble: 3, share: 0.5, slowMillis: 300, leastAnswers: 10 } as const;

export const SLOW_RECEIVER = { leastZeroWindows: 5, share: 0.002 } as const;

/** Connections that stall because full-size packets vanish. */
export const STALLS = { minor: 1, major: 3 } as const;

export const MIRROR = { leastGaps: 5, lostShare: 0.01, leastFrames: 100, unknownShare: 0.9 } as const;

/** Load: the rate of two seconds against the highest of five that was seen in the direction within a day. */
export const LOAD = {
  busyShare: 0.8,
  /** Below that nobody's line is full. */
  leastBitsPerSecond: 256_000,
  busySeconds: 5,
  leastObservedSeconds: 10,
} as const;

export const BLOAT = {
  /** Upper bounds of the classes of utilisation. */
  idleShare: 0.1,
  lightShare: 0.5,
  busyShare: 0.8,
  leastSamples: 5,
  /** LCP echoes are few, and nothing but the line is in them. */
  leastEchoes: 3,
  /** Latency that load adds, in milliseconds, below which each grade is given. */
  grades: [
    ['A+', 5],
    ['A', 30],
    ['B', 60],
    ['C', 200],
    ['D', 400],
    ['F', Number.POSITIVE_INFINITY],
  ],
  /** What was measured is forgotten after one to two of these. */
  generationMicros: 12 * 3600 * SECOND_MICROS,
} as const;
