import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLineParts } from '../../../src/terminal/feed/shown-line.ts';
import { readEvents, readMachine } from '../../../src/terminal/feed/shown-machine.ts';
import { ScreenBuffer } from '../../../src/terminal/screen/screen-buffer.ts';
import { withLine } from '../../../src/terminal/top-model.ts';
import { FIRST_STATE } from '../../../src/terminal/view-state.ts';
import { drawTop } from '../../../src/terminal/views/draw-top.ts';
import { shownEvent, shownLine, shownMachine, topModel } from '../shown-models.ts';

const MESSAGE = JSON.stringify({ ...shownLine(), system: shownMachine(), events: { list: [shownEvent()] } });
/** Where the message has values of its own. */
const LEAVES = [...MESSAGE.matchAll(/(?<=[:,[])("(?:[^"\\]|\\.)*"(?!:)|-?\d[\d.]*|true|false|null)(?=[,}\]])/g)];

const leaf = fc.oneof(
  fc.constantFrom(
    'null',
    '-1',
    '0',
    '1e300',
    '-1e300',
    '1e308',
    '-1e308',
    '1e-9',
    '""',
    '[]',
    '{}',
    '"\\u001b[2J"',
    '[[[]]]',
    'true',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const change = fc.record({ at: fc.nat(LEAVES.length - 1), value: leaf });

describe('a message with other values than expected', () => {
  it('is drawn as far as it makes sense, and breaks nothing', () => {
    expect(LEAVES.length).toBeGreaterThan(200);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.constantFrom('machine', 'line'), (changes, screen) => {
        const message = JSON.parse(changed(changes)) as Record<string, unknown>;
        const machine = readMachine(message.system) ?? null;
        const events = readEvents(message.events)?.list ?? [];
        const buffer = new ScreenBuffer(120, 40);
        drawTop(buffer, withLine(topModel({ machine, events, line: {} }), readLineParts(message)), { ...FIRST_STATE, screen });
        expect(buffer.text()).not.toMatch(/NaN|undefined|Infinity|[^\P{C}\n]/u);
        expect(buffer.characters).toHaveLength(120 * 40);
      }),
      { numRuns: 400 },
    );
  });
});

/** The message with some of its values replaced; of several changes in one place the first counts. */
function changed(changes: readonly { readonly at: number; readonly value: string }[]): string {
  let text = MESSAGE;
  const places = new Map(changes.map(({ at, value }) => [at, value]));
  for (const [at, value] of [...places].sort(([a], [b]) => b - a)) {
    const { index, 0: before } = LEAVES[at]!;
    text = text.slice(0, index) + value + text.slice(index + before.length);
  }
  return text;
}
