import { type Declaration, DIRECTIONS, one } from './declaration.ts';

/** Frames lost, by where. */
const LOSS_PLACES = ['card', 'kernel', 'probe'] as const;
const FAMILIES = { ipv4: 'ipv4Bytes', ipv6: 'ipv6Bytes', other: 'otherBytes' } as const;

/** What is captured and counted. */
export const CAPTURE_METRICS: readonly Declaration[] = [
  {
    name: 'wanprobe_build_info',
    type: 'gauge',
    help: 'Always 1; the label says which version runs.',
    samples: ({ status }) => [{ labels: { version: status.version }, value: 1 }],
  },
  {
    name: 'wanprobe_capture_frames_total',
    type: 'counter',
    help: 'Frames that reached the tables.',
    samples: ({ status }) => one(status.accounting.seen.frames),
  },
  {
    name: 'wanprobe_capture_dropped_total',
    type: 'counter',
    help: 'Frames that did not reach the tables, by where they were lost; a place that cannot tell is left out.',
    samples: ({ status }) =>
      LOSS_PLACES.flatMap((where) => {
        const value = status.losses[where];
        return value === null ? [] : [{ labels: { where }, value }];
      }),
  },
  {
    name: 'wanprobe_decode_problems_total',
    type: 'counter',
    help: 'Frames with something wrong in a header.',
    samples: ({ status }) =>
      status.problems.map(({ protocol, problem, frames }) => ({ labels: { protocol, problem }, value: frames })),
  },
  {
    name: 'wanprobe_wan_bytes_total',
    type: 'counter',
    help: 'Bytes on the wire by direction and innermost network protocol.',
    samples: ({ totals }) =>
      DIRECTIONS.flatMap((direction) =>
        Object.entries(FAMILIES).map(([family, name]) => ({
          labels: { direction, family },
          value: totals.wan[direction][name],
        })),
      ),
  },
  {
    name: 'wanprobe_flows_active',
    type: 'gauge',
    help: 'Conversations that had a frame in the last window.',
    samples: ({ latest }) => one(latest?.point.activeFlows ?? 0),
  },
  {
    name: 'wanprobe_flows_evicted_total',
    type: 'counter',
    help: 'Conversations evicted from the table to make room.',
    samples: ({ status }) => one(status.tables.find(({ name }) => name === 'flows')?.evicted ?? 0),
  },
];
