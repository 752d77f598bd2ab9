import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./announce-and-find.ts', import.meta.url));
const canHaveANetwork =
  spawnSync('unshare', ['--net', 'ip', ...'link add near0 type veth peer name far0'.split(' ')]).status === 0;

/** Runs the script in a network of its own, which has what the commands make. */
function run(
  commands: string,
  name = 'probe',
): { readonly found: unknown[]; readonly status: number | null; readonly said: string } {
  const shell = `${commands} exec "$0" --import tsx "$1" "$2"`;
  const words = ['--net', 'sh', '-ec', shell, process.execPath, SCRIPT, name];
  const { stdout, stderr, status } = spawnSync('unshare', words, { encoding: 'utf8', timeout: 50_000 });
  const found = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
  return { found, status, said: stderr };
}

const interfaceWith = (address: string): string =>
  `ip link set lo up; ip link add near0 type veth peer name far0; ip link set far0 up; ip addr add ${address} dev near0; ip link set near0 up; ip route add 224.0.0.0/4 dev near0;`;

describe.skipIf(!canHaveANetwork)('probes on the network', () => {
  it('announce themselves and are found', () => {
    expect(run(interfaceWith('10.1.2.3/24'))).toEqual({ found: [['probe', 'http://10.1.2.3:8080/']], status: 0, said: '' });
  });

  it('are not found at public addresses', () => {
    expect(run(interfaceWith('198.51.100.3/24'))).toEqual({ found: [], status: 0, said: '' });
  });

  it('harm nobody where there is no network', () => {
    expect(run('')).toEqual({ found: [], status: 0, said: '' });
  });
});
