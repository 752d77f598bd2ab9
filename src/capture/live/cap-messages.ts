/** What the child that runs the cap module is asked to do: its only argument, as JSON. */
export interface CapRequest {
  readonly interface: string;
  readonly filter: string;
  readonly snapLength: number;
}

/** What the child says beside the frames. `dropped` counts from the start. */
export type CapMessage =
  | { readonly kind: 'opened'; readonly linkType: string }
  | { readonly kind: 'failed'; readonly stage: 'load' | 'open'; readonly reason: string }
  | { readonly kind: 'dropped'; readonly frames: number };

/** The file descriptor of the child that frames go out by. */
export const FRAMES_DESCRIPTOR = 3;
