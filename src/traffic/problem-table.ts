// Runs once per frame with a problem: allocate nothing in `count`.

import type { Packet } from '../decode/packet.ts';
import { PROBLEM_COUNT, type Problem, problemName } from '../decode/problem.ts';
import { PROTOCOL_COUNT, type Protocol, protocolName } from '../decode/protocol.ts';
import type { ProblemRow } from './summary.ts';

/** Frames by protocol and problem. There are no more rows than that, so the table needs no bound. */
export class ProblemTable {
  readonly #open = new Float64Array(PROTOCOL_COUNT * PROBLEM_COUNT);
  readonly #closed = new Float64Array(PROTOCOL_COUNT * PROBLEM_COUNT);

  count(packet: Packet): void {
    this.#open[packet.problemProtocol * PROBLEM_COUNT + packet.problem]! += 1;
  }

  closeWindow(): void {
    for (let row = 0; row < this.#open.length; row += 1) this.#closed[row]! += this.#open[row]!;
    this.#open.fill(0);
  }

  /** Rows with most frames first, then by name: of closed windows, or of the open one. */
  rows(of: 'closed' | 'open'): ProblemRow[] {
    const counts = of === 'closed' ? this.#closed : this.#open;
    const rows: ProblemRow[] = [];
    counts.forEach((frames, row) => {
      if (frames === 0) return;
      const protocol = protocolName(Math.floor(row / PROBLEM_COUNT) as Protocol);
      rows.push({ protocol, problem: problemName((row % PROBLEM_COUNT) as Problem), frames });
    });
    return rows.sort((a, b) => b.frames - a.frames || (`${a.protocol} ${a.problem}` < `${b.protocol} ${b.problem}` ? -1 : 1));
  }
}
