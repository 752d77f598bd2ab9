import { type Static, Type } from 'typebox';
import { choice } from './parts.ts';

const FILTER =
  'Only rows in whose text this occurs, upper or lower case. The text is all values of the row as it is answered, without their names and without those that are `null`, one after the other with a space between; what files say is part of it (`country`, `asName`, `listed`, `portName`, `clientVendor` and their kin).';

/** Unknown parameters are refused, so that a misspelt one does not go unnoticed. */
const closed = { additionalProperties: false };

export const NO_PARAMETERS = Type.Object({}, closed);

export const LIST_PARAMETERS = Type.Object(
  {
    sort: Type.Optional(
      choice(
        ['bytes', 'rate'],
        '`bytes` (unless said): most bytes since the start first; `rate`: most bytes per second now first.',
      ),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'The most rows to list; 100 unless said.' })),
    filter: Type.Optional(
      Type.String({
        maxLength: 200,
        description: `${FILTER} Only the first 10,000 rows in the order of \`sort\` are looked at.`,
      }),
    ),
  },
  closed,
);
export type ListParameters = Static<typeof LIST_PARAMETERS>;

export const NAMES_PARAMETERS = Type.Object(
  {
    limit: LIST_PARAMETERS.properties.limit,
    filter: Type.Optional(
      Type.String({
        maxLength: 200,
        description: `${FILTER} Only the 10,000 most frequent names of each kind are looked at.`,
      }),
    ),
  },
  closed,
);

export const LINE_PARAMETERS = Type.Object(
  {
    ...LIST_PARAMETERS.properties,
    samples: Type.Optional(
      choice(
        ['recent', 'all'],
        '`recent` (unless said): echo samples of open sessions and of the last one only, and the latest events; `all`: all there are.',
      ),
    ),
  },
  closed,
);

const RANGE = {
  from: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'From this time on, ISO 8601 with a time zone; from the oldest there is unless said.',
    }),
  ),
  to: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'What starts before this time, ISO 8601 with a time zone; up to the latest there is unless said.',
    }),
  ),
};

export const LINE_WINDOWS_PARAMETERS = Type.Object(
  {
    ...RANGE,
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3600, description: 'The most windows to list, the latest ones; 60 unless said.' }),
    ),
  },
  closed,
);

export const LINE_SESSION_PATH = Type.Object({
  serial: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: '`serial` of the session.' }),
});

export const TRAFFIC_PARAMETERS = Type.Object(
  {
    ...RANGE,
    step: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3600, description: 'Seconds added up in each point; 1 unless said.' }),
    ),
  },
  closed,
);
export type TrafficParameters = Static<typeof TRAFFIC_PARAMETERS>;

export const HOST_PATH = Type.Object({
  address: Type.String({ maxLength: 100, description: 'IPv4 or IPv6 address, in any spelling.' }),
});
export type HostPath = Static<typeof HOST_PATH>;
