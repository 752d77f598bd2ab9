import { knownOfLine } from './known-of-line.ts';
import type { ListenAddress } from './options.ts';

/** The options of `wanprobe serve` as they were given; `undefined` where the command line did not say. */
export interface ServeArguments {
  readonly config?: string;
  readonly interface?: string;
  readonly listen?: ListenAddress;
  readonly demo?: true;
  readonly driver?: string;
  readonly snapLength?: number;
  readonly inspectLength?: number;
  readonly ringMebibytes?: number;
  readonly captureFilter?: string;
  readonly insecure?: true;
  readonly logLevel?: string;
}

/** Settles the configuration, then serves with it. Returns the exit status. */
export async function runServeCommand(given: ServeArguments, environment: NodeJS.ProcessEnv): Promise<number> {
  const [{ readConfig }, { openEnrichment }, { runServe }] = await Promise.all([
    import('../config/effective.ts'),
    import('./open-enrichment.ts'),
    import('./serve.ts'),
  ]);
  const effective = readConfig({
    file: given.config,
    environment,
    commandLine: {
      'capture.interface': given.interface,
      'capture.driver': given.driver,
      'capture.snapLength': given.snapLength,
      'capture.inspectLength': given.inspectLength,
      'capture.ringMebibytes': given.ringMebibytes,
      'capture.filter': given.captureFilter,
      'listen.address': given.listen?.host,
      'listen.port': given.listen?.port,
      'log.level': given.logLevel,
    },
  });

  const { config } = effective;
  return await runServe({
    ...config.capture,
    listen: { host: config.listen.address, port: config.listen.port },
    insecure: given.insecure === true,
    demo: given.demo === true,
    limits: config.limits,
    line: knownOfLine(config),
    logLevel: config.log.level,
    enrichment: await openEnrichment(effective),
    system: effective.config.system,
  });
}
