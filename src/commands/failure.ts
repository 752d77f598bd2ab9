import { visibleText } from '../decode/hostile-text.ts';

/** How a command ended that threw. */
export interface FailureReport {
  /** For standard error; a line, except where several mistakes are listed. */
  readonly text: string;
  readonly status: 1;
}

/**
 * Tells failures from bugs. A failure is an error with a `code` of its own (`CaptureError` and its kin, and what the system
 * reports): its message says what failed and what to do. All else is a bug; its stack is shown with `WANPROBE_DEBUG=1` only.
 */
export function reportFailure(error: unknown, environment: NodeJS.ProcessEnv): FailureReport {
  const showStack = environment.WANPROBE_DEBUG === '1';
  const stack = showStack && error instanceof Error ? `\n${error.stack ?? ''}${describeCause(error)}` : '';
  if (isFailure(error)) return { text: `wanprobe: ${messageOf(error)}${stack}`, status: 1 };

  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const hint = showStack ? '' : ' (WANPROBE_DEBUG=1 shows where)';
  return { text: `wanprobe: bug: ${what.split('\n')[0] ?? ''}${hint}${stack}`, status: 1 };
}

/** Messages name files, whose names may hold anything; only a configuration has several mistakes, a line each. */
function messageOf({ code, message }: Error & { code: string }): string {
  const lines = code === 'CONFIG_INVALID' ? message.split('\n') : [message];
  return lines.map((text) => visibleText(text)).join('\nwanprobe: ');
}

function isFailure(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  // Node's and Fastify's own complaints are about how they were called.
  return 'syscall' in error || !/^(ERR|FST)_/.test(error.code);
}

function describeCause(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : '';
}
