// What following the access line costs `replay`: the program as it is beside one whose line does nothing, as whole processes that take turns.
//   node test/bench/line-cost.mjs [--rounds 7] [--captures plain,pppoe,tunnels] [--check]
// --check: ends with status 1 when the goal, at most a quarter more time, is missed.
import { parseArgs } from 'node:util';
import { measureCost } from './program-cost.mjs';

const MOST = 1.25;

/** A line that sets no direction, follows nothing and has the summary of an empty capture. */
const NO_LINE = `
import { Line as Real } from './line.ts?real';
export class Line {
  #summary;
  constructor(options) { this.#summary = new Real(options).summary(); }
  direct() {}
  touch() {}
  observe() {}
  closeSecond() { return null; }
  summary() { return this.#summary; }
}
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    captures: { type: 'string', default: 'plain,pppoe,tunnels' },
    check: { type: 'boolean', default: false },
  },
});

const ratios = await measureCost({
  file: 'line/line.ts',
  nothing: NO_LINE,
  what: 'the line',
  rounds: Number(values.rounds),
  captures: values.captures.split(','),
});
const isMissed = Object.values(ratios).some((ratio) => ratio > MOST);
console.log(`${isMissed ? 'FAIL' : 'PASS'}  at most a quarter more time`);
process.exitCode = isMissed && values.check ? 1 : 0;
