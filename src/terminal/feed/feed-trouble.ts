import { ProbeError } from '../probe-error.ts';
import { RefusedError, unreachable } from './ask-probe.ts';

/** Why a probe's machine is not shown, in one line. */
export function describeMachineTrouble(error: unknown): string {
  if (error instanceof RefusedError && error.status === 404)
    return 'This probe does not tell of its machine: it is of an older version.';
  return error instanceof ProbeError ? error.message : 'The probe does not tell of its machine.';
}

/** Why a connection failed, in one line. `ws` says `Unexpected server response: 401`. */
export function describeSocketError(address: string, error: Error): string {
  const status = /server response: (\d{3})/.exec(error.message)?.[1];
  if (status === '503') return `the probe at ${address} has too many viewers`;
  if (status === '401' || status === '403') return `the probe at ${address} wants a login, which top does not have`;
  if (status !== undefined) return `what answers at ${address} has no live feed (HTTP ${status})`;
  return unreachable(address, error, 0).message;
}
