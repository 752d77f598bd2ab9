import type { ApiApp } from '../routes/route.ts';
import { GlancesAnswers } from './glances-answers.ts';
import { answerGlancesError, GlancesError } from './glances-error.ts';
import type { GlancesSource } from './glances-source.ts';
import { addEventRoutes } from './routes/event-routes.ts';
import type { AddGlancesRoutes } from './routes/glances-route.ts';
import { addItemRoutes, addPluginRoutes } from './routes/plugin-routes.ts';
import { addProcessRoutes } from './routes/process-routes.ts';
import { addSettingRoutes } from './routes/setting-routes.ts';
import { addWholeRoutes } from './routes/whole-routes.ts';

/** Other versions are not there: clients try them one after another until one is not answered with 404. */
const PREFIX = '/api/4';

const ADD_ROUTES: readonly AddGlancesRoutes[] = [
  addWholeRoutes,
  addSettingRoutes,
  addProcessRoutes,
  addEventRoutes,
  addPluginRoutes,
  addItemRoutes,
];

/** Adds version 4 of Glances' REST API, which Home Assistant, Homepage and others read, beside our own. */
export function addGlancesRoutes(app: ApiApp, source: GlancesSource): void {
  const context = { source, answers: new GlancesAnswers(source) };
  app.register(
    (scope, _options, done) => {
      scope.setErrorHandler(answerGlancesError);
      scope.setNotFoundHandler((request, reply) =>
        answerGlancesError(new GlancesError(404, 'not-found', 'Not Found'), request, reply),
      );
      // Glances' page says that it sends JSON, and sends nothing. No route here reads a body.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, parsed) => parsed(null));
      for (const addRoutes of ADD_ROUTES) addRoutes(scope, context);
      done();
    },
    { prefix: PREFIX },
  );
}
