/** Where an address is and who announces it; `null` where no file says. */
export interface Origin {
  /** ISO 3166-1 alpha-2: `DE`. */
  readonly country: string | null;
  /** In English. */
  readonly countryName: string | null;
  readonly asNumber: number | null;
  readonly asName: string | null;
}

/** What is said of an address that nobody knows anything about. */
export const NO_ORIGIN: Origin = { country: null, countryName: null, asNumber: null, asName: null };
