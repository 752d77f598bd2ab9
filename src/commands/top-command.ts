/** The options of `wanprobe top` as they were given; `undefined` where the command line did not say. */
export interface TopArguments {
  readonly url?: string | undefined;
  readonly config?: string;
  readonly browse?: true;
  readonly refresh: number;
}

/** Settles where probes are, then shows them. Returns the exit status. */
export async function runTopCommand(given: TopArguments, environment: NodeJS.ProcessEnv): Promise<number> {
  const [{ readConfig }, { runTop }] = await Promise.all([import('../config/effective.ts'), import('./top.ts')]);
  const { config } = readConfig({ file: given.config, environment });
  return await runTop({
    url: given.url ?? null,
    localAddress: localAddressOf(config.listen),
    browse: given.browse === true,
    machines: config.system.machines,
    refreshSeconds: given.refresh,
    environment,
  });
}

/** Where this machine reaches what listens there: a probe that listens on every address does so on the loopback one, too. */
export function localAddressOf({ address, port }: { readonly address: string; readonly port: number }): string {
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (address === '::') return `http://[::1]:${port}`;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
