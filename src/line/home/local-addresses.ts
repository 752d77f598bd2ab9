// Asked for frames of links without MAC addresses and by others: allocate nothing in `isLocal...`.

import { ipv4Text, ipv6Text } from '../../decode/text.ts';
import { isLinkLocalIpv6, isSharedIpv4 } from './address-ranges.ts';
import { type Cidr, sharePrefix } from './cidr.ts';

export type AddressSource = 'configured' | 'ipcp' | 'dhcp' | 'prefix-delegation' | 'router-advertisement' | 'inferred';

export interface LocalPrefix {
  /** Such as `2001:db8:1::/56`. */
  readonly prefix: string;
  readonly source: AddressSource;
}

interface Known {
  readonly words: readonly number[];
  readonly length: number;
  readonly source: AddressSource;
}

const MAX_PREFIXES = 16;
const MAX_IPV4 = 4;
const STRENGTH: readonly AddressSource[] = [
  'inferred',
  'router-advertisement',
  'prefix-delegation',
  'dhcp',
  'ipcp',
  'configured',
];

/** Addresses of home: the line's IPv4 address, IPv6 prefixes, and what the configuration says. */
export class LocalAddresses {
  readonly #configured: readonly Cidr[];
  readonly #ipv4: Known[] = [];
  #remoteIpv4: number | null = null;
  readonly #prefixes: Known[] = [];
  /** Prefixes that found no room. */
  dropped = 0;
  version = 0;

  constructor(configured: readonly Cidr[] = []) {
    this.#configured = configured;
  }

  /** The line's own IPv4 address, the latest of the strongest source. */
  get ipv4(): number | null {
    return this.#ipv4[0]?.words[0] ?? null;
  }

  get ipv4Source(): AddressSource | null {
    return this.#ipv4[0]?.source ?? null;
  }

  get remoteIpv4(): number | null {
    return this.#remoteIpv4;
  }

  get isBehindSharedAddress(): boolean {
    const { ipv4 } = this;
    return ipv4 !== null && isSharedIpv4(ipv4);
  }

  get isEmpty(): boolean {
    return this.#ipv4.length === 0 && this.#prefixes.length === 0 && this.#configured.length === 0;
  }

  /** Learns the line's IPv4 address. A weaker source does not replace what a stronger one said. */
  learnIpv4(word: number, source: AddressSource): void {
    const current = this.#ipv4[0];
    if (current !== undefined && current.words[0] === word && strength(current.source) >= strength(source)) return;
    if (current !== undefined && strength(current.source) > strength(source)) return;
    const at = this.#ipv4.findIndex((known) => known.words[0] === word);
    if (at >= 0) this.#ipv4.splice(at, 1);
    this.#ipv4.unshift({ words: [word], length: 32, source });
    if (this.#ipv4.length > MAX_IPV4) this.#ipv4.pop();
    this.version += 1;
  }

  learnRemoteIpv4(word: number): void {
    this.#remoteIpv4 = word;
  }

  /** Learns a prefix of home; one inside a known prefix adds nothing. */
  learnPrefix(words: ArrayLike<number>, length: number, source: AddressSource): void {
    const holder = this.#prefixes.findIndex((known) => known.length <= length && sharePrefix(known.words, words, known.length));
    if (holder >= 0) {
      const known = this.#prefixes[holder]!;
      if (known.length === length && strength(source) > strength(known.source)) this.#prefixes[holder] = { ...known, source };
      return;
    }
    const inside = (known: Known) => known.length > length && sharePrefix(known.words, words, length);
    for (let at = this.#prefixes.length - 1; at >= 0; at -= 1) if (inside(this.#prefixes[at]!)) this.#prefixes.splice(at, 1);
    if (this.#prefixes.length === MAX_PREFIXES && !this.#makeRoom(source)) return;
    this.#prefixes.push({
      words: Array.from(words)
        .slice(0, 4)
        .map((word, at) => maskWord(word, length - 32 * at)),
      length,
      source,
    });
    this.version += 1;
  }

  /** Forgets a prefix whose lifetime has ended. */
  forgetPrefix(words: ArrayLike<number>, length: number): void {
    const at = this.#prefixes.findIndex((known) => known.length === length && sharePrefix(known.words, words, length));
    if (at < 0) return;
    this.#prefixes.splice(at, 1);
    this.version += 1;
  }

  isLocalIpv4(word: number): boolean {
    for (const known of this.#ipv4) if (known.words[0] === word) return true;
    if (this.#configured.length === 0) return false;
    for (const network of this.#configured) {
      if (network.family === 4 && sharePrefix(network.words, [word], network.length)) return true;
    }
    return false;
  }

  /** Link-local addresses are at both ends and no part of home. */
  isLocalIpv6(words: ArrayLike<number>): boolean {
    if (isLinkLocalIpv6(words[0]!)) return false;
    for (const known of this.#prefixes) if (sharePrefix(known.words, words, known.length)) return true;
    for (const network of this.#configured) {
      if (network.family === 6 && sharePrefix(network.words, words, network.length)) return true;
    }
    return false;
  }

  prefixes(): LocalPrefix[] {
    const configured = this.#configured.map((known) => ({ ...known, source: 'configured' as const }));
    return [...configured, ...this.#prefixes].map(({ words, length, source }) => ({
      prefix: `${addressText(words)}/${length}`,
      source,
    }));
  }

  /** An inferred prefix gives way to one that was told. */
  #makeRoom(source: AddressSource): boolean {
    this.dropped += 1;
    if (source === 'inferred') return false;
    const at = this.#prefixes.findIndex((known) => known.source === 'inferred');
    this.#prefixes.splice(Math.max(0, at), 1);
    return true;
  }
}

function strength(source: AddressSource): number {
  return STRENGTH.indexOf(source);
}

function maskWord(word: number, bits: number): number {
  if (bits >= 32) return word;
  return bits <= 0 ? 0 : word & ~((1 << (32 - bits)) - 1);
}

function addressText(words: readonly number[]): string {
  return words.length === 1 ? ipv4Text(words[0]!) : ipv6Text([words[0]!, words[1]!, words[2]!, words[3]!]);
}
