import type { BillingPeriod } from './billing-days.ts';
import type { DirectionBytes } from './direction-bytes.ts';
import type { LeaseSummary } from './leases/address-leases.ts';
import type { LineKind } from './line-type.ts';
import type { AddressSource, LocalPrefix } from './local-addresses.ts';
import type { MirrorFinding } from './mirror/findings.ts';
import type { RoleEvent, RoleState } from './roles.ts';

/** Who is home and what kind of line it is. */
export interface HomeState extends RoleState {
  readonly localIpv4: string | null;
  readonly localIpv4Source: AddressSource | null;
  readonly remoteIpv4: string | null;
  readonly prefixes: readonly LocalPrefix[];
  /** Prefixes that found no room among 16. */
  readonly droppedPrefixes: number;
  readonly vlanIds: readonly number[];
  readonly line: LineKind;
  /** What was learnt and what changed, the latest 32. */
  readonly events: readonly RoleEvent[];
}

/** Everything that part "home" has learnt since the start. */
export interface HomeSummary {
  readonly home: HomeState;
  readonly leases: LeaseSummary;
  readonly mirror: { readonly findings: readonly MirrorFinding[] };
  readonly overhead: { readonly down: DirectionBytes; readonly up: DirectionBytes; readonly unknown: DirectionBytes };
  readonly billing: readonly BillingPeriod[];
}
