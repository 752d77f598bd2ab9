// Cold, and loaded late: the list of public suffixes takes milliseconds to load, which a replay that shows no domains should not wait for. So
// this file is only ever imported with `await import()`.

import { getDomain } from 'tldts';

/** What names off the wire are cut to (`visibleText`), which is more than a name of RFC 1035 has. */
const LONGEST_NAME = 255;
/** Names come alone, not in an address of a page. */
const OPTIONS = { extractHostname: false, allowPrivateDomains: false } as const;

/**
 * The part of a name in lower case that somebody registered: `example.co.uk` of `www.example.co.uk`. By the public suffix list's section of
 * registries (publicsuffix.org); what providers let their customers choose (`github.io`) counts as the provider's. `null` for addresses, for
 * names of one label and for public suffixes themselves.
 */
export function registrableDomain(name: string): string | null {
  if (name.length > LONGEST_NAME || name.includes('..')) return null;
  const domain = getDomain(name, OPTIONS);
  return domain === null || domain.startsWith('.') ? null : domain;
}
