import { SocketAddress } from 'node:net';

/** What a record may hold. Whole numbers become unsigned ones of 32 bits, those of type bigint of 64. */
export type MmdbValue = string | number | bigint | boolean | readonly MmdbValue[] | { readonly [name: string]: MmdbValue };

export interface MmdbOptions {
  readonly type?: string;
  readonly ipVersion?: 4 | 6;
  readonly recordSize?: 24 | 28 | 32;
  /** Overrides fields of the metadata, to lie. */
  readonly metadata?: Readonly<Record<string, MmdbValue>>;
  /** Bytes to take for the data section instead; every network points at `dataOffset` in it. */
  readonly data?: Buffer;
}

const SEPARATOR = Buffer.alloc(16);
export const MMDB_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/** A node of the search tree: for either bit another node, a record by its place in the data section, or nothing. */
type Branch = Node | number | null;
class Node {
  readonly branches: [Branch, Branch] = [null, null];
}

/**
 * Writes a MaxMind DB file (File Format Specification 2.0) with a record for each network. Texts that are there twice are written once and
 * pointed at, as all writers do. Of overlapping networks the longer must come later, and not inside of the shorter.
 */
export function writeMmdb(networks: Readonly<Record<string, MmdbValue>>, options: MmdbOptions = {}): Buffer {
  const { type = 'Test', ipVersion = 6, recordSize = 24 } = options;
  const root = new Node();
  const section = new DataSection();
  for (const [network, value] of Object.entries(networks)) {
    place(root, bitsOf(network, ipVersion), options.data === undefined ? section.add(value) : 0);
  }
  const nodes = collect(root);
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_767_225_600n,
    database_type: type,
    description: { en: 'Made by a test' },
    ip_version: ipVersion,
    languages: ['en'],
    node_count: nodes.length,
    record_size: recordSize,
    ...options.metadata,
  };
  return Buffer.concat([
    writeTree(nodes, recordSize),
    SEPARATOR,
    options.data ?? section.bytes(),
    MMDB_MARKER,
    new DataSection(SHORT_FIELDS).encode(metadata),
  ]);
}

/** A record of MaxMind's layout. */
export function geoCountry(isoCode: string, name: string): MmdbValue {
  return {
    continent: { code: 'EU', names: { en: 'Europe' } },
    country: { geoname_id: 1, is_in_european_union: true, iso_code: isoCode, names: { de: `${name} (de)`, en: name } },
    registered_country: { iso_code: 'ZA', names: { en: 'South Africa' } },
  };
}

export function geoSystem(asNumber: number, organization: string): MmdbValue {
  return { autonomous_system_number: asNumber, autonomous_system_organization: organization };
}

/** Fields of the metadata that have 16 bits. */
const SHORT_FIELDS = ['binary_format_major_version', 'binary_format_minor_version', 'ip_version', 'record_size'];

class DataSection {
  readonly #shortFields: readonly string[];
  readonly #parts: Buffer[] = [];
  readonly #texts = new Map<string, number>();
  #length = 0;

  constructor(shortFields: readonly string[] = []) {
    this.#shortFields = shortFields;
  }

  /** Writes a value and returns where it begins. */
  add(value: MmdbValue): number {
    const start = this.#length;
    this.encode(value);
    return start;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  encode(value: MmdbValue): Buffer {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'boolean') this.#write(control(14, value ? 1 : 0));
    else if (typeof value === 'number') this.#number(6, value);
    else if (typeof value === 'bigint') this.#number(9, Number(value));
    else if (Array.isArray(value)) {
      this.#write(control(11, value.length));
      for (const item of value) this.encode(item);
    } else {
      const entries = Object.entries(value);
      this.#write(control(7, entries.length));
      for (const [name, inner] of entries) {
        this.#text(name);
        if (typeof inner === 'number' && this.#shortFields.includes(name)) this.#number(5, inner);
        else this.encode(inner);
      }
    }
    return this.bytes();
  }

  #text(text: string): void {
    const known = this.#texts.get(text);
    if (known !== undefined && text.length > 2) {
      this.#write(pointer(known));
      return;
    }
    this.#texts.set(text, this.#length);
    const bytes = Buffer.from(text);
    this.#write(control(2, bytes.length), bytes);
  }

  /** Without zeros in front. */
  #number(type: number, value: number): void {
    const digits = value === 0 ? '' : value.toString(16);
    const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
    this.#write(control(type, bytes.length), bytes);
  }

  #write(...parts: Buffer[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
  }
}

/** The byte that says what follows and how long it is; types above 7 and sizes above 28 need further ones. */
export function control(type: number, size: number): Buffer {
  const extra = size < 29 ? [] : size < 285 ? [size - 29] : [(size - 285) >> 8, (size - 285) & 0xff];
  const bits = size < 29 ? size : 28 + extra.length;
  return Buffer.from(type > 7 ? [bits, type - 7, ...extra] : [(type << 5) | bits, ...extra]);
}

/** A pointer of the shortest kind that reaches `offset`. */
export function pointer(offset: number): Buffer {
  if (offset < 2_048) return Buffer.from([0x20 | (offset >> 8), offset & 0xff]);
  if (offset < 526_336) {
    const rest = offset - 2_048;
    return Buffer.from([0x28 | (rest >> 16), (rest >> 8) & 0xff, rest & 0xff]);
  }
  const bytes = Buffer.alloc(5, 0x38);
  bytes.writeUInt32BE(offset, 1);
  return bytes;
}

/** The bits of a network; in a tree of IPv6, IPv4 is behind 96 zeros. */
function bitsOf(network: string, ipVersion: 4 | 6): readonly number[] {
  const [address = '', length = '0'] = network.split('/');
  const bytes = address.includes(':') ? ipv6Bytes(address) : address.split('.').map(Number);
  const padding = ipVersion === 6 && bytes.length === 4 ? 12 : 0;
  const all = [...new Array<number>(padding).fill(0), ...bytes];
  const bits = all.flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map(Number));
  return bits.slice(0, padding * 8 + Number(length));
}

function ipv6Bytes(text: string): number[] {
  const [left = '', right = ''] = new SocketAddress({ address: text, family: 'ipv6' }).address.split('::');
  const groups = (half: string) => half.split(':').filter((group) => group !== '');
  const [first, last] = [groups(left), groups(right)];
  const zeros = new Array<string>(8 - first.length - last.length).fill('0');
  return [...first, ...zeros, ...last].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

function place(root: Node, bits: readonly number[], record: number): void {
  let node = root;
  for (const [index, bit] of bits.entries()) {
    if (index === bits.length - 1) {
      node.branches[bit as 0 | 1] = record;
      return;
    }
    const next = node.branches[bit as 0 | 1];
    const child = next instanceof Node ? next : new Node();
    node.branches[bit as 0 | 1] = child;
    node = child;
  }
}

function collect(root: Node): readonly Node[] {
  const nodes = [root];
  for (const node of nodes) for (const branch of node.branches) if (branch instanceof Node) nodes.push(branch);
  return nodes;
}

function writeTree(nodes: readonly Node[], recordSize: 24 | 28 | 32): Buffer {
  const numbers = new Map(nodes.map((node, index) => [node, index]));
  const recordOf = (branch: Branch): number => {
    if (branch === null) return nodes.length;
    return branch instanceof Node ? numbers.get(branch)! : nodes.length + SEPARATOR.length + branch;
  };
  const tree = Buffer.alloc((nodes.length * recordSize) / 4);
  for (const [index, { branches }] of nodes.entries()) {
    const [left, right] = [recordOf(branches[0]), recordOf(branches[1])];
    const at = (index * recordSize) / 4;
    if (recordSize === 32) {
      tree.writeUInt32BE(left, at);
      tree.writeUInt32BE(right, at + 4);
      continue;
    }
    tree.writeUIntBE(left & 0xffffff, at, 3);
    tree.writeUIntBE(right & 0xffffff, at + Math.ceil(recordSize / 8), 3);
    if (recordSize === 28) tree[at + 3] = ((left >>> 24) << 4) | (right >>> 24);
  }
  return tree;
}
