import { describe, expect, it } from 'vitest';
import { readEvents, readMachine } from '../../../src/terminal/feed/shown-machine.ts';
import { shownEvent, shownMachine } from '../shown-models.ts';

describe('what a probe tells of its machine', () => {
  it('is taken whole', () => {
    expect(readMachine(JSON.parse(JSON.stringify(shownMachine())))).toEqual(shownMachine());
  });

  it('has null for a reading that is missing or has another shape', () => {
    const machine = readMachine({ ...shownMachine(), cpu: { total: 'much' }, swap: undefined, sensors: 5 });
    expect(machine).toMatchObject({ cpu: null, swap: null, sensors: null });
    expect(machine?.memory).toEqual(shownMachine().memory);
  });

  it('is refused where it is something else', () => {
    expect(readMachine({})).toBeUndefined();
    expect(readMachine(null)).toBeUndefined();
    expect(readMachine('<html>')).toBeUndefined();
  });

  it('has events', () => {
    expect(readEvents({ list: [shownEvent(), { serial: 'x' }], total: 2, ongoing: 1 })).toEqual({ list: [shownEvent()] });
    expect(readEvents([])).toBeUndefined();
  });
});
