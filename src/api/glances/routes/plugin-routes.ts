import { GlancesError } from '../glances-error.ts';
import { isList } from '../glances-plugin.ts';
import { historyOf, itemHistory } from '../history.ts';
import { fieldOfRow, itemOf, rowsWith } from '../items.ts';
import { limitsOf } from '../limits.ts';
import { viewsOf } from '../views.ts';
import { type AddGlancesRoutes, countOf, HIDDEN, pluginNamed, sendJson } from './glances-route.ts';

interface OfPlugin {
  Params: { plugin: string };
}
interface Counted {
  Params: { plugin: string; count: string };
}

/** What is about a plugin as a whole. */
export const addPluginRoutes: AddGlancesRoutes = (app, { source, answers }) => {
  app.get<OfPlugin>('/:plugin', HIDDEN, ({ params }, reply) => sendJson(reply, answers.text(pluginNamed(params.plugin))));
  app.get<OfPlugin>('/:plugin/limits', HIDDEN, ({ params }) => limitsOf(pluginNamed(params.plugin).name, source.limits()));
  app.get<OfPlugin>('/:plugin/views', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, answers.viewsText(pluginNamed(params.plugin)));
  });
  app.get<Counted>('/:plugin/top/:count', HIDDEN, ({ params }) => {
    const value = answers.value(pluginNamed(params.plugin));
    return isList(value) ? value.slice(0, countOf(params.count)) : value;
  });

  const history = (name: string, count: number) => {
    const plugin = pluginNamed(name);
    return historyOf(plugin, { value: answers.value(plugin), source, count });
  };
  app.get<OfPlugin>('/:plugin/history', HIDDEN, ({ params }) => history(params.plugin, 0));
  app.get<Counted>('/:plugin/history/:count', HIDDEN, ({ params }) => history(params.plugin, countOf(params.count)));
};

interface OfItem {
  Params: { plugin: string; item: string };
}
interface OfKey {
  Params: { plugin: string; item: string; key: string };
}
interface CountedItem {
  Params: { plugin: string; item: string; count: string };
}

/** What is about one field of a plugin, or one row of a list. */
export const addItemRoutes: AddGlancesRoutes = (app, { source, answers }) => {
  app.get<OfItem>('/:plugin/:item', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, JSON.stringify(itemOf(answers.value(pluginNamed(params.plugin)), params.item)));
  });
  app.get<OfItem>('/:plugin/:item/description', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, JSON.stringify(fieldOf(params)?.[1] ?? null));
  });
  app.get<OfItem>('/:plugin/:item/unit', HIDDEN, ({ params }, reply) =>
    sendJson(reply, JSON.stringify(fieldOf(params)?.[0] ?? null)),
  );
  app.get<OfItem & { Params: { '*': string } }>('/:plugin/:item/value/*', HIDDEN, ({ params }, reply) => {
    const value = answers.value(pluginNamed(params.plugin));
    return sendJson(reply, JSON.stringify(rowsWith(value, params.item, params['*'])));
  });
  app.get<OfKey>('/:plugin/:item/:key', HIDDEN, ({ params }) => {
    const field = fieldOfRow(answers.value(pluginNamed(params.plugin)), params.item, params.key);
    if (field === undefined) throw new GlancesError(404, 'row-unknown', 'Cannot get item: there is no row of that name.');
    return field;
  });

  const history = ({ plugin, item }: OfItem['Params'], count: number) =>
    JSON.stringify(itemHistory(source.history(pluginNamed(plugin).name, item), count));
  app.get<OfItem>('/:plugin/:item/history', HIDDEN, ({ params }, reply) => sendJson(reply, history(params, 0)));
  app.get<CountedItem>('/:plugin/:item/history/:count', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, history(params, countOf(params.count)));
  });

  const views = (name: string) => {
    const plugin = pluginNamed(name);
    return viewsOf(plugin, answers.value(plugin), source.limits());
  };
  app.get<OfItem>('/:plugin/:item/views', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, JSON.stringify(own(views(params.plugin), params.item)));
  });
  app.get<OfKey>('/:plugin/:item/:key/views', HIDDEN, ({ params }, reply) => {
    return sendJson(reply, JSON.stringify(own(own(views(params.plugin), params.key), params.item)));
  });
};

function fieldOf({ plugin, item }: OfItem['Params']): readonly [unit: string | null, description: string] | undefined {
  const { fields } = pluginNamed(plugin);
  return Object.hasOwn(fields, item) ? fields[item] : undefined;
}

/** A member of an object by a name that a client chose. */
function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  return (value as Readonly<Record<string, unknown>>)[name];
}
