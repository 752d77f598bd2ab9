import type { Machines } from '../machine-source.ts';
import type { MachinesMessage } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { NO_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS } from './route.ts';

export function addMachinesRoute(app: ApiApp, _probe: Probe, { others }: Machines): void {
  app.get(
    '/api/v1/machines',
    {
      schema: {
        summary: 'How the other probes of the configuration are, in a line each.',
        querystring: NO_PARAMETERS,
        response: { 200: named<MachinesMessage>('MachinesMessage', 'As they answered the last time.'), ...ERRORS },
      },
    },
    (): MachinesMessage => ({ machines: others.rows() }),
  );
}
