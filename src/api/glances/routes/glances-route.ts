import type { FastifyReply } from 'fastify';
import type { ApiApp } from '../../routes/route.ts';
import type { GlancesAnswers } from '../glances-answers.ts';
import { GlancesError } from '../glances-error.ts';
import type { GlancesPlugin } from '../glances-plugin.ts';
import type { GlancesSource } from '../glances-source.ts';
import { PLUGINS } from '../plugins/all-plugins.ts';

/** What every route of Glances needs. */
export interface GlancesContext {
  readonly source: GlancesSource;
  readonly answers: GlancesAnswers;
}

/** Adds routes to an application that has the prefix already. */
export type AddGlancesRoutes = (app: ApiApp, context: GlancesContext) => void;

/** These routes are Glances', and described by Glances: they are not in our OpenAPI document. */
export const HIDDEN = { schema: { hide: true } } as const;

/** Sends text that is JSON already. */
export function sendJson(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text);
}

/** Throws what Glances answers for a plugin that it does not have. */
export function pluginNamed(name: string): GlancesPlugin {
  const plugin = PLUGINS.get(name);
  if (plugin === undefined) {
    throw new GlancesError(400, 'plugin-unknown', `Unknown plugin (available plugins: ${[...PLUGINS.keys()].join(', ')})`);
  }
  return plugin;
}

/** A whole number of at least 0 in a path. Throws what Glances answers for anything else. */
export function countOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new GlancesError(422, 'parameter-invalid', 'The last part of the path has to be a whole number.');
  return Number(text);
}
