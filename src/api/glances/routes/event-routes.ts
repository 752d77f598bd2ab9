import { type AddGlancesRoutes, HIDDEN } from './glances-route.ts';

/** Clears the list of alerts of what is over. */
export const addEventRoutes: AddGlancesRoutes = (app, { source, answers }) => {
  for (const kind of ['warning', 'all'] as const) {
    app.post(`/events/clear/${kind}`, HIDDEN, () => {
      source.clearEvents(kind);
      answers.forget();
      return {};
    });
  }
};
