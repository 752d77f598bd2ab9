/** One box of an RFC's header drawing: a number so many bits wide, or bytes as they are. */
export type Field = { readonly bits: number; readonly value: number } | Uint8Array;

/** A number `count` bits wide (at most 32); what does not fit is cut off at the top. */
export function bits(count: number, value: number): Field {
  return { bits: count, value };
}

export function uint8(value: number): Field {
  return bits(8, value);
}

export function uint16(value: number): Field {
  return bits(16, value);
}

export function uint24(value: number): Field {
  return bits(24, value);
}

export function uint32(value: number): Field {
  return bits(32, value);
}

export function uint64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

/**
 * Lays out rows of fields as an RFC draws them, most significant bit first. How long a row is does not matter, but bytes must begin
 * where a byte begins, and the whole must end where one ends.
 */
export function drawing(...rows: readonly (readonly Field[])[]): Uint8Array {
  const fields = rows.flat();
  const length = fields.reduce((sum, field) => sum + widthOf(field), 0);
  if (length % 8 !== 0) throw new Error(`the drawing is ${length} bits long, which is not a whole number of bytes`);

  const bytes = new Uint8Array(length / 8);
  let position = 0;
  for (const field of fields) {
    if (field instanceof Uint8Array) {
      if (position % 8 !== 0) throw new Error(`bytes begin at bit ${position}, which is not the start of a byte`);
      bytes.set(field, position / 8);
    } else {
      writeBits(bytes, position, field);
    }
    position += widthOf(field);
  }
  return bytes;
}

function widthOf(field: Field): number {
  return field instanceof Uint8Array ? field.length * 8 : field.bits;
}

function writeBits(bytes: Uint8Array, position: number, field: { readonly bits: number; readonly value: number }): void {
  if (position % 8 === 0 && field.bits % 8 === 0) {
    for (let index = field.bits / 8 - 1, rest = field.value; index >= 0; index--, rest = Math.floor(rest / 256)) {
      bytes[position / 8 + index] = rest;
    }
    return;
  }
  for (let index = 0; index < field.bits; index++) {
    const bit = Math.floor(field.value / 2 ** (field.bits - 1 - index)) & 1;
    const at = position + index;
    bytes[at >> 3]! |= bit << (7 - (at & 7));
  }
}

export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  return drawing(parts);
}

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes from hexadecimal digits; anything else between them (spaces, line ends) is for the reader. */
export function hexBytes(hex: string): Uint8Array {
  const digits = hex.replace(/[^0-9a-f]/gi, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

export function hexText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** `bytes` followed by as many zeros as make its length a multiple of `unit`. */
export function padTo(unit: number, bytes: Uint8Array): Uint8Array {
  return concatenate(bytes, new Uint8Array((unit - (bytes.length % unit)) % unit));
}
