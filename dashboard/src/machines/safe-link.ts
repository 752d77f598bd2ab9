/** An address one may go to: http or https, else nowhere. The list comes from a configuration, but an answer could be anybody's. */
export function safeLink(url: string): string {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? href : '#machines';
  } catch {
    return '#machines';
  }
}

/** The host that an address names; the address itself where it is none. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
