import { compileFilter } from './libpcap.ts';
import { greatestLength, type SnapLengths, snapProgram } from './snap-program.ts';
import { joinFilters, limitAccepted } from './socket-filter.ts';

/** What a packet socket runs on every frame: whether to take it, and how much of it. */
export interface ChosenFilter {
  readonly program: Uint8Array;
  /** The most bytes that it keeps of any frame; 0 where there is no limit. */
  readonly snapLength: number;
  readonly remarks: readonly string[];
}

export interface FilterOptions {
  readonly interface: string;
  readonly snapLength: number;
  readonly inspectLength?: number;
  readonly filter?: string;
}

/** The program for these options, on frames of this link type. Throws `CaptureError` where the filter cannot be compiled. */
export async function chooseFilter(linkType: number, options: FilterOptions): Promise<ChosenFilter> {
  const { snapLength, inspectLength = snapLength, filter = '' } = options;
  const lengths: SnapLengths = { snapLength, inspectLength };
  if (filter.trim() !== '') {
    const compiled = await compileFilter({ expression: filter, interface: options.interface, linkType });
    return narrowFilter(compiled, linkType, lengths);
  }
  return { program: snapProgram(linkType, lengths), snapLength: greatestLength(linkType, lengths), remarks: [] };
}

/** Makes what a compiled filter accepts, and keeps whole, be kept as far as `lengths` say. May change `compiled`. */
export function narrowFilter(compiled: Uint8Array, linkType: number, lengths: SnapLengths): ChosenFilter {
  const program = joinFilters(compiled, snapProgram(linkType, lengths));
  if (program !== null) return { program, snapLength: greatestLength(linkType, lengths), remarks: [] };
  const { snapLength } = lengths;
  limitAccepted(compiled, snapLength);
  return { program: compiled, snapLength, remarks: remarksOnCutting(snapLength) };
}

/** Where frames are kept whole, nothing is missing. */
function remarksOnCutting(snapLength: number): string[] {
  if (snapLength === 0) return [];
  return [`With this capture filter, all frames are cut to ${snapLength} bytes: names may be missing.`];
}
