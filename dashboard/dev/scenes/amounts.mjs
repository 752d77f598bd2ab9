import { NOTHING } from './chance.mjs';

/** Frames of a middling size for so many bytes. */
export function counts(wireBytes) {
  return { frames: Math.round(wireBytes / 812), wireBytes: Math.round(wireBytes) };
}

/** Down and up of a rate and its bytes. */
export function ways(bytesPerSecond, wireBytes, downShare) {
  const way = (share) => ({ bytesPerSecond: bytesPerSecond * share, wireBytes: Math.round(wireBytes * share) });
  return { down: way(downShare), up: way(1 - downShare) };
}

export function half(bytesPerSecond, wireBytes) {
  return { ...counts(wireBytes), bytesPerSecond };
}

export function sum(one, other) {
  return {
    frames: one.frames + other.frames,
    wireBytes: one.wireBytes + other.wireBytes,
    bytesPerSecond: one.bytesPerSecond + other.bytesPerSecond,
  };
}

export function fastestFirst(list, total) {
  return { list: list.toSorted((one, other) => other.bytesPerSecond - one.bytesPerSecond), total, other: NOTHING };
}
