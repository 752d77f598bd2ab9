import { isatty } from 'node:tty';
import { WebSocket } from 'ws';
import type { KnownProbe, ListedMachine } from '../terminal/browse/known-probe.ts';
import { checkProbe } from '../terminal/check-probe.ts';
import { addressText, readProbeAddress } from '../terminal/feed/probe-address.ts';
import { ProbeFeed } from '../terminal/feed/probe-feed.ts';
import { ProbeError } from '../terminal/probe-error.ts';
import { ProbeSession } from '../terminal/probe-session.ts';
import { TopProgram } from '../terminal/top-program.ts';
import { VERSION } from '../version.ts';

/** What `top` needs to know; already validated. */
export interface TopOptions {
  /** The probe to show; `null`: the one of this machine, `localAddress`. */
  readonly url: string | null;
  readonly localAddress: string;
  /** Shows the list of probes first. */
  readonly browse: boolean;
  readonly machines: readonly ListedMachine[];
  readonly refreshSeconds: number;
  readonly environment: NodeJS.ProcessEnv;
}

/** There is nothing to draw on. */
export class TerminalMissingError extends Error {
  readonly code = 'terminal-missing';

  constructor() {
    super('top draws on a terminal, and this is none; for programs there are /api/v1/system and /metrics (docs/api.md)');
    this.name = 'TerminalMissingError';
  }
}

/** A message of the feed holds some hundred rows. */
const MOST_MESSAGE_BYTES = 16 * 1024 * 1024;
const CONNECT_MILLIS = 5_000;
const STANDARD_INPUT = 0;

/** Shows a probe, or the list of them, until somebody quits. Returns the exit status. Throws `ProbeError` or `TerminalMissingError`. */
export async function runTop(options: TopOptions): Promise<number> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new TerminalMissingError();
  const program = new TopProgram({
    input: process.stdin,
    output: process.stdout,
    environment: options.environment,
    refreshMillis: options.refreshSeconds * 1000,
    monotonicMillis: () => performance.now(),
    suspend: () => process.kill(process.pid, 'SIGTSTP'),
  });
  const giveBack = watchTheProcess(program);
  try {
    if (options.browse) await openList(program, options);
    else await openOne(program, options);
    await program.run();
    return 0;
  } finally {
    giveBack();
  }
}

async function openOne(program: TopProgram, { url, localAddress }: TopOptions): Promise<void> {
  const base = readProbeAddress(url ?? localAddress);
  try {
    await checkProbe(base);
  } catch (error) {
    if (url !== null || !(error instanceof ProbeError) || error.code !== 'unreachable') throw error;
    throw new ProbeError(
      'unreachable',
      `no probe runs at ${addressText(base)}; start one with "wanprobe serve", or name another: wanprobe top http://pi:8080`,
    );
  }
  openProbe(program, base);
}

function openProbe(program: TopProgram, base: URL): void {
  const feed = new ProbeFeed({
    base,
    onChange: () => program.drawWhenDue(),
    openSocket: (url) =>
      new WebSocket(url, {
        handshakeTimeout: CONNECT_MILLIS,
        maxPayload: MOST_MESSAGE_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
        headers: { 'user-agent': `wanprobe/${VERSION}` },
      }),
    monotonicMillis: () => performance.now(),
  });
  program.open(new ProbeSession(feed));
}

async function openList(program: TopProgram, { machines, url, localAddress }: TopOptions): Promise<void> {
  const [{ ProbeList }, { BrowseSession }, { listedProbes }, { findProbes }] = await Promise.all([
    import('../terminal/browse/probe-list.ts'),
    import('../terminal/browse-session.ts'),
    import('../terminal/browse/known-probe.ts'),
    import('../terminal/browse/find-probes.ts'),
  ]);
  const own: ListedMachine = url === null ? { name: 'this machine', url: localAddress } : { url };
  const list = new ProbeList(listedProbes([own, ...machines]), () => program.drawWhenDue());
  let stopSearching = (): void => {};
  let isClosed = false;
  const session = new BrowseSession({
    list,
    onOpen: ({ base }: KnownProbe) => openProbe(program, base),
    onClose: () => {
      isClosed = true;
      stopSearching();
    },
  });
  program.open(session);
  try {
    stopSearching = await findProbes((probe) => list.add(probe));
    if (isClosed) stopSearching();
  } catch {
    session.searchTrouble = 'the network cannot be listened to';
  }
}

/** However the process ends, the terminal is as it was before, and what went wrong can be read. Returns what gives it back. */
function watchTheProcess(program: TopProgram): () => void {
  const restore = (): void => (isatty(STANDARD_INPUT) ? program.close() : hangUp());
  const quit = (): void => program.quit();
  const resume = (): void => program.resume();
  // The terminal is gone, or soon will be: what it is told now may not arrive. Node would break off when it sets the modes of none in the end.
  const hangUp = (): void => {
    program.close();
    process.off('SIGHUP', hangUp);
    process.kill(process.pid, 'SIGHUP');
  };
  const { stdin } = process;
  const heard: readonly (readonly [NodeJS.EventEmitter, event: string, listener: () => void])[] = [
    [process, 'exit', restore],
    [process, 'SIGINT', quit],
    [process, 'SIGTERM', quit],
    [process, 'SIGHUP', hangUp],
    [process, 'SIGCONT', resume],
    [stdin, 'end', hangUp],
    [stdin, 'error', hangUp],
  ];
  process.prependListener('uncaughtException', restore);
  for (const [emitter, event, listener] of heard) emitter.on(event, listener);
  return () => {
    restore();
    process.off('uncaughtException', restore);
    for (const [emitter, event, listener] of heard) emitter.off(event, listener);
  };
}
