// Keys an attacker would send: all of them meet in one bucket.

const BUCKET_BITS = 17;

/**
 * Keys that meet in one bucket of any JS Map of up to 2^17 buckets. V8 hashes small integers without a seed (ComputeUnseededHash in its
 * utils.h, after Thomas Wang): every step can be undone, so keys are made from the hashes they are to have.
 */
export function keysAgainstMap(count) {
  return Int32Array.from({ length: count }, (_, number) => undoHash((number << BUCKET_BITS) | 5));
}

function undoHash(hash) {
  let key = undoShift(hash, 16);
  key = Math.imul(key, inverse(2057));
  key = undoShift(key, 4);
  key = Math.imul(key, inverse(5));
  key = undoShift(key, 12);
  // ~key + (key << 15) is key * 32767 - 1.
  return Math.imul(key + 1, inverse(32767));
}

/** Undoes `value ^= value >>> bits`. */
function undoShift(value, bits) {
  let result = value;
  for (let known = bits; known < 32; known += bits) result = value ^ (result >>> bits);
  return result;
}

/** Of an odd number, modulo 2^32: Newton's iteration doubles the right bits each time. */
function inverse(odd) {
  let result = odd;
  for (let step = 0; step < 5; step += 1) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}

/**
 * One-word keys that meet in one bucket of a KeyedTable whose `multipliers` are known: what its random seed keeps from happening. The hash
 * is word * m0 + high * m1 + m2, so for each upper half the lower halves that fit are a range of the sorted products.
 */
export function keysAgainstTable(count, [low, high, added]) {
  const order = Array.from({ length: 65_536 }, (_, half) => half).sort(
    (a, b) => (Math.imul(a, low) >>> 0) - (Math.imul(b, low) >>> 0),
  );
  const products = Uint32Array.from(order, (half) => Math.imul(half, low));
  const keys = new Int32Array(count);
  let found = 0;
  for (let upper = 0; upper < 65_536 && found < count; upper += 1) {
    const base = (Math.imul(upper << 16, low) + Math.imul(upper, high) + added) >>> 0;
    // The bucket is 1: products from here on, for as long as the sum stays in it.
    const from = ((1 << (32 - BUCKET_BITS)) - base) >>> 0;
    for (let at = lowerBound(products, from); at < products.length && found < count; at += 1) {
      if (((products[at] + base) >>> 0) >>> (32 - BUCKET_BITS) !== 1) break;
      keys[found++] = (upper << 16) | order[at];
    }
  }
  if (found < count) throw new Error(`only ${found} of ${count} keys found`);
  return keys;
}

function lowerBound(sorted, value) {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
