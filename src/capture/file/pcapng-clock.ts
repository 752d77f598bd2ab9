/**
 * How an interface's 64-bit timestamps become microseconds:
 * `high * highFactor + (high * carry + low * lowFactor) / divisor + offsetMicros`.
 *
 * A timestamp in nanoseconds needs 61 bits and a double has 53, so the two halves are never joined before they are scaled: each factor
 * keeps its product exact, and the sum is rounded once, to a quarter of a microsecond in this century.
 */
export interface PcapngClock {
  readonly resolution: string;
  readonly highFactor: number;
  readonly carry: number;
  readonly lowFactor: number;
  readonly divisor: number;
  readonly offsetMicros: number;
}

const NAMED_RESOLUTIONS: Readonly<Record<number, string>> = { 0: 's', 3: 'ms', 6: 'us', 9: 'ns' };
const POWER_OF_TWO = 0x80;
const MICROSECONDS = 6;

/** Makes the clock of an if_tsresol and if_tsoffset (draft-ietf-opsawg-pcapng, section 4.2); without them it is 6 and 0. */
export function createPcapngClock(resolution = MICROSECONDS, offsetSeconds = 0): PcapngClock {
  const exponent = resolution & 0x7f;
  const offsetMicros = offsetSeconds * 1e6;
  if ((resolution & POWER_OF_TWO) !== 0) {
    const highFactor = 1e6 * 2 ** (32 - exponent);
    return { resolution: `2^-${exponent}`, highFactor, carry: 0, lowFactor: 1e6, divisor: 2 ** exponent, offsetMicros };
  }
  const name = NAMED_RESOLUTIONS[exponent] ?? `10^-${exponent}`;
  if (exponent <= MICROSECONDS) {
    const lowFactor = 10 ** (MICROSECONDS - exponent);
    return { resolution: name, highFactor: 2 ** 32 * lowFactor, carry: 0, lowFactor, divisor: 1, offsetMicros };
  }
  const divisor = 10 ** (exponent - MICROSECONDS);
  const carry = 2 ** 32 % divisor;
  return { resolution: name, highFactor: (2 ** 32 - carry) / divisor, carry, lowFactor: 1, divisor, offsetMicros };
}
