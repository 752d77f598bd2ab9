import { Type } from 'typebox';
import { PROCESS_ORDERS } from '../../system-message.ts';
import { choice } from '../parts.ts';
import { LIST_PARAMETERS, TRAFFIC_PARAMETERS } from '../questions.ts';

const closed = { additionalProperties: false };

export const SYSTEM_PARAMETERS = Type.Object(
  {
    sort: Type.Optional(
      choice(
        PROCESS_ORDERS,
        'Processes that take the most CPU time (unless said), the most memory, or read and write the most, first.',
      ),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'The most processes to list; 100 unless said.' }),
    ),
    filter: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'Only processes in whose number, user, name or command this occurs, upper or lower case.',
      }),
    ),
  },
  closed,
);

export const SYSTEM_HISTORY_PARAMETERS = Type.Object(
  {
    from: TRAFFIC_PARAMETERS.properties.from,
    to: TRAFFIC_PARAMETERS.properties.to,
    step: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3600,
        description: 'Seconds that each point is a mean of; every point there is unless said.',
      }),
    ),
  },
  closed,
);

export const EVENTS_PARAMETERS = Type.Object({ limit: LIST_PARAMETERS.properties.limit }, closed);
