/** Prefixes of one length and whose they are, in some 40 bytes each. */
export class VendorTable {
  readonly #prefixes: Float64Array;
  /** One behind the other, in UTF-8. */
  readonly #names: Buffer;
  /** Where each name begins, and where the last ends. */
  readonly #starts: Uint32Array;

  constructor(vendors: ReadonlyMap<number, string>) {
    const sorted = [...vendors].sort(([one], [other]) => one - other);
    const names = sorted.map(([, name]) => Buffer.from(name));
    this.#prefixes = Float64Array.from(sorted, ([prefix]) => prefix);
    this.#names = Buffer.concat(names);
    this.#starts = new Uint32Array(names.length + 1);
    for (const [index, name] of names.entries()) this.#starts[index + 1] = this.#starts[index]! + name.length;
  }

  get size(): number {
    return this.#prefixes.length;
  }

  find(prefix: number): string | null {
    let low = 0;
    let high = this.#prefixes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#prefixes[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    return this.#prefixes[low] === prefix ? this.#names.toString('utf8', this.#starts[low], this.#starts[low + 1]) : null;
  }
}
