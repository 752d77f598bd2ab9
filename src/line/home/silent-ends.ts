// Cold: once per window.

import { Authority } from './authority.ts';
import { isGroupMac, type Mac, NO_MAC } from './mac.ts';
import type { MacPairs } from './mac-pairs.ts';
import type { RoleClaim, Roles } from './roles.ts';

/** An end of the line that was not heard for so long may have been replaced by what now talks in its place. */
const GONE_MICROS = 30e6;
const REPLACEMENT_FRAMES = 16;

/**
 * Whether an end of the line has fallen silent: `both`, or a claim for the address that now exchanges frames with the end that is still there;
 * null when all is as it was.
 */
export function findSilence(roles: Roles, pairs: MacPairs, nowMicros: number): RoleClaim | 'both' | null {
  const { router, provider } = roles;
  if (router.mac === NO_MAC || provider.mac === NO_MAC) return null;
  const isGone = (mac: Mac) => nowMicros - pairs.lastHeard(mac) >= GONE_MICROS;
  const [noRouter, noProvider] = [isGone(router.mac), isGone(provider.mac)];
  if (noRouter && noProvider) return 'both';
  if (!noRouter && !noProvider) return null;
  const newcomer = findNewcomer(roles, pairs, noRouter ? provider.mac : router.mac);
  if (newcomer === NO_MAC) return null;
  return {
    authority: Authority.Inferred,
    router: noRouter ? newcomer : router.mac,
    provider: noProvider ? newcomer : provider.mac,
    evidence: `the ${noRouter ? 'router' : 'provider'}'s former address has been silent, and another now talks in its place`,
    atMicros: nowMicros,
    confidence: 'medium',
  };
}

function findNewcomer({ router, provider }: Roles, pairs: MacPairs, known: Mac): Mac {
  const isLine = (mac: Mac) =>
    mac === router.mac || mac === provider.mac || router.others.includes(mac) || provider.others.includes(mac);
  for (let slot = 0; slot < pairs.size; slot += 1) {
    const other = pairs.destinationOf(slot);
    if (pairs.sourceOf(slot) !== known || isGroupMac(other) || isLine(other)) continue;
    const answers = pairs.reverseOf(slot);
    if (answers < 0) continue;
    if (pairs.recentFrames[slot]! >= REPLACEMENT_FRAMES && pairs.recentFrames[answers]! >= REPLACEMENT_FRAMES) return other;
  }
  return NO_MAC;
}
