import { type Logger, pino } from 'pino';

/** How much of the log waits where it cannot be written at the moment; what exceeds it is lost. */
const MOST_WAITING_BYTES = 1 << 20;

/**
 * A log of what is at least as important as `level`, synchronous, so that nothing is lost when the process ends. Where its disk is full, lines
 * wait for room, and whoever logs goes on.
 */
export function createLog(level: string, descriptor: number): Logger {
  const destination = pino.destination({ dest: descriptor, sync: true, maxLength: MOST_WAITING_BYTES });
  destination.on('error', () => undefined);
  return pino({ level }, destination);
}
