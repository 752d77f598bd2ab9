import { type FoundService, probeOfService } from './found-service.ts';
import type { KnownProbe } from './known-probe.ts';

/** The service's type (RFC 6763): `_wanprobe._tcp`. `commands/advertise.ts` announces it. */
export const SERVICE_TYPE = 'wanprobe';

/** So many announcements are looked at; a network that makes more is not asked any more. */
const MOST_SERVICES = 64;
/** Questions get lost, and probes are switched on. */
const ASK_AGAIN_MILLIS = 15_000;

/** Listens for probes that announce themselves on the network until the returned function is called. A network that does not let us is none. */
export async function findProbes(onFound: (probe: KnownProbe) => void): Promise<() => void> {
  const { Bonjour } = await import('bonjour-service');
  let isStopped = false;
  let seen = 0;
  const bonjour = new Bonjour(undefined, () => stop());
  onSocketError(bonjour, () => stop());
  const browser = bonjour.find({ type: SERVICE_TYPE });
  const timer = setInterval(() => browser.update(), ASK_AGAIN_MILLIS);
  const hear = (service: FoundService): void => {
    seen += 1;
    if (seen > MOST_SERVICES) stop();
    const probe = probeOfService(service);
    if (probe !== null && !isStopped) onFound(probe);
  };
  browser.on('up', hear);
  browser.on('srv-update', hear);

  function stop(): void {
    if (isStopped) return;
    isStopped = true;
    clearInterval(timer);
    browser.stop();
    bonjour.destroy();
  }
  return stop;
}

/** The package hands on errors of answers only; those of the socket (no multicast route, the port is taken) would end the process. */
export function onSocketError(bonjour: object, listener: (error: Error) => void): void {
  const { server } = bonjour as {
    server?: { mdns?: { on?(event: 'error' | 'warning', listener: (error: Error) => void): unknown } };
  };
  server?.mdns?.on?.('error', listener);
  server?.mdns?.on?.('warning', () => {});
}
