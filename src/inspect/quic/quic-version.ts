// Runs once per long header: allocate nothing.

/** What a version's Initial packets are protected with (RFC 9001, section 5.2; RFC 9369, sections 3.3.1 and 3.3.2). */
export interface InitialProtection {
  readonly salt: Uint8Array;
  /** What the names of keys begin with. */
  readonly labelPrefix: 'quic' | 'quicv2';
}

/** The long header's packet types, numbered as in version 1 (RFC 9000, section 17.2). */
export const PacketType = { Initial: 0, ZeroRtt: 1, Handshake: 2, Retry: 3 } as const;
export type PacketType = (typeof PacketType)[keyof typeof PacketType];

/** The version field of Version Negotiation (RFC 9000, section 17.2.1). */
export const VERSION_NEGOTIATION = 0;
const VERSION_1 = 1;
/** RFC 9369, section 3.1. */
const VERSION_2 = 0x6b3343cf;
/** Drafts are `ff0000` and their number. */
const DRAFT = 0xff000000;
/** The first draft whose long header is the one of version 1. */
const FIRST_DRAFT = 22;
/** Facebook's own: `faceb0` and a number. */
const FACEBOOK = 0xfaceb000;
const FACEBOOK_DRAFT_22 = 0xfaceb001;
const FACEBOOK_VERSION_1 = 0xfaceb003;
/** Google's own are text: a letter, Q with QUIC Crypto or T with TLS, and three digits. */
const GOOGLE_TLS_50 = 0x54303530;
const GOOGLE_TLS_51 = 0x54303531;

const V1 = [protection('38762cf7f55934b34d179ae6a4c80cadccbb7f0a', 'quic')];
const V2 = [protection('0dede3def700a6db819381be6e269dcbf9bd2ed9', 'quicv2')];
// The salts of the drafts' section 5.2; each holds until the next draft that changed it.
const DRAFT_29 = [protection('afbfec289993d24c9e9786f19c6111e04390a899', 'quic')];
const DRAFT_23 = [protection('c3eef712c72ebb5a11a7d2432bb46365bef9f502', 'quic')];
const DRAFT_22 = [protection('7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a', 'quic')];
const T050 = [protection('7ff579e5acd072915580304c43a2367c60488310', 'quic')];
const T051 = [protection('7a4edef4e7ccee5fa4506c19124fc8ccda6e033d', 'quic')];

const NONE: readonly InitialProtection[] = [];
/** A version nobody has, offered to make servers negotiate, is protected as what its sender speaks otherwise: that has to be tried. */
const ANYONES = [...V1, ...DRAFT_29];

/** With what the Initial packets of `version` may be protected, the likeliest first; nothing where that is not known. */
export function initialProtectionsOf(version: number): readonly InitialProtection[] {
  if (version === VERSION_1) return V1;
  if (version === VERSION_2) return V2;
  if (version === GOOGLE_TLS_50) return T050;
  if (version === GOOGLE_TLS_51) return T051;
  if (isReserved(version)) return ANYONES;
  if (version === FACEBOOK_DRAFT_22) return DRAFT_22;
  if (version === FACEBOOK_VERSION_1) return V1;
  if (isFacebook(version)) return DRAFT_23;
  return isDraft(version) ? ofDraft(version - DRAFT) : NONE;
}

/** Whether `version` is one that QUIC is or was spoken in, by its number alone. Not for Version Negotiation. */
export function isQuicVersion(version: number): boolean {
  return isGoogleVersion(version) || initialProtectionsOf(version).length > 0;
}

/** Q043, Q046, Q050, T051: with QUIC Crypto or TLS. */
export function isGoogleVersion(version: number): boolean {
  const letter = version >>> 24;
  return (letter === 0x51 || letter === 0x54) && ((version >>> 16) & 0xff) === 0x30 && isDigit(version >>> 8) && isDigit(version);
}

/** The packet type in a long header's first byte, which version 2 numbers otherwise (RFC 9369, section 3.2). */
export function packetTypeOf(version: number, firstByte: number): PacketType {
  const bits = (firstByte >> 4) & 3;
  return (version === VERSION_2 ? (bits + 3) & 3 : bits) as PacketType;
}

/** Versions that exist to be refused: `?a?a?a?a` (RFC 9000, section 15). */
function isReserved(version: number): boolean {
  return (version & 0x0f0f0f0f) === 0x0a0a0a0a;
}

function isFacebook(version: number): boolean {
  return version > FACEBOOK && version <= FACEBOOK + 0xff;
}

function isDraft(version: number): boolean {
  return version >= DRAFT + FIRST_DRAFT && version <= DRAFT + 0xff;
}

function ofDraft(draft: number): readonly InitialProtection[] {
  if (draft === FIRST_DRAFT) return DRAFT_22;
  if (draft < 29) return DRAFT_23;
  return draft < 33 ? DRAFT_29 : V1;
}

function isDigit(lowByte: number): boolean {
  const byte = lowByte & 0xff;
  return byte >= 0x30 && byte <= 0x39;
}

function protection(salt: string, labelPrefix: InitialProtection['labelPrefix']): InitialProtection {
  return { salt: Buffer.from(salt, 'hex'), labelPrefix };
}
