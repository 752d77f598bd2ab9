/** The most rows each table keeps; what exceeds them is evicted and counted as `other`. All whole numbers of 16 or more. */
export interface TrafficLimits {
  readonly flows: number;
  readonly hosts: number;
  readonly tunnels: number;
  readonly pppoeSessions: number;
  /** Distinct encapsulation stacks. */
  readonly stacks: number;
  /** Distinct next-protocol identifiers without a decoder. */
  readonly unknown: number;
  /** The most rows of a table that a window lists. */
  readonly windowRows: number;
}

export const DEFAULT_LIMITS: TrafficLimits = {
  flows: 131_072,
  hosts: 131_072,
  tunnels: 4_096,
  pppoeSessions: 1_024,
  stacks: 1_024,
  unknown: 1_024,
  windowRows: 200,
};
