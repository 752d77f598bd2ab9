import { describe, expect, it } from 'vitest';
import { ProbeState } from '../../../dashboard/src/state/probe-state.ts';
import type { LiveMessage } from '../../../src/api/messages.ts';
import { tellEvents, tellSystem } from '../../../src/api/tell-machine.ts';
import { FakeMachine, systemPoint } from '../../support/fake-machine.ts';

function snapshotAt(seconds: number): LiveMessage {
  const machine = new FakeMachine();
  machine.takeSnapshot(seconds);
  const system = tellSystem(machine, { limit: 20, sortBy: 'cpu', filter: '' })!;
  return { startAt: '2026-03-01T18:59:58.000000Z', endAt: system.takenAt, system, events: tellEvents(machine, 20) };
}

/** A state whose clock the test moves by hand. */
function createState() {
  const clock = { millis: 0 };
  const state = new ProbeState(() => clock.millis);
  const wait = (millis: number) => {
    clock.millis += millis;
    state.tick();
  };
  return { state, machine: state.machine, wait };
}

describe('the state of the machine', () => {
  it('follows the live feed', () => {
    const { state, machine, wait } = createState();
    state.receive(snapshotAt(2));
    wait(2000);
    state.receive(snapshotAt(4));
    expect(machine.system.value?.takenAt).toBe('2026-03-01T19:00:04.000000Z');
    expect(machine.events.value?.ongoing).toBe(1);
  });

  it('does not take a snapshot for a window of the line', () => {
    const { state } = createState();
    state.receive(snapshotAt(2));
    expect([state.windowEndAt.value, state.heardMillis.value]).toEqual([null, null]);
  });

  it('holds still while paused, and then shows the newest', () => {
    const { state, machine, wait } = createState();
    state.receive(snapshotAt(2));
    state.togglePause();
    for (const seconds of [4, 6]) {
      wait(2000);
      state.receive(snapshotAt(seconds));
    }
    expect(machine.system.value?.takenAt).toBe('2026-03-01T19:00:02.000000Z');
    wait(2000);
    state.togglePause();
    expect(machine.system.value?.takenAt).toBe('2026-03-01T19:00:06.000000Z');
  });

  it('loses no point of the history while paused', () => {
    const { state, machine, wait } = createState();
    const point = (seconds: number) => systemPoint(`2026-03-01T19:00:0${seconds}.000000Z`);
    state.togglePause();
    machine.receive({ points: [point(0), point(2)] });
    wait(10_000);
    machine.receive({ points: [point(4)] });
    wait(10_000);
    state.togglePause();
    expect(machine.points.value).toEqual([point(0), point(2), point(4)]);
  });

  it('says how old the news is when snapshots stay away', () => {
    const { state, machine, wait } = createState();
    wait(60_000);
    expect(machine.staleSeconds.value).toBeNull();
    state.receive(snapshotAt(2));
    wait(10_000);
    expect(machine.staleSeconds.value).toBeNull();
    wait(10_000);
    expect(machine.staleSeconds.value).toBe(20);
  });
});
