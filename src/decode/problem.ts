/** What is wrong with a frame; most of it ends the decoding. The numbers are internal; the names are what users see. */
export const Problem = {
  None: 0,
  /** The frame ends inside a header although all of it was captured. */
  HeaderTruncated: 1,
  /** The capture's snap length cut the frame inside a header: the sender may be blameless. */
  CutBySnapLength: 2,
  /** The header goes on in a later IP fragment: nobody is to blame. */
  CutByFragmentation: 3,
  /** A length field promises less than its own header. */
  LengthInvalid: 4,
  VersionInvalid: 5,
  TypeInvalid: 6,
  CodeInvalid: 7,
  /** Flags that the protocol forbids together, or requires and that are missing. */
  FlagsInvalid: 8,
  /** More than 16 layers. */
  TooManyLayers: 9,
  /** More than 4 tunnels inside each other. */
  TooManyTunnels: 10,
} as const;
export type Problem = (typeof Problem)[keyof typeof Problem];

export const PROBLEM_COUNT = Object.keys(Problem).length;

const NAME_BY_NUMBER: readonly string[] = [
  '',
  'header-truncated',
  'cut-by-snap-length',
  'cut-by-fragmentation',
  'length-invalid',
  'version-invalid',
  'type-invalid',
  'code-invalid',
  'flags-invalid',
  'too-many-layers',
  'too-many-tunnels',
];

export function problemName(problem: Problem): string {
  return NAME_BY_NUMBER[problem] ?? '';
}

/** Whether the problem makes the frame malformed. A frame that the snap length or fragmentation cut is whole where it came from. */
export function isMalformed(problem: Problem): boolean {
  return problem !== Problem.None && problem !== Problem.CutBySnapLength && problem !== Problem.CutByFragmentation;
}
