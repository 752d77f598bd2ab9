import type { ConnectionsReading } from '../process-readings.ts';

/** TCP's states as the kernel numbers them (include/net/tcp_states.h). */
const ESTABLISHED = 1;
const SYN_SENT = 2;
const SYN_RECEIVED = 3;
const FIN_WAIT_1 = 4;
const FIN_WAIT_2 = 5;
const TIME_WAIT = 6;
const CLOSE_WAIT = 8;
const LISTEN = 10;
/** A state is a byte. */
const STATE_COUNT = 256;

const COLON = 0x3a;
const SPACE = 0x20;
const LINE_END = 0x0a;

export type TcpCounts = Omit<ConnectionsReading, 'udp' | 'tracked' | 'trackedMax'>;

/** Counts TCP sockets by state, over the tables of both families. */
export class TcpTally {
  readonly #counts = new Uint32Array(STATE_COUNT);

  /** Adds the lines of /proc/net/tcp or tcp6. It works on bytes: there may be tens of thousands of lines. */
  add(table: Buffer): void {
    addStates(table, this.#counts);
  }

  counts(): TcpCounts {
    const countOf = (state: number) => this.#counts[state] ?? 0;
    return {
      established: countOf(ESTABLISHED),
      synSent: countOf(SYN_SENT),
      synReceived: countOf(SYN_RECEIVED),
      finWait: countOf(FIN_WAIT_1) + countOf(FIN_WAIT_2),
      timeWait: countOf(TIME_WAIT),
      closeWait: countOf(CLOSE_WAIT),
      listen: countOf(LISTEN),
    };
  }
}

/** A line is `0: 0100007F:1F90 00000000:0000 0A ...`: number, local and remote address, state. The first line names the columns. */
function addStates(table: Buffer, counts: Uint32Array): void {
  let end = table.indexOf(LINE_END);
  while (end !== -1) {
    const start = end + 1;
    end = table.indexOf(LINE_END, start);
    const local = table.indexOf(COLON, start) + 2;
    const remote = table.indexOf(SPACE, local) + 1;
    const state = table.indexOf(SPACE, remote) + 1;
    if (local === 1 || remote === 0 || state === 0 || end === -1 || state + 2 > end) continue;
    const number = Number.parseInt(table.toString('latin1', state, state + 2), 16);
    if (!Number.isNaN(number)) counts[number] = (counts[number] ?? 0) + 1;
  }
}

/** How many sockets of a kind are open, of /proc/net/sockstat and sockstat6; 0 where the text does not say. */
export function parseSocketsInUse(text: string, kind: 'UDP' | 'UDP6'): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${kind}: inuse `));
  return Math.max(0, Number.parseInt(line?.slice(`${kind}: inuse `.length) ?? '0', 10) || 0);
}
