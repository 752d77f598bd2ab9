import type { SystemSnapshot } from '../../system/snapshot.ts';
import type { GlancesMoment, GlancesPlugin, GlancesValue } from './glances-plugin.ts';
import type { GlancesSource } from './glances-source.ts';
import { PLUGINS } from './plugins/all-plugins.ts';
import { viewsOf } from './views.ts';

/** There is no snapshot yet. */
export class NoSnapshotError extends Error {
  constructor() {
    super('The machine has not been looked at yet.');
    this.name = 'NoSnapshotError';
  }
}

interface Kept {
  readonly snapshot: SystemSnapshot;
  readonly values: Map<string, GlancesValue>;
  readonly texts: Map<string, string>;
  readonly viewTexts: Map<string, string>;
}

/**
 * What plugins say, worked out and written as JSON once for each snapshot, when the first client asks: dashboards ask for the same every
 * second. Methods throw `NoSnapshotError` before the first.
 */
export class GlancesAnswers {
  readonly #source: GlancesSource;
  #kept: Kept | null = null;

  constructor(source: GlancesSource) {
    this.#source = source;
  }

  value(plugin: GlancesPlugin): GlancesValue {
    const kept = this.#current();
    return keptOr(kept.values, plugin.name, () => plugin.show(this.#moment(kept)));
  }

  text(plugin: GlancesPlugin): string {
    return keptOr(this.#current().texts, plugin.name, () => JSON.stringify(this.value(plugin)));
  }

  viewsText(plugin: GlancesPlugin): string {
    const write = () => JSON.stringify(viewsOf(plugin, this.value(plugin), this.#source.limits()));
    return keptOr(this.#current().viewTexts, plugin.name, write);
  }

  /** Every plugin by name. */
  allText(): string {
    return objectText((plugin) => this.text(plugin));
  }

  allViewsText(): string {
    return objectText((plugin) => this.viewsText(plugin));
  }

  /** Something else than the snapshot changed, and has to be seen at once. */
  forget(): void {
    this.#kept = null;
  }

  #current(): Kept {
    const snapshot = this.#source.snapshot();
    if (snapshot === null) throw new NoSnapshotError();
    if (this.#kept?.snapshot !== snapshot) this.#kept = { snapshot, values: new Map(), texts: new Map(), viewTexts: new Map() };
    return this.#kept;
  }

  #moment({ snapshot }: Kept): GlancesMoment {
    return { snapshot, source: this.#source };
  }
}

function objectText(textOf: (plugin: GlancesPlugin) => string): string {
  const members = [...PLUGINS.values()].map((plugin) => `${JSON.stringify(plugin.name)}:${textOf(plugin)}`);
  return `{${members.join(',')}}`;
}

function keptOr<Value>(kept: Map<string, Value>, name: string, make: () => Value): Value {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  kept.set(name, made);
  return made;
}
