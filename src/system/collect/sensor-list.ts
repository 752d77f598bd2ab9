import type { SensorReading } from '../snapshot.ts';

/** A file that a sensor's value is read from, and what is known of the sensor that does not change. */
export interface SensorSource extends Omit<SensorReading, 'value'> {
  readonly path: string;
  /** What the file's number is divided by: thousandths of a degree or volt. */
  readonly divisor: number;
  /** A drive may be kept from going to sleep by being asked too often. */
  readonly isSlow: boolean;
}

/** One that has no name that is its own yet. `label` is what the hardware says; without it, it is called by `fallback`. */
export interface SensorCandidate extends Omit<SensorSource, 'label'> {
  readonly label: string | null;
  readonly fallback: string;
}

const LONGEST_LABEL = 64;

/**
 * Names sensors as Glances does: by the hardware's label, or else by the chip and a number that counts from 0; a label that is taken gets a number
 * behind it, from 1. The same hardware in the same order always gets the same labels.
 */
export function nameSensors(candidates: readonly SensorCandidate[]): readonly SensorSource[] {
  const taken = new Set<string>();
  return candidates.map(({ fallback, ...candidate }) => {
    const wanted = (candidate.label ?? fallback).slice(0, LONGEST_LABEL);
    let label = wanted;
    for (let number = 1; taken.has(label); number += 1) label = `${wanted} ${number}`;
    taken.add(label);
    return { ...candidate, label };
  });
}
