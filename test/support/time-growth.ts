const RUNS = 7;

/** Time in proportion to the size gives 2, its square 4; between them is the machine's noise. */
export const MOST_GROWTH = 2.8;

/**
 * How many times longer `run` takes for each doubling of the size, over two doublings: each size is measured by its fastest of some runs, in
 * time of the processor, which others who use the machine do not lengthen. Inputs are made beforehand with `make`.
 */
export function timeGrowth<Input>(size: number, make: (size: number) => Input, run: (input: Input) => void): number {
  const inputs = [make(size), make(4 * size)];
  const fastest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let count = 0; count < RUNS; count += 1)
    inputs.forEach((input, index) => {
      const before = process.cpuUsage();
      run(input);
      // Only the sum is exact: how it is divided is sampled.
      const { user, system } = process.cpuUsage(before);
      fastest[index] = Math.min(fastest[index]!, user + system);
    });
  return Math.sqrt(fastest[1]! / Math.max(fastest[0]!, 1));
}
