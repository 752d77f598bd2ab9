/** Request and answer types that belong together, as the Community ID specification pairs them. */
const COUNTERPARTS: { readonly icmp: Readonly<Record<number, number>>; readonly icmpv6: Readonly<Record<number, number>> } = {
  icmp: { 0: 8, 8: 0, 9: 10, 10: 9, 13: 14, 14: 13, 15: 16, 16: 15, 17: 18, 18: 17 },
  icmpv6: {
    128: 129,
    129: 128,
    130: 131,
    131: 130,
    133: 134,
    134: 133,
    135: 136,
    136: 135,
    139: 140,
    140: 139,
    144: 145,
    145: 144,
  },
};

const NONE = -1;
const ICMP = tableOf(COUNTERPARTS.icmp);
const ICMPV6 = tableOf(COUNTERPARTS.icmpv6);

/** The type that answers `type`, or that `type` answers; -1 for messages that go one way. */
export function icmpCounterpart(isVersion6: boolean, type: number): number {
  return (isVersion6 ? ICMPV6 : ICMP)[type]!;
}

function tableOf(counterparts: Readonly<Record<number, number>>): Int16Array {
  const table = new Int16Array(256).fill(NONE);
  for (const [type, counterpart] of Object.entries(counterparts)) table[Number(type)] = counterpart;
  return table;
}
