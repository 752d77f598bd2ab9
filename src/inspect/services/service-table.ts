/** A site, an app or a maker, by the word people have for it, and the domains that are its own. */
export interface ListedService {
  readonly service: string;
  /** In lower case, each for itself and for all names below it. */
  readonly domains: readonly string[];
}

/**
 * Services of one kind. Where the domains of two services contain each other, the longer one says whose a name is: `mail.google.com` is
 * Gmail's, though `google.com` is Google's.
 */
export interface ServiceTable {
  /** A word in lower case, such as `video`. */
  readonly category: string;
  /** The tables of the project make it when it is asked for: 5,000 strings take milliseconds, which a replay without names should not wait. */
  readonly services: readonly ListedService[];
}
