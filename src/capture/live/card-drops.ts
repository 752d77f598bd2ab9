import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Frames the card had no room for, as Documentation/ABI/testing/sysfs-class-net-statistics names them. Not rx_dropped: that counts
// frames nobody on this machine wanted, which capture sees all the same. Some drivers count one loss under two of these names.
const COUNTERS = ['rx_missed_errors', 'rx_fifo_errors', 'rx_over_errors'];

/** How many frames the card of an interface has dropped since it exists, or null where the system does not say. */
export function readCardDrops(sysRoot: string, name: string, index: number): number | null {
  const folder = join(sysRoot, 'class/net', name);
  // In a network namespace entered without its own /sys, the name may be another namespace's interface.
  if (readNumber(join(folder, 'ifindex')) !== index) return null;
  let drops: number | null = null;
  for (const counter of COUNTERS) {
    const value = readNumber(join(folder, 'statistics', counter));
    if (value !== null) drops = (drops ?? 0) + value;
  }
  return drops;
}

function readNumber(path: string): number | null {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^\d+$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}
