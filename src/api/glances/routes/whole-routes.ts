import { GLANCES_VERSION } from '../glances-plugin.ts';
import { limitsOf } from '../limits.ts';
import { PLUGINS } from '../plugins/all-plugins.ts';
import { type AddGlancesRoutes, HIDDEN, sendJson } from './glances-route.ts';

const NAMES = [...PLUGINS.keys()];

/** What is not about one plugin. */
export const addWholeRoutes: AddGlancesRoutes = (app, { source, answers }) => {
  app.get('/status', HIDDEN, () => ({ version: GLANCES_VERSION, server: `wanprobe ${source.version}` }));
  app.get('/pluginslist', HIDDEN, () => NAMES);
  // A list of other machines is what Glances shows in its browser mode alone.
  app.get('/serverslist', HIDDEN, () => []);
  app.get('/all', HIDDEN, (_request, reply) => sendJson(reply, answers.allText()));
  app.get('/all/views', HIDDEN, (_request, reply) => sendJson(reply, answers.allViewsText()));
  app.get('/all/limits', HIDDEN, () => {
    const limits = source.limits();
    return Object.fromEntries(NAMES.map((name) => [name, limitsOf(name, limits)]));
  });
};
