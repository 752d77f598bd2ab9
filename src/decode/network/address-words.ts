// Runs once per question, control message and connection: allocate nothing in `writeAddress`.

import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { ipv4Text, ipv6Text } from '../text.ts';
import { IPV4_DESTINATION, IPV4_SOURCE } from './ipv4.ts';
import { IPV6_DESTINATION, IPV6_SOURCE } from './ipv6.ts';

/** A family, then up to four words; those that an IPv4 address does not need are zero. */
export const ADDRESS_WORDS = 5;
const IPV4 = 4;
const IPV6 = 6;

export const Which = { Source: 0, Destination: 1 } as const;
export type Which = (typeof Which)[keyof typeof Which];

/** Writes the source or destination of the packet's innermost IP header, which it has, to the start of `words`. */
export function writeAddress(packet: Packet, which: Which, words: Int32Array): void {
  const { view } = packet;
  const header = packet.offsets[packet.ipLayer]!;
  if (packet.protocols[packet.ipLayer] === Protocol.Ipv4) {
    words[0] = IPV4;
    words[1] = view.getInt32(header + (which === Which.Source ? IPV4_SOURCE : IPV4_DESTINATION));
    words[2] = 0;
    words[3] = 0;
    words[4] = 0;
    return;
  }
  const at = header + (which === Which.Source ? IPV6_SOURCE : IPV6_DESTINATION);
  words[0] = IPV6;
  for (let word = 0; word < 4; word += 1) words[1 + word] = view.getInt32(at + 4 * word);
}

/** Whether the address at the start of `words` stands in `keys` from `at` on. Addresses differ early or late, seldom between. */
export function isAddress(keys: Int32Array, at: number, words: Int32Array): boolean {
  return (
    keys[at + 1] === words[1] &&
    keys[at + 4] === words[4] &&
    keys[at + 3] === words[3] &&
    keys[at + 2] === words[2] &&
    keys[at] === words[0]
  );
}

export function addressTextAt(keys: Int32Array, at: number): string {
  if (keys[at] === IPV4) return ipv4Text(keys[at + 1]!);
  return ipv6Text([keys[at + 1]!, keys[at + 2]!, keys[at + 3]!, keys[at + 4]!]);
}
