import { GlancesError } from '../glances-error.ts';
import { GLANCES_VERSION, type Json } from '../glances-plugin.ts';
import type { GlancesSource } from '../glances-source.ts';
import { limitSection } from '../limits.ts';
import { ABSENT_PLUGINS } from '../plugins/absent.ts';
import { PLUGINS } from '../plugins/all-plugins.ts';
import { type AddGlancesRoutes, HIDDEN, sendJson } from './glances-route.ts';

interface OfSection {
  Params: { section: string };
}
interface OfSectionItem {
  Params: { section: string; item: string };
}
interface OfItem {
  Params: { item: string };
}

/** What Glances says of its configuration file and its command line. Of ours it has what belongs to these figures, and nothing else. */
export const addSettingRoutes: AddGlancesRoutes = (app, { source }) => {
  app.get('/config', HIDDEN, () => configurationOf(source));
  app.get<OfSection>('/config/:section', HIDDEN, ({ params }) => sectionOf(source, params.section));
  app.get<OfSectionItem>('/config/:section/:item', HIDDEN, ({ params }, reply) => {
    const section = sectionOf(source, params.section);
    if (!Object.hasOwn(section, params.item)) throw new GlancesError(404, 'item-unknown', 'Cannot get item in config section');
    return sendJson(reply, JSON.stringify(section[params.item]));
  });
  app.get('/args', HIDDEN, () => argumentsOf(source));
  app.get<OfItem>('/args/:item', HIDDEN, ({ params }, reply) => {
    const known = argumentsOf(source);
    if (!Object.hasOwn(known, params.item)) throw new GlancesError(400, 'item-unknown', 'Unknown argument item');
    return sendJson(reply, JSON.stringify(known[params.item]));
  });
  app.get('/help', HIDDEN, () => ({
    version: `Glances ${GLANCES_VERSION}`,
    psutil_version: ` by wanprobe ${source.version}`,
    configuration_file: '',
    // Glances' page takes the colons out of these, unless they are missing. Its keys are of its own terminal, which is not here.
    header_sort: '',
    header_show_hide: '',
    header_toggle: '',
    header_miscellaneous: '',
  }));
};

type Section = Readonly<Record<string, string>>;

/** What Glances' page wants to know, and the limits, as text. */
function configurationOf(source: GlancesSource): Readonly<Record<string, Section>> {
  const limits = source.limits();
  const sections = [...new Set(limits.map(({ plugin }) => plugin))].map(
    (plugin) => [plugin, limitSection(plugin, limits)] as const,
  );
  return {
    global: { refresh: String(source.intervalSeconds) },
    outputs: { max_processes_display: '30' },
    ...Object.fromEntries(sections),
    percpu: { ...limitSection('percpu', limits), max_cpu_display: '4' },
  };
}

function sectionOf(source: GlancesSource, name: string): Section {
  const configuration = configurationOf(source);
  if (!Object.hasOwn(configuration, name)) throw new GlancesError(400, 'section-unknown', 'Unknown configuration item');
  return configuration[name]!;
}

/** Switches of Glances' command line that its page goes by. */
const SWITCHES = {
  webserver: true,
  is_webserver: true,
  byte: false,
  disable_history: false,
  disable_irix: false,
  disable_left_sidebar: false,
  disable_process: false,
  disable_webui: true,
  diskio_iops: false,
  diskio_latency: false,
  enable_irq: false,
  enable_process_extended: false,
  fahrenheit: false,
  fs_free_space: false,
  full_quicklook: false,
  help_tag: false,
  meangpu: false,
  network_cumul: false,
  network_sum: false,
  percpu: false,
  process_short_name: true,
  programs: false,
  sort_processes_key: null,
} as const;

function argumentsOf(source: GlancesSource): Readonly<Record<string, Json>> {
  const absent = new Set(ABSENT_PLUGINS.map(({ name }) => name));
  const disabled = [...PLUGINS.keys()].map((name) => [`disable_${name}`, absent.has(name)] as const);
  return { ...SWITCHES, time: source.intervalSeconds, ...Object.fromEntries(disabled) };
}
