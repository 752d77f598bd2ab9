import { assemble, ifGreater, keep, loadLength, NEXT, setIndex } from './filter-assembler.ts';
import { ethernetLines, ipLines, LONGEST_HEADERS } from './snap-headers.ts';
import { LONGEST_TRANSPORT, tcpLines, udpLines } from './snap-transport.ts';
import { cutProgram, keptBytes } from './socket-filter.ts';

// The kernel keeps as many bytes of a frame as its socket's filter returns. This one returns little for bulk and much for what may say
// who talks to whom. It knows nothing but the frame at hand. Capture otherwise knows no protocol; the kernel has no other place for it.

const LINKTYPE_ETHERNET = 1;
const LINKTYPE_RAW = 101;

/**
 * Frames up to this length are never bulk: no load of the program reaches further, and one that reached behind its frame would have the
 * frame dropped.
 */
export const NEVER_BULK_LENGTH = LONGEST_HEADERS + LONGEST_TRANSPORT;

export interface SnapLengths {
  /** Bytes to keep of bulk; 0 keeps all of every frame. */
  readonly snapLength: number;
  /** Bytes to keep of what may say who talks to whom; 0 keeps all of them. */
  readonly inspectLength: number;
}

/** The most bytes that `snapProgram` keeps of any frame; 0 where there is no limit. */
export function greatestLength(linkType: number, lengths: SnapLengths): number {
  return tellsFramesApart(linkType, lengths) ? lengths.inspectLength : lengths.snapLength;
}

/**
 * A filter that takes every frame and says how much of it is kept: `inspectLength` of whatever is not known to be bulk. Frames of a
 * link type it cannot read are all cut to `snapLength`. Where the two lengths leave no difference, it is one instruction.
 */
export function snapProgram(linkType: number, lengths: SnapLengths): Uint8Array {
  const { snapLength, inspectLength } = lengths;
  if (!tellsFramesApart(linkType, lengths)) return cutProgram(snapLength);
  return assemble([
    loadLength(),
    ifGreater(Math.max(snapLength, NEVER_BULK_LENGTH), NEXT, 'inspect'),
    ...(linkType === LINKTYPE_ETHERNET ? ethernetLines() : [setIndex(0)]),
    ...ipLines(),
    ...udpLines(),
    ...tcpLines(),
    'inspect',
    keep(keptBytes(inspectLength)),
    'bulk',
    keep(keptBytes(snapLength)),
  ]);
}

function tellsFramesApart(linkType: number, { snapLength, inspectLength }: SnapLengths): boolean {
  const isReadable = linkType === LINKTYPE_ETHERNET || linkType === LINKTYPE_RAW;
  return isReadable && snapLength !== 0 && (inspectLength === 0 || inspectLength > snapLength);
}
