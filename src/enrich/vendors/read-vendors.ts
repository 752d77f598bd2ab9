import { cleanText } from '../clean-text.ts';
import { UnreadableContentError } from '../unusable-file.ts';
import { vendorLineParser } from './parse-vendor-line.ts';
import { VendorTable } from './vendor-table.ts';

/** IEEE has given away some 60,000. */
const MOST_PREFIXES = 500_000;
/** `002272 X` */
const LEAST_LINE = 8;
const MOST_LINE = 512;
const MOST_NAME = 80;

/** How many hexadecimal digits a prefix has, the longest first: blocks are divided. */
const LENGTHS = [9, 7, 6] as const;
type PrefixLength = (typeof LENGTHS)[number];

/** Whose a MAC address is, of 12 hexadecimal digits; `null` where the list does not say. */
export type FindVendor = (digits: string) => string | null;

/**
 * Reads a list of MAC prefixes: IEEE's oui.txt, oui.csv and their kin, Wireshark's manuf, Nmap's nmap-mac-prefixes or systemd's 20-OUI.hwdb. Of a
 * prefix that is there twice the first counts. Throws `UnreadableContentError` where there is none in it.
 */
export function readVendors(bytes: Buffer): FindVendor {
  const tables = readTables(bytes);
  if (tables.every(({ table }) => table.size === 0)) {
    throw new UnreadableContentError(
      "expected a list of MAC prefixes (IEEE's oui.txt or oui.csv, Wireshark's manuf, nmap-mac-prefixes), found none in it",
    );
  }
  return (digits) => {
    for (const { length, table } of tables) {
      const name = table.find(Number.parseInt(digits.slice(0, length), 16));
      if (name !== null) return name;
    }
    return null;
  };
}

interface LengthTable {
  readonly length: PrefixLength;
  readonly table: VendorTable;
}

/** Apart from what is returned in the end, so that nothing of the reading is kept with it. */
function readTables(bytes: Buffer): readonly LengthTable[] {
  const found: Readonly<Record<PrefixLength, Map<number, string>>> = { 9: new Map(), 7: new Map(), 6: new Map() };
  const parse = vendorLineParser();
  for (const line of linesOf(bytes)) {
    const prefix = parse(line);
    const name = prefix === null ? null : cleanText(prefix.name, MOST_NAME);
    if (prefix === null || name === null || !isLength(prefix.digits.length)) continue;
    const vendors = found[prefix.digits.length];
    const key = Number.parseInt(prefix.digits, 16);
    if (!vendors.has(key)) vendors.set(key, name);
    if (vendors.size > MOST_PREFIXES) throw new UnreadableContentError(`more than ${MOST_PREFIXES} prefixes are in it`);
  }
  return LENGTHS.map((length) => ({ length, table: new VendorTable(found[length]) }));
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (end - start >= LEAST_LINE) {
      const shown = bytes.toString('utf8', start, Math.min(end, start + MOST_LINE));
      yield shown.endsWith('\r') ? shown.slice(0, -1) : shown;
    }
    start = end + 1;
  }
}

function isLength(length: number): length is PrefixLength {
  return LENGTHS.some((each) => each === length);
}
