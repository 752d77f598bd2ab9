import type { Rows, TunnelRow } from '../messages.ts';
import type { Probe } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import { LIST_PARAMETERS } from '../schemas/questions.ts';
import { type ApiApp, ERRORS, rowQuestion } from './route.ts';

export function addTunnelsRoute(app: ApiApp, probe: Probe): void {
  app.get(
    '/api/v1/tunnels',
    {
      schema: {
        summary: 'Tunnels: GRE, VXLAN, L2TP, MPLS and their kin.',
        querystring: LIST_PARAMETERS,
        response: { 200: named<Rows<TunnelRow>>('TunnelRows', 'Tunnels, in the order asked for.'), ...ERRORS },
      },
    },
    async (request) => (await probe.ask(['tunnels'], rowQuestion(request.query))).tunnels,
  );
}
