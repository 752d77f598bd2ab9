import type { LineFact } from '../home/facts.ts';
import type { LinkSizes } from '../quality/mtu-findings.ts';
import type { LearnedFact } from './learned.ts';

/** The largest packet that fits a PPPoE frame where nobody agreed on another (RFC 2516, section 7). */
const PPPOE_MRU = 1492;

/** What a session told, as whoever learns who is home takes it. */
export function factsFrom(fact: LearnedFact): readonly LineFact[] {
  const { atMicros } = fact;
  switch (fact.kind) {
    case 'roles-known':
      // What is inferred here is inferred there from the same frames, and more of them.
      if (fact.isInferred) return [];
      return [{ kind: 'roles', atMicros, clientMac: fact.clientMac.text, concentratorMac: fact.concentratorMac.text }];
    case 'one-way':
      return [{ kind: 'one-way', atMicros, evidence: fact.evidence }];
    case 'ip-up':
      return [
        {
          kind: 'addresses',
          atMicros,
          localIpv4: fact.localIpv4?.text ?? null,
          remoteIpv4: fact.remoteIpv4?.text ?? null,
        },
        { kind: 'dns', atMicros, servers: fact.dns.map(({ text }) => text) },
      ];
    case 'mru-known':
      return [{ kind: 'mru', atMicros, localMru: fact.mru ?? PPPOE_MRU, remoteMru: fact.peerMru ?? PPPOE_MRU }];
    default:
      return [];
  }
}

/** What a session told, as whoever watches packet sizes takes it; `null` where it is not about sizes. */
export function linkSizesFrom(fact: LearnedFact): LinkSizes | null {
  if (fact.kind !== 'mru-known') return null;
  return { mru: fact.mru ?? PPPOE_MRU, peerMru: fact.peerMru ?? PPPOE_MRU, maxPayload: fact.maxPayloadAsked };
}
