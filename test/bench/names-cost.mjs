// What looking into payloads costs `replay`: the program as it is beside one that looks into none, as whole processes that take turns.
//   node test/bench/names-cost.mjs [--rounds 7] [--captures web,plain,pppoe,tunnels] [--check]
// --check: ends with status 1 when the goal, at most 30 % more time on what is like the web, is missed.
import { parseArgs } from 'node:util';
import { measureCost } from './program-cost.mjs';

const MOST = 1.3;
const JUDGED = 'web';

/** An inspection that looks at nothing and says what the real one says of nothing. */
const NO_INSPECTION = `
import { Inspection as Real } from './inspection.ts?real';
export class Inspection {
  #real;
  constructor(options) { this.#real = new Real({ ...options, conversations: 1 }); }
  observe() { return true; }
  keyOf() { return 0; }
  countAs() { return 0; }
  describe(key) { return this.#real.describe(key); }
  applicationOf() { return this.#real.applicationOf(-1, 0); }
  namesOf() { return []; }
  summary(limit) { return this.#real.summary(limit); }
  closeWindow() { return this.#real.closeWindow(); }
}
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    captures: { type: 'string', default: 'web,plain,pppoe,tunnels' },
    check: { type: 'boolean', default: false },
  },
});

const ratios = await measureCost({
  file: 'inspect/inspection.ts',
  nothing: NO_INSPECTION,
  what: 'names',
  rounds: Number(values.rounds),
  captures: values.captures.split(','),
});
const isMissed = JUDGED in ratios && ratios[JUDGED] > MOST;
if (JUDGED in ratios) console.log(`${isMissed ? 'FAIL' : 'PASS'}  at most 30 % more time on ${JUDGED}`);
process.exitCode = isMissed && values.check ? 1 : 0;
