import type { Layer } from './build-frame.ts';
import { bits, drawing, uint16, uint32 } from './drawing.ts';

const ERSPAN_1_AND_2 = 0x88be;
const ERSPAN_3 = 0x22eb;

/** ERSPAN type I: no header at all, only an ether type of its own behind a bare GRE header; `ethernet()` follows. */
export function erspan1(): Layer {
  return { name: 'erspan-i', identifiers: { etherType: ERSPAN_1_AND_2 }, build: (inner) => inner };
}

export interface ErspanOptions {
  readonly version?: number;
  readonly vlanId?: number;
  readonly classOfService?: number;
  readonly sessionId?: number;
  /** Type II: the port it was mirrored at. */
  readonly index?: number;
  /** Type III. */
  readonly timestamp?: number;
  /** Type III: eight more bytes behind the header. */
  readonly platformSubheader?: Uint8Array;
}

/** ERSPAN type II (draft-foschiano-erspan, section 4.2); its GRE header has a sequence number. */
export function erspan2(options: ErspanOptions = {}): Layer {
  const sessionId = options.sessionId ?? 1;
  return {
    name: 'erspan-ii',
    identifiers: { etherType: ERSPAN_1_AND_2 },
    counts: { kind: 'tunnel', type: 'erspan', id: sessionId },
    build: (inner) =>
      drawing(
        [bits(4, options.version ?? 1), bits(12, options.vlanId ?? 0)],
        [bits(3, options.classOfService ?? 0), bits(2, 0), bits(1, 0), bits(10, sessionId)],
        [bits(12, 0), bits(20, options.index ?? 0)],
        [inner],
      ),
  };
}

/** ERSPAN type III (draft-foschiano-erspan, section 4.3); its GRE header has a sequence number. */
export function erspan3(options: ErspanOptions = {}): Layer {
  const sessionId = options.sessionId ?? 1;
  const subheader = options.platformSubheader;
  return {
    name: 'erspan-iii',
    identifiers: { etherType: ERSPAN_3 },
    counts: { kind: 'tunnel', type: 'erspan', id: sessionId },
    build: (inner) =>
      drawing(
        [bits(4, options.version ?? 2), bits(12, options.vlanId ?? 0)],
        [bits(3, options.classOfService ?? 0), bits(2, 0), bits(1, 0), bits(10, sessionId)],
        [uint32(options.timestamp ?? 0)],
        // Security group tag; then P, frame type, hardware id, direction, granularity, and whether a subheader follows.
        [uint16(0), bits(1, 0), bits(5, 0), bits(6, 0), bits(1, 0), bits(2, 0), bits(1, subheader ? 1 : 0)],
        subheader ? [subheader] : [],
        [inner],
      ),
  };
}
