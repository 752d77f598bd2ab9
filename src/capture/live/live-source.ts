import type { FrameSource } from '../source.ts';

/**
 * How the interface of a live source is doing: `down` while it is switched off or has no carrier, `gone` while no interface of
 * its name exists.
 */
export type LinkState = 'up' | 'down' | 'gone';

/** A source whose frames come from an interface of this machine. */
export interface LiveSource extends FrameSource {
  readonly state: LinkState;
  /** What whoever reads the results should know about this capture, each in one sentence. May grow while capturing. */
  readonly remarks: readonly string[];
}

/** What both drivers want to know. */
export interface LiveOptions {
  /** The interface's name. */
  readonly interface: string;
  /** The most bytes of a frame to keep; 0 keeps all of them. Wire lengths stay true. */
  readonly snapLength: number;
  /** A filter in the language of pcap-filter(7), matched before frames are copied; '' takes every frame. */
  readonly filter?: string;
}
