// As they stand in hellos: TLS counts up from SSL 3.0, DTLS counts down from 1.0 (RFC 9147, section 5.3).
const SSL_2_0 = 0x0002;
const SSL_3_0 = 0x0300;
const TLS_1_0 = 0x0301;
const TLS_1_1 = 0x0302;
const TLS_1_2 = 0x0303;
const TLS_1_3 = 0x0304;
const DTLS_1_0 = 0xfeff;
const DTLS_1_2 = 0xfefd;
const DTLS_1_3 = 0xfefc;
/** What OpenSSL before 0.9.8f sent for DTLS 1.0, and VPN clients still do. */
const DTLS_BEFORE_1_0 = 0x0100;

/** Drafts of TLS 1.3 had numbers of their own: 0x7f and the draft's (draft-ietf-tls-tls13-28, section 4.2.1.1). */
const DRAFTS_OF_TLS_1_3 = 0x7f00;

interface VersionNames {
  readonly version: number;
  readonly name: string;
  /** The two characters that JA4 has for it; `00` is what it says of versions that it does not list. */
  readonly ja4: string;
}

/** The newest last. */
const VERSIONS: readonly VersionNames[] = [
  { version: SSL_2_0, name: 'SSL 2.0', ja4: 's2' },
  { version: SSL_3_0, name: 'SSL 3.0', ja4: 's3' },
  { version: TLS_1_0, name: 'TLS 1.0', ja4: '10' },
  { version: TLS_1_1, name: 'TLS 1.1', ja4: '11' },
  { version: TLS_1_2, name: 'TLS 1.2', ja4: '12' },
  { version: DRAFTS_OF_TLS_1_3, name: 'TLS 1.3', ja4: '00' },
  { version: TLS_1_3, name: 'TLS 1.3', ja4: '13' },
  { version: DTLS_BEFORE_1_0, name: 'DTLS 1.0', ja4: '00' },
  { version: DTLS_1_0, name: 'DTLS 1.0', ja4: 'd1' },
  { version: DTLS_1_2, name: 'DTLS 1.2', ja4: 'd2' },
  { version: DTLS_1_3, name: 'DTLS 1.3', ja4: 'd3' },
];
const NOT_LISTED = -1;

/** The name of the newest of the offered versions, such as `TLS 1.3`; null where none is known. */
export function newestVersionName(offered: readonly number[]): string | null {
  let newest = NOT_LISTED;
  for (const version of offered) newest = Math.max(newest, placeOf(version));
  return VERSIONS[newest]?.name ?? null;
}

/**
 * Whether hellos that offer something newer still begin with the version of that name (RFC 8446, section 4.1.2; RFC 9147, section 5.3): what they
 * offer stands in an extension.
 */
export function isLegacyVersionName(name: string | null): boolean {
  return name === 'TLS 1.2' || name === 'DTLS 1.2';
}

/** The two characters that JA4 has for a version. */
export function ja4Version(version: number): string {
  return VERSIONS[placeOf(version)]?.ja4 ?? '00';
}

function placeOf(version: number): number {
  const listed = version >> 8 === DRAFTS_OF_TLS_1_3 >> 8 ? DRAFTS_OF_TLS_1_3 : version;
  return VERSIONS.findIndex((known) => known.version === listed);
}
