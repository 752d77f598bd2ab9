type Mapping = Readonly<Record<string, unknown>>;

/** Of two values of one mapping that cannot both be meant. */
export interface Contradiction {
  /** The key that is told. */
  readonly key: string;
  readonly text: string;
}

/** Says which values of a mapping contradict each other; null when none do. Values may be of any kind: those that are no numbers contradict none. */
export type FindContradiction = (mapping: Mapping) => Contradiction | null;

/** Values that rise from key to key, or stay; they fall, or stay, where `falls` says so. */
export function inOrder(keys: readonly string[], falls: (mapping: Mapping) => boolean = () => false): FindContradiction {
  return (mapping) => {
    const present = keys.filter((key) => typeof mapping[key] === 'number');
    const fall = falls(mapping);
    for (const [index, key] of present.entries()) {
      const before = present[index - 1];
      if (before === undefined) continue;
      const [earlier, value] = [mapping[before] as number, mapping[key] as number];
      if (fall ? value > earlier : value < earlier) {
        return { key, text: `expected a number of at ${fall ? 'most' : 'least'} ${earlier}, as ${before} is, found ${value}` };
      }
    }
    return null;
  };
}
