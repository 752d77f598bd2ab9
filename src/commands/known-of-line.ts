import type { Config } from '../config/shape.ts';
import type { KnownOfLine } from './analysis.ts';

/** What the configuration says of the line. */
export function knownOfLine({ home, billing }: Pick<Config, 'home' | 'billing'>): KnownOfLine {
  return { ...knownOfHome(home.localNetworks, home.routerMac), ...knownOfBilling(billing) };
}

/** What is said of home; `null` leaves the router to be learnt. */
export function knownOfHome(localNetworks: readonly string[], routerMac: string | null): KnownOfLine {
  return { localNetworks, ...(routerMac !== null && { routerMac }) };
}

function knownOfBilling({ day, timeZoneOffsetMinutes }: Config['billing']): KnownOfLine {
  return { billingDay: day, timeZoneOffsetMinutes };
}
