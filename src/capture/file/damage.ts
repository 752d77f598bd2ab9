/** Why a capture file could not be read to its end. Everything before `offset` was delivered and stays true. */
export interface Damage {
  /** Where the record that could not be read starts, in bytes from the start of the (decompressed) file. */
  readonly offset: number;
  /** One English clause for people, such as "file ends inside a frame: 1,514 bytes promised, 200 there". */
  readonly reason: string;
}

/** Writes a number the way reasons show it: with separators, so that lengths can be compared at a glance. */
export function readableNumber(value: number): string {
  return value.toLocaleString('en-US');
}
