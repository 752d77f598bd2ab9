import { askProbe } from './feed/ask-probe.ts';
import { addressText } from './feed/probe-address.ts';
import { readStatus } from './feed/shown-line.ts';
import { ProbeError } from './probe-error.ts';

/** Makes sure that a probe answers there, before the terminal is taken over. Throws `ProbeError`, one line saying what to do. */
export async function checkProbe(base: URL): Promise<void> {
  const status = readStatus(await askProbe(base, { path: 'api/v1/status' }));
  if (status !== undefined) return;
  throw new ProbeError(
    'not-a-probe',
    `what answers at ${addressText(base)} is no wanprobe, or one of another version; check the address and the port`,
  );
}
