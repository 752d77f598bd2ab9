import type { ApiApp } from './route.ts';

/** Needs @fastify/swagger to be there already. */
export function addOpenapiRoute(app: ApiApp): void {
  app.get('/api/v1/openapi.json', { schema: { summary: 'This document.' } }, (_request, reply) => {
    // Its shape is the OpenAPI specification's, not one of ours: no schema of ours may shorten it.
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger()));
  });
}
