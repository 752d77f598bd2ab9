// Numbers for people. Every function takes what JSON can bring, and says "–" for what is no number, never 0.

const NOT_A_NUMBER = '–';
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** Three significant digits with a decimal prefix, as lines are sold: `12.4 Mbit/s`. */
export function formatBitRate(bytesPerSecond: number): string {
  return withPrefix(bytesPerSecond * 8, 'bit/s');
}

/** Decimal units (1 kB = 1000 bytes), as providers bill. */
export function formatBytes(bytes: number): string {
  return withPrefix(bytes, 'B');
}

export function formatPacketRate(packetsPerSecond: number): string {
  if (!isAmount(packetsPerSecond)) return NOT_A_NUMBER;
  return packetsPerSecond < 1e6 ? formatCount(Math.round(packetsPerSecond)) : withPrefix(packetsPerSecond, '').trim();
}

/** Whole numbers with thin spaces between thousands: the same in every locale, and no mistaking a comma for a point. */
export function formatCount(count: number): string {
  if (!isAmount(count)) return NOT_A_NUMBER;
  if (count >= 1e15) return withPrefix(count, '').trim();
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A share between 0 and 1. What is there but rounds to nothing is `<0.1 %`. */
export function formatShare(share: number): string {
  if (!isAmount(share)) return NOT_A_NUMBER;
  if (share === 0) return '0 %';
  if (share < 0.001) return '<0.1 %';
  const percent = Math.min(share, 1) * 100;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** The two parts apart, for figures whose unit is set smaller: `['12.4', 'Mbit/s']`. */
export function splitUnit(text: string): readonly [string, string] {
  const space = text.indexOf(' ');
  return space === -1 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
}

function withPrefix(value: number, unit: string): string {
  if (!isAmount(value)) return NOT_A_NUMBER;
  let scaled = value;
  let step = 0;
  // 999.5 would be written as 1000.
  while (scaled >= 999.5 && step < PREFIXES.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  if (scaled >= 999.5) return `>999 ${PREFIXES[step]}${unit}`;
  return `${threeDigits(scaled, step)} ${PREFIXES[step]}${unit}`;
}

function threeDigits(value: number, step: number): string {
  if (step === 0) return String(Math.round(value));
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
