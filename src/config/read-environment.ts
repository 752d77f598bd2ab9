import type { Mistake } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { FileReading, Given } from './read-yaml.ts';
import { SETTINGS, variableOf } from './shape.ts';
import { findFault, parseText } from './values.ts';

const PREFIX = 'WANPROBE_';

/** Variables that are no settings: `WANPROBE_DEBUG=1` prints the stack of a bug. */
const OTHER_VARIABLES: readonly string[] = ['WANPROBE_DEBUG'];
const TEST_PREFIX = 'WANPROBE_TEST_';

/** Reads the settings among environment variables. An empty variable counts as not set; an unknown `WANPROBE_` name is a mistake. */
export function readEnvironment(environment: NodeJS.ProcessEnv): FileReading {
  const given = new Map<string, Given>();
  const mistakes: Mistake[] = [];
  const names = Object.keys(environment).filter((name) => name.startsWith(PREFIX));
  for (const name of names.sort()) {
    if (OTHER_VARIABLES.includes(name) || name.startsWith(TEST_PREFIX)) continue;
    const text = environment[name] ?? '';
    const setting = SETTINGS.find(({ variable }) => variable === name);
    if (setting === undefined) {
      mistakes.push({ place: 'environment', key: name, text: describeUnknown(name) });
    } else if (text !== '') {
      const value = parseText(setting, text);
      const fault = findFault(setting, value);
      if (fault === null) given.set(setting.key, { value, origin: name });
      else mistakes.push({ place: 'environment', key: name, text: fault });
    }
  }
  return { given, mistakes };
}

function describeUnknown(name: string): string {
  if (SETTINGS.some(({ section, name: key }) => variableOf(section, key) === name))
    return 'expected in the file only: a list of mappings';
  const variables = SETTINGS.flatMap(({ variable }) => (variable === null ? [] : [variable.slice(PREFIX.length)]));
  const near = nearest(name.slice(PREFIX.length), variables);
  return near === null ? 'unknown variable; see docs/configuration.md' : `unknown variable; did you mean ${PREFIX}${near}?`;
}
