// Runs once per packet with options: allocate nothing. RFC 791, section 3.1.

const TYPE = 0;
const LENGTH = 1;
/** Of a source route: counted from the option's first byte, which is 1, where the next address to go to starts. */
const POINTER = 2;
const FIRST_POINTER = 4;
const ROUTE = 3;
const ADDRESS_LENGTH = 4;

const END_OF_OPTIONS = 0;
const NO_OPERATION = 1;
/** All other options have a length, of type and length themselves too. */
const SMALLEST_LENGTH = 2;
const LOOSE_SOURCE_ROUTE = 131;
const STRICT_SOURCE_ROUTE = 137;

/**
 * Where the last address of a source route starts that has not been used up, among the options from `start` to `end`; -1 without one. As
 * long as there is such a route, the header's destination is only the next router on it.
 */
export function endOfSourceRoute(bytes: Uint8Array, start: number, end: number): number {
  let option = start;
  while (option < end) {
    const type = bytes[option + TYPE]!;
    if (type === END_OF_OPTIONS) return -1;
    if (type === NO_OPERATION) {
      option += 1;
      continue;
    }
    const length = option + LENGTH < end ? bytes[option + LENGTH]! : 0;
    if (length < SMALLEST_LENGTH || option + length > end) return -1;
    if (type === LOOSE_SOURCE_ROUTE || type === STRICT_SOURCE_ROUTE) return lastAddress(bytes, option, length);
    option += length;
  }
  return -1;
}

function lastAddress(bytes: Uint8Array, option: number, length: number): number {
  const routeLength = length - ROUTE;
  if (routeLength < ADDRESS_LENGTH || routeLength % ADDRESS_LENGTH !== 0) return -1;
  const pointer = bytes[option + POINTER]!;
  return pointer < FIRST_POINTER || pointer > length ? -1 : option + length - ADDRESS_LENGTH;
}
