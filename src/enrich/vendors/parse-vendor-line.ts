/** Who was given a block of MAC addresses. */
export interface VendorPrefix {
  /** The prefix's hexadecimal digits: 6, 7 or 9 of them, in whatever case. */
  readonly digits: string;
  readonly name: string;
}

/** Takes a list apart line by line: some entries are in two lines. Returns `null` for lines that say nothing by themselves. */
export type ParseVendorLine = (line: string) => VendorPrefix | null;

/** Reads any of the lists there are: every line of each looks like no line of another. */
export function vendorLineParser(): ParseVendorLine {
  const parsers = [parseManuf, oldListParser(), parseTable, hardwareDatabaseParser(), parseShortList];
  return (line) => {
    for (const parse of parsers) {
      const prefix = parse(line);
      if (prefix !== null) return prefix;
    }
    return null;
  };
}

const MANUF = /^((?:[0-9A-Fa-f]{2}[:.-]){2,5}[0-9A-Fa-f]{2})(?:\/(24|28|36))?\t+([^\t]*)(?:\t+(.*))?$/;

/** Wireshark's manuf: `00:1B:C5:00:00:00/36<tab>Convergi<tab>Converging Systems Inc.`; addresses that stand for one device are passed over. */
function parseManuf(line: string): VendorPrefix | null {
  const [, address = '', bits, short = '', long = ''] = MANUF.exec(line) ?? [];
  const digits = address.replace(/[:.-]/g, '');
  if (digits === '' || (bits === undefined && digits.length !== 6)) return null;
  const wanted = Number(bits ?? 24) / 4;
  return digits.length < wanted ? null : { digits: digits.slice(0, wanted), name: long.trim() === '' ? short : long };
}

const WITH_HEX = /^([0-9A-Fa-f]{2})-([0-9A-Fa-f]{2})-([0-9A-Fa-f]{2}) +\(hex\)/;
const WITH_BASE_16 = /^([0-9A-Fa-f]{6})(?:-([0-9A-Fa-f]{6}))? +\(base 16\)\s+(\S.*)$/;

/** IEEE's oui.txt: `002272     (base 16)<tab>...`; its mam.txt and oui36.txt: `AC-DE-48   (hex)`, then `500000-5FFFFF     (base 16)`. */
function oldListParser(): ParseVendorLine {
  let block = '';
  return (line) => {
    const hex = WITH_HEX.exec(line);
    if (hex !== null) block = hex.slice(1).join('');
    const [, first, last, name] = WITH_BASE_16.exec(line) ?? [];
    if (first === undefined || name === undefined) return null;
    if (last === undefined) return { digits: first, name };
    const addresses = Number.parseInt(last, 16) - Number.parseInt(first, 16) + 1;
    if (block === '' || (addresses !== 0x1_00000 && addresses !== 0x1_000)) return null;
    return { digits: block + first.slice(0, addresses === 0x1_000 ? 3 : 1), name };
  };
}

const TABLE = /^(?:MA-L|MA-M|MA-S|IAB|CID),([0-9A-Fa-f]{6,9}),(?:"((?:[^"]|"")*)"|([^,]*))/;

/** IEEE's oui.csv and its kin: `MA-L,002272,"American Micro-Fuel Device Corp.",...`. */
function parseTable(line: string): VendorPrefix | null {
  const [, digits, quoted, plain = ''] = TABLE.exec(line) ?? [];
  return digits === undefined ? null : { digits, name: quoted?.replaceAll('""', '"') ?? plain };
}

const DATABASE_KEY = /^OUI:([0-9A-Fa-f]{6,9})\*$/;
const DATABASE_VALUE = /^ ID_OUI_FROM_DATABASE=(.*)$/;

/** systemd's 20-OUI.hwdb: `OUI:002272*`, then ` ID_OUI_FROM_DATABASE=American Micro-Fuel Device Corp.`. */
function hardwareDatabaseParser(): ParseVendorLine {
  let digits: string | null = null;
  return (line) => {
    const key = DATABASE_KEY.exec(line)?.[1];
    const name = DATABASE_VALUE.exec(line)?.[1];
    const prefix = digits !== null && name !== undefined ? { digits, name } : null;
    digits = key ?? null;
    return prefix;
  };
}

const SHORT_LIST = /^([0-9A-Fa-f]{9}|[0-9A-Fa-f]{6,7})[ \t]+(?!\()(\S.*)$/;

/** Nmap's nmap-mac-prefixes: `002272 American Micro-Fuel Device`. */
function parseShortList(line: string): VendorPrefix | null {
  const [, digits, name] = SHORT_LIST.exec(line) ?? [];
  return digits === undefined || name === undefined ? null : { digits, name };
}
