// Cold: once per window.

import { Sketch, type SketchValue } from '../quality/sketch.ts';
import type { Load } from './load.ts';
import { roundMillis } from './rolling-sketch.ts';
import { BLOAT, LOAD } from './thresholds.ts';
import type { BufferbloatRow, Grade, LatencyRow, LoadDirection } from './verdict-row.ts';

/** Classes of rate, from 16 kbit/s to 34 Gbit/s. */
const LOWEST_BITS = 16_000;
const PER_DOUBLING = 4;
const CLASSES = 21 * PER_DOUBLING;

/** Round trips by the rate at which they were measured; how near to full the line was is worked out when asked, for the highest rate is. */
class ByRate {
  readonly echoes: (Sketch | undefined)[] = [];
  readonly tcp: (Sketch | undefined)[] = [];
  readonly seconds = new Uint32Array(CLASSES);
}

/** How long a grade, and having none, holds good in sentences. */
const GRADE_MICROS = 30e6;
const GRADE_AGAIN_MICROS = 5e6;

type Generation = Readonly<Record<LoadDirection, ByRate>>;
type Measure = 'echoes' | 'tcp';

const DIRECTIONS: readonly LoadDirection[] = ['down', 'up'];
const UTILISATIONS: readonly (readonly [LatencyRow['utilisation'], number])[] = [
  ['idle', BLOAT.idleShare],
  ['10-50 %', BLOAT.lightShare],
  ['50-80 %', BLOAT.busyShare],
  ['over 80 %', Number.POSITIVE_INFINITY],
];

/** Latency under load, in each direction: what waits in a queue because the line is full waits with everything else. */
export class Bufferbloat {
  readonly #loads: Readonly<Record<LoadDirection, Load>>;
  #current = newGeneration();
  #before = newGeneration();
  #bornMicros = 0;
  readonly #grades: Readonly<Record<LoadDirection, { atMicros: number; grade: Grade | null }>> = {
    down: { atMicros: 0, grade: null },
    up: { atMicros: 0, grade: null },
  };

  constructor(loads: Readonly<Record<LoadDirection, Load>>) {
    this.#loads = loads;
  }

  /** Takes the round trips of a window, which belong to the direction that is nearer to its highest rate. */
  note(endMicros: number, echoMillis: readonly number[], tcp: readonly SketchValue[]): void {
    if (Math.abs(endMicros - this.#bornMicros) > BLOAT.generationMicros) {
      this.#before = this.#bornMicros === 0 ? newGeneration() : this.#current;
      this.#current = newGeneration();
      this.#bornMicros = endMicros;
    }
    const direction = this.#loadedDirection();
    const rates = this.#current[direction];
    const place = classOf(this.#loads[direction].bitsPerSecond);
    const isMeasured = echoMillis.length > 0 || tcp.some(({ count }) => count > 0);
    if (!isMeasured) return;
    rates.seconds[place]! += 1;
    if (echoMillis.length > 0) {
      rates.echoes[place] ??= new Sketch();
      for (const millis of echoMillis) rates.echoes[place].add(1000 * millis);
    }
    for (const value of tcp) {
      if (value.count === 0) continue;
      rates.tcp[place] ??= new Sketch();
      rates.tcp[place].mergeValue(value);
    }
  }

  /** The direction nearer to its highest rate; where neither carries much, the one that carries more. */
  #loadedDirection(): LoadDirection {
    const { down, up } = this.#loads;
    const isLight = Math.max(down.bitsPerSecond, up.bitsPerSecond) < LOAD.leastBitsPerSecond;
    const weightOf = (load: Load): number =>
      isLight ? load.bitsPerSecond : load.bitsPerSecond < LOAD.leastBitsPerSecond ? 0 : load.utilisation;
    return weightOf(up) > weightOf(down) ? 'up' : 'down';
  }

  rows(): BufferbloatRow[] {
    return DIRECTIONS.map((direction) => this.#rowOf(direction));
  }

  /** The grade of a direction, worked out anew once in a while. */
  gradeOf(direction: LoadDirection, endMicros: number): Grade | null {
    const known = this.#grades[direction];
    if (Math.abs(endMicros - known.atMicros) < GRADE_MICROS && known.grade !== null) return known.grade;
    if (Math.abs(endMicros - known.atMicros) < GRADE_AGAIN_MICROS) return known.grade;
    known.atMicros = endMicros;
    known.grade = this.#rowOf(direction).grade;
    return known.grade;
  }

  #rowOf(direction: LoadDirection): BufferbloatRow {
    const echoes = this.#judge(direction, 'echoes');
    return echoes.grade !== null ? echoes : preferred(this.#judge(direction, 'tcp'), echoes);
  }

  #judge(direction: LoadDirection, measure: Measure): BufferbloatRow {
    const highest = this.#loads[direction].highestBitsPerSecond;
    const idle = this.#idle(measure);
    const classes = UTILISATIONS.map(([utilisation, upTo], at) => {
      const from = at === 0 ? 0 : UTILISATIONS[at - 1]![1];
      const sketch = at === 0 ? idle : this.#between(direction, measure, { from: from * highest, upTo: upTo * highest }).sketch;
      return { utilisation, sketch };
    });
    const loaded = classes[3]!.sketch;
    const { seconds } = this.#between(direction, measure, { from: BLOAT.busyShare * highest, upTo: Number.POSITIVE_INFINITY });
    const row = {
      direction,
      measure: measure === 'echoes' ? ('lcp-echo' as const) : ('tcp' as const),
      highestBitsPerSecond: Math.round(highest),
      loadedSeconds: seconds,
      buckets: classes.map(({ utilisation, sketch }) => ({
        utilisation,
        samples: sketch.count,
        medianMillis: millisOf(sketch.quantile(0.5)),
        p95Millis: millisOf(sketch.quantile(0.95)),
      })),
    };
    const least = measure === 'echoes' ? BLOAT.leastEchoes : BLOAT.leastSamples;
    const reason = whyNone({ highest, seconds, idle, loaded, least });
    if (reason !== null) return { ...row, grade: null, reason, addedMillis: null };
    const added = Math.max(0, loaded.quantile(0.5)! - idle.quantile(0.5)!);
    return { ...row, grade: gradeFor(added / 1000), reason: null, addedMillis: roundMillis(added) };
  }

  /** Round trips while neither direction was loaded. */
  #idle(measure: Measure): Sketch {
    const sketch = new Sketch();
    for (const direction of DIRECTIONS) {
      const highest = this.#loads[direction].highestBitsPerSecond;
      // What never carried much was never loaded.
      const upTo =
        highest < LOAD.leastBitsPerSecond
          ? Number.POSITIVE_INFINITY
          : Math.max(BLOAT.idleShare * highest, LOAD.leastBitsPerSecond / 2);
      sketch.merge(this.#between(direction, measure, { from: 0, upTo }).sketch);
    }
    return sketch;
  }

  #between(
    direction: LoadDirection,
    measure: Measure,
    { from, upTo }: { readonly from: number; readonly upTo: number },
  ): { readonly sketch: Sketch; readonly seconds: number } {
    const sketch = new Sketch();
    let seconds = 0;
    for (const generation of [this.#before, this.#current]) {
      const rates = generation[direction];
      for (let place = 0; place < CLASSES; place += 1) {
        const middle = rateOf(place);
        const found = rates[measure][place];
        if (middle < from || middle >= upTo || found === undefined) continue;
        sketch.merge(found);
        seconds += rates.seconds[place]!;
      }
    }
    return { sketch, seconds };
  }
}

/** Where neither has a grade, the row that measured more. */
function preferred(tcp: BufferbloatRow, echoes: BufferbloatRow): BufferbloatRow {
  const samples = ({ buckets }: BufferbloatRow): number => buckets.reduce((sum, bucket) => sum + bucket.samples, 0);
  return tcp.grade !== null || samples(tcp) > samples(echoes) ? tcp : echoes;
}

function whyNone({
  highest,
  seconds,
  idle,
  loaded,
  least,
}: {
  readonly highest: number;
  readonly seconds: number;
  readonly idle: Sketch;
  readonly loaded: Sketch;
  readonly least: number;
}): string | null {
  if (highest < LOAD.leastBitsPerSecond) return 'there was no load worth the name in this direction';
  if (seconds < least || loaded.count < least)
    return `too few round trips were measured near the highest rate: ${loaded.count} in ${seconds} s`;
  if (idle.count < least) return `too few round trips were measured while the line was idle: ${idle.count}`;
  return null;
}

function gradeFor(addedMillis: number): Grade {
  return BLOAT.grades.find(([, below]) => addedMillis < below)?.[0] ?? 'F';
}

function classOf(bitsPerSecond: number): number {
  const place = Math.floor(PER_DOUBLING * Math.log2(Math.max(bitsPerSecond, LOWEST_BITS) / LOWEST_BITS));
  return Math.min(CLASSES - 1, place);
}

/** The middle of a class. */
function rateOf(place: number): number {
  return LOWEST_BITS * 2 ** ((place + 0.5) / PER_DOUBLING);
}

function millisOf(micros: number | null): number | null {
  return micros === null ? null : roundMillis(micros);
}

function newGeneration(): Generation {
  return { down: new ByRate(), up: new ByRate() };
}
