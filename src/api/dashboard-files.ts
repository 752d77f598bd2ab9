import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ApiError } from './api-error.ts';
import type { ApiApp } from './routes/route.ts';

const NOT_BUILT = `The dashboard has not been built: run "npm run build" in wanprobe's directory, then reload this page.
The same figures are at /api/v1/status.
`;

/** Serves the page from `directory`, where `npm run build` puts it; without it, says so. */
export async function addDashboard(app: ApiApp, directory: string): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, (_request, reply) => {
      return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    });
    return;
  }
  await app.register(fastifyStatic, {
    root: directory,
    schemaHide: true,
    dotfiles: 'ignore',
    index: 'index.html',
    cacheControl: false,
    setHeaders: (response, path) => {
      // Vite puts a hash of the content into the names of what lies under assets/.
      const isHashed = path.startsWith(join(directory, 'assets'));
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** What a path without an answer gets. */
export function notFound(): ApiError {
  return new ApiError(404, 'not-found', 'There is nothing at this path; the API is described at /api/v1/openapi.json.');
}
