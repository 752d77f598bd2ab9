import { domainToASCII } from 'node:url';

/** RFC 1035, section 2.3.4, without the dot at the end. */
const LONGEST_NAME = 253;
/** Labels of letters, digits, hyphens and underscores, two at least; the last one is not a number, as that of an address is. */
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/;

/**
 * The name as it is on the wire, in lower case and without a dot at the end; `null` for what is no name of two labels or more. (`inspect`
 * reads its lists of services the same way, but the rooms do not know each other.)
 */
export function listedDomain(text: string): string | null {
  if (text.length > LONGEST_NAME + 1) return null;
  const lower = text.toLowerCase();
  const bare = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  const name = ASCII.test(bare) ? bare : domainToASCII(bare);
  return name.length <= LONGEST_NAME && DOMAIN.test(name) ? name : null;
}
