import fastifySwagger from '@fastify/swagger';
import type { ApiApp } from './routes/route.ts';
import { SCHEMAS } from './schemas/all-schemas.ts';

const DESCRIPTION = `What a wanprobe knows of its access line. Times are ISO 8601 UTC with microseconds and are packet time unless said
otherwise; sizes are bytes; wireBytes are original, not captured, frame lengths without the frame check sequence; durations carry
their unit in the name. Lists are sorted by wireBytes falling unless asked otherwise.`;

/** Makes the application describe itself; add it before the routes. */
export async function addOpenapi(app: ApiApp, version: string): Promise<void> {
  for (const [name, schema] of Object.entries(SCHEMAS)) app.addSchema({ $id: name, ...schema });
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'wanprobe', version, description: DESCRIPTION.replaceAll('\n', ' ') },
    },
    // Else the schemas are called def-0, def-1 and so on.
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, index) => (schema.$id as string | undefined) ?? `def-${index}`,
    },
  });
}
