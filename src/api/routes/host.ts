import { isIP, SocketAddress } from 'node:net';
import { ApiError } from '../api-error.ts';
import type { HostMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { HOST_PATH, NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

const FLOW_LIMIT = 100;

export function addHostRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/hosts/:address',
    {
      schema: {
        summary: 'One host and its conversations.',
        params: HOST_PATH,
        querystring: NO_PARAMETERS,
        response: { 200: named<HostMessage>('HostMessage', 'The host.'), ...ERRORS },
      },
    },
    async (request): Promise<HostMessage> => {
      const address = canonicalAddress(request.params.address);
      const { hosts, flows } = await probe.ask(['hosts', 'flows'], { limit: FLOW_LIMIT, sortBy: 'bytes', address });
      const host = hosts.list[0];
      if (host === undefined) throw new ApiError(404, 'host-not-found', 'No host of this address is in the table.');
      return { host, flows };
    },
  );
}

/** The address as the tables write it (RFC 5952). */
function canonicalAddress(text: string): string {
  const version = isIP(text);
  if (version === 4) return text;
  if (version === 6 && !text.includes('%')) return new SocketAddress({ address: text, family: 'ipv6' }).address;
  throw new ApiError(400, 'address-invalid', 'The last part of the path must be an IPv4 or IPv6 address.');
}
