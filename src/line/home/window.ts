import type { Confidence, HowLearnt } from './authority.ts';
import type { DirectionBytes } from './direction-bytes.ts';
import type { LeaseEvent } from './leases/timeline.ts';
import type { MirrorWindow } from './mirror/mirror-check.ts';
import type { RoleEvent } from './roles.ts';

/** What part "home" says of one closed interval of packet time. Figures of several windows add up. */
export interface HomeWindow {
  readonly startAt: string;
  readonly endAt: string;
  /** How it is known who is home as the window closes. */
  readonly how: HowLearnt;
  readonly confidence: Confidence;
  readonly down: DirectionBytes;
  readonly up: DirectionBytes;
  readonly unknown: DirectionBytes;
  readonly mirror: MirrorWindow;
  /** At most 32. */
  readonly roleEvents: readonly RoleEvent[];
  /** At most 16. */
  readonly leaseEvents: readonly LeaseEvent[];
}
