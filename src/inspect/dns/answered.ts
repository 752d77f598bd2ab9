// Runs once per answer that somebody asked for.

import { ADDRESS_WORDS, isAddress } from '../../decode/network/address-words.ts';
import { type DnsRecord, RecordType } from './dns-message.ts';

/** Longer chains of aliases are given up by resolvers, too. */
const MAX_ALIASES = 16;
/** Of a message; a client tries no more. */
const MAX_ADDRESSES = 64;

export interface AnsweredAddress {
  /** `ADDRESS_WORDS` words. */
  readonly address: Int32Array;
  readonly ttlSeconds: number;
}

/** The addresses that a question's name leads to within a message, over its aliases. Records of other names say nothing. */
export function answeredAddresses(questionName: string, answers: readonly DnsRecord[]): AnsweredAddress[] {
  const chain = aliasesOf(questionName, answers);
  const found: AnsweredAddress[] = [];
  for (const { name, addresses, ttlSeconds } of answers) {
    if (addresses.length === 0 || !chain.includes(name)) continue;
    for (let at = 0; at < addresses.length && found.length < MAX_ADDRESSES; at += ADDRESS_WORDS) {
      const address = addresses.subarray(at, at + ADDRESS_WORDS);
      if (!isNobody(address)) found.push({ address, ttlSeconds });
    }
  }
  return found;
}

/** The names that a question of the reverse tree leads to, over its aliases (RFC 2317). */
export function answeredNames(questionName: string, answers: readonly DnsRecord[]): string[] {
  const chain = aliasesOf(questionName, answers);
  return answers.flatMap(({ type, name, target }) => {
    return type === RecordType.Ptr && target !== null && target !== '' && chain.includes(name) ? [target] : [];
  });
}

/** What hosts say of themselves: address records whose owner has the sender's address among its own. Those of others are hearsay. */
export function ownRecords(sender: Int32Array, answers: readonly DnsRecord[]): DnsRecord[] {
  const own = new Set<string>();
  const records = answers.filter(({ type }) => type === RecordType.A || type === RecordType.Aaaa);
  for (const { name, addresses } of records) if (isAddress(addresses, 0, sender)) own.add(`.${name}`);
  return records.filter(({ name }) => name !== '' && own.has(`.${name}`));
}

/** The name and all that it is an alias of, in the order of the chain, which may stand in the message in another one. */
function aliasesOf(questionName: string, answers: readonly DnsRecord[]): string[] {
  const chain = [questionName];
  for (let link = 0; link < chain.length && link < MAX_ALIASES; link += 1) {
    const alias = answers.find(({ type, name }) => type === RecordType.Cname && name === chain[link]);
    const target = alias?.target ?? '';
    if (target !== '' && !chain.includes(target)) chain.push(target);
  }
  return chain;
}

/** The unspecified and the loopback addresses, with which filters answer: they are no host of that name. */
function isNobody(address: Int32Array): boolean {
  const [family, first, second, third, last] = address as unknown as [number, number, number, number, number];
  if (family === 4) return first >>> 24 === 0 || first >>> 24 === 127;
  return first === 0 && second === 0 && third === 0 && last >>> 1 === 0;
}
