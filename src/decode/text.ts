// Cold: how numbers off the wire are written for people and programs.

const MICROS_PER_MILLI = 1000;
/** 9999-12-31T23:59:59.999Z: what ISO 8601 can write with four digits. */
export const LATEST_MILLIS = 253_402_300_799_999;

/** 0 to 99 as two digits: windows have several times each, and putting texts together takes half of the time that Date does. */
const DIGITS: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** ISO 8601 UTC with microseconds. Times before 1970 or after 9999, which only damaged captures have, become the nearest that can be written. */
export function timestampText(micros: number): string {
  const whole = Math.floor(Math.max(micros, 0));
  const millis = Math.min(Math.floor(whole / MICROS_PER_MILLI), LATEST_MILLIS);
  const rest = Math.max(0, Math.min(whole - millis * MICROS_PER_MILLI, MICROS_PER_MILLI - 1));
  const time = new Date(millis);
  const year = time.getUTCFullYear();
  const date = `${DIGITS[Math.floor(year / 100)]!}${DIGITS[year % 100]!}-${DIGITS[time.getUTCMonth() + 1]!}-${DIGITS[time.getUTCDate()]!}`;
  const clock = `${DIGITS[time.getUTCHours()]!}:${DIGITS[time.getUTCMinutes()]!}:${DIGITS[time.getUTCSeconds()]!}`;
  return `${date}T${clock}.${threeDigits(millis % MICROS_PER_MILLI)}${threeDigits(rest)}Z`;
}

function threeDigits(number: number): string {
  return `${Math.floor(number / 100)}${DIGITS[number % 100]!}`;
}

export function ipv4Text(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 0xff}.${(word >>> 8) & 0xff}.${word & 0xff}`;
}

/**
 * RFC 5952: the longest run of two or more zero groups is `::`, the first of equals; addresses that hold an IPv4 address by their prefix
 * (section 5: IPv4-mapped, and IPv4-compatible but for `::` and `::1`) end in a dotted quad, as `inet_ntop` writes them.
 */
export function ipv6Text(words: readonly [number, number, number, number]): string {
  if (words[0] === 0 && words[1] === 0) {
    if (words[2] === 0xffff) return `::ffff:${ipv4Text(words[3])}`;
    if (words[2] === 0 && words[3] >>> 16 !== 0) return `::${ipv4Text(words[3])}`;
  }
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let runStart = -1;
  let runLength = 1;
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length += 1;
    if (length > runLength) {
      runStart = start;
      runLength = length;
    }
  }
  const hex = groups.map((group) => group.toString(16));
  if (runStart < 0) return hex.join(':');
  return `${hex.slice(0, runStart).join(':')}::${hex.slice(runStart + runLength).join(':')}`;
}

/** The six bytes of a MAC address given as its upper 16 and lower 32 bits. */
export function macText(upper: number, lower: number): string {
  const hex = `${(upper & 0xffff).toString(16).padStart(4, '0')}${(lower >>> 0).toString(16).padStart(8, '0')}`;
  return hex.replace(/..(?=.)/g, '$&:');
}
