import { ConfigError, type Mistake } from './mistake.ts';
import { readText } from './read-bytes.ts';
import { readEnvironment } from './read-environment.ts';
import { type FileReading, type Given, readYaml } from './read-yaml.ts';
import { type Config, SETTINGS, type Setting } from './shape.ts';
import { findFault } from './values.ts';

/** Where a configuration may come from; the first that names a setting decides: command line, environment, file, default. */
export interface ConfigSources {
  /** The `--config` file; without one there is none. */
  readonly file?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** By key, `listen.port`; `undefined` means that the command line did not say. */
  readonly commandLine?: Readonly<Record<string, unknown>>;
}

/** What applies, and who said so. */
export interface EffectiveConfig {
  readonly config: Config;
  /** By key: `default`, `wanprobe.yaml:3`, `WANPROBE_LISTEN_PORT` or `command line`. */
  readonly origins: ReadonlyMap<string, string>;
}

/** Reads and checks all sources at once. Throws `ConfigError` with every mistake in any of them: nothing starts half-configured. */
export function readConfig(sources: ConfigSources): EffectiveConfig {
  const file = sources.file === undefined ? NOTHING : readYaml(readText(sources.file), sources.file);
  const environment = readEnvironment(sources.environment);
  const commandLine = readCommandLine(sources.commandLine ?? {});

  const mistakes = [...file.mistakes, ...environment.mistakes, ...commandLine.mistakes];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return merge([commandLine.given, environment.given, file.given]);
}

/** Checks one file by itself, and says what would apply if it were all there is. Throws `ConfigError` with every mistake in it. */
export function checkConfigFile(path: string): EffectiveConfig {
  const { given, mistakes } = readYaml(readText(path), path);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return merge([given]);
}

const NOTHING: FileReading = { given: new Map(), mistakes: [] };

function readCommandLine(values: Readonly<Record<string, unknown>>): FileReading {
  const given = new Map<string, Given>();
  const mistakes: Mistake[] = [];
  for (const setting of SETTINGS) {
    const value = values[setting.key];
    if (value === undefined) continue;
    const fault = findFault(setting, value);
    if (fault === null) given.set(setting.key, { value, origin: 'command line' });
    else mistakes.push({ place: 'command line', key: setting.key, text: fault });
  }
  return { given, mistakes };
}

function merge(layers: readonly ReadonlyMap<string, Given>[]): EffectiveConfig {
  const config: Record<string, Record<string, unknown>> = {};
  const origins = new Map<string, string>();
  for (const setting of SETTINGS) {
    const { value, origin } = decide(setting, layers);
    config[setting.section] ??= {};
    config[setting.section]![setting.name] = value;
    origins.set(setting.key, origin);
  }
  // Every setting is there and was checked against the shape.
  return { config: config as unknown as Config, origins };
}

function decide(setting: Setting, layers: readonly ReadonlyMap<string, Given>[]): Given {
  for (const layer of layers) {
    const given = layer.get(setting.key);
    if (given !== undefined) return given;
  }
  return { value: setting.schema.default, origin: 'default' };
}
