import { readConfig } from '../config/effective.ts';
import type { Config } from '../config/shape.ts';
import type { TrafficLimits } from '../traffic/limits.ts';
import type { KnownOfLine } from './analysis.ts';
import { knownOfHome, knownOfLine } from './known-of-line.ts';
import { type Enrichment, openEnrichment } from './open-enrichment.ts';
import type { ListenAddress } from './options.ts';
import type { ReplayArguments } from './run-replay-command.ts';

/** What `replay` goes by, from its arguments and the configuration it was given, if any. */
export interface SettledReplay {
  readonly line: KnownOfLine;
  readonly limits: Partial<TrafficLimits>;
  readonly listen: ListenAddress;
  readonly logLevel: string;
  readonly enrichment: Enrichment;
  readonly system: Config['system'];
}

/**
 * Reads the configuration, where arguments name one: only then the environment counts, too, so that the same capture gives the same report.
 * Opens the files it takes. Throws `ConfigError`.
 */
export async function settleReplay(given: ReplayArguments, environment: NodeJS.ProcessEnv): Promise<SettledReplay> {
  const hasFile = given.config !== undefined;
  const effective = readConfig({
    file: given.config,
    environment: hasFile ? environment : {},
    commandLine: {
      'home.localNetworks': hasFile ? given.home : undefined,
      'home.routerMac': hasFile ? given.router : undefined,
      'enrich.country': given.country,
      'enrich.asn': given.asn,
      'log.level': given.logLevel,
    },
  });
  const { config } = effective;
  return {
    line: hasFile ? knownOfLine(config) : knownOfHome(given.home ?? [], given.router ?? null),
    limits: hasFile ? config.limits : {},
    listen: typeof given.serve === 'object' ? given.serve : { host: config.listen.address, port: config.listen.port },
    logLevel: config.log.level,
    enrichment: await openEnrichment(effective),
    system: config.system,
  };
}
