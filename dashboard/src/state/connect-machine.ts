import { effect, type ReadonlySignal } from '@preact/signals';
import type { EventsMessage, MachinesMessage, SystemHistoryMessage, SystemMessage } from '../../../src/api/messages.ts';
import { ApiError, readApi } from '../feed/read-api.ts';
import type { MachineState } from './machine-state.ts';
import type { Page } from './page.ts';

const HISTORY_MILLIS = 10_000;
// A chart is not wide enough for more.
const STEP_SECONDS = 4;
const MACHINES_MILLIS = 5_000;

/** Reads what the live feed does not bring, for the page that is shown: the last hour of the machine, and the other machines. */
export function connectToMachine(machine: MachineState, page: ReadonlySignal<Page>): void {
  effect(() => {
    if (page.value === 'machine') return again(() => readMachine(machine), HISTORY_MILLIS);
    if (page.value === 'machines') return again(() => readMachines(machine), MACHINES_MILLIS);
    return undefined;
  });
}

/** At once and then again and again while the page can be seen; returns how to stop. */
function again(read: () => Promise<void>, everyMillis: number): () => void {
  void read();
  const timer = setInterval(() => {
    if (!document.hidden) void read();
  }, everyMillis);
  return () => clearInterval(timer);
}

async function readMachine(machine: MachineState): Promise<void> {
  try {
    if (machine.system.peek() === null) {
      const [system, events] = await Promise.all([readApi<SystemMessage>('system'), readApi<EventsMessage>('events')]);
      machine.receive({ system, events });
    }
    const since = machine.points.peek().at(-1)?.at;
    const query = since === undefined ? '' : `&from=${encodeURIComponent(since)}`;
    const { points } = await readApi<SystemHistoryMessage>(`system/history?step=${STEP_SECONDS}${query}`);
    machine.receive({ points });
  } catch (error) {
    machine.trouble.value = textOf(error);
  }
}

async function readMachines(machine: MachineState): Promise<void> {
  try {
    const { machines } = await readApi<MachinesMessage>('machines');
    machine.receive({ machines });
    machine.trouble.value = null;
  } catch (error) {
    machine.trouble.value = textOf(error);
  }
}

function textOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'the probe’s answer could not be understood';
}
