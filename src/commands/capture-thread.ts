import { setImmediate as letEventsIn, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openCaptureFile } from '../capture/file/open-capture-file.ts';
import type { LiveSource } from '../capture/live/live-source.ts';
import { openLive } from '../capture/live/open-live.ts';
import { RingSource } from '../capture/live/ring-source.ts';
import { CaptureError } from '../capture/source.ts';
import { CaptureLoop } from './capture-loop.ts';
import type { CaptureCommand, CaptureNews, CapturePlan, CaptureThreadData } from './capture-messages.ts';
import { DemonstrationSupply } from './demonstration-supply.ts';
import { FileSupply } from './file-supply.ts';
import type { Clock, FrameSupply } from './frame-supply.ts';
import { LiveSupply } from './live-supply.ts';
import { openCaptures } from './read-captures.ts';

// The worker's entry: everything it does is in the capture loop. A bug in it ends the thread, and the main thread says so.

/**
 * How much bytecode V8 puts into one optimised function. What a frame passes through is many small functions; with V8's own limit (920) many
 * stay calls, which costs a frame a seventh of its time once everything is compiled.
 */
const INLINING_LIMIT = '--max-inlined-bytecode-size-cumulative=3000';

const CLOCK: Clock = {
  wallMillis: () => Date.now(),
  monotonicMillis: () => performance.now(),
  pause: async (millis) => {
    await (millis > 0 ? wait(millis) : letEventsIn());
  },
};

async function openSupply(plan: CapturePlan): Promise<FrameSupply> {
  switch (plan.kind) {
    case 'live':
      return await LiveSupply.open({ open: () => openLive(plan), driverOf, clock: CLOCK });
    case 'demonstration':
      return await DemonstrationSupply.open({ open: () => openCaptureFile(plan.path), clock: CLOCK });
    case 'files':
      return new FileSupply({ sources: await openCaptures(plan.paths), speed: plan.speed, clock: CLOCK });
  }
}

function driverOf(source: LiveSource): string {
  return source instanceof RingSource ? 'ring' : 'cap';
}

async function work(port: MessagePort, { plan, limits, line, services }: CaptureThreadData): Promise<void> {
  const post = (news: CaptureNews): void => port.postMessage(news);
  let supply: FrameSupply;
  try {
    supply = await openSupply(plan);
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    post({ kind: 'failed', code: error.code, message: error.message });
    return;
  }
  setFlagsFromString(INLINING_LIMIT);
  const loop = new CaptureLoop({ supply, limits, line, services, clock: CLOCK, post });
  port.on('message', (command: CaptureCommand) => {
    if (command.kind === 'tables') return loop.ask(command);
    if (command.kind === 'services') return loop.takeServices(command.services);
    loop.stop();
    // What was posted before arrives; without an open port the thread ends when the loop does.
    port.unref();
  });
  await loop.run();
}

void work(parentPort!, workerData as CaptureThreadData);
