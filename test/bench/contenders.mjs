import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
/** Nobody listens there: exported flows are thrown away. */
const NOWHERE = '127.0.0.1:9995';
/** As many flows as wanprobe keeps, else it would mostly throw flows out. */
const FLOWS = '131072';

/**
 * Whom wanprobe is compared with, and the command line that reads a capture. `needsBare`: knows no PPPoE, and would pass over every frame,
 * so it gets the same packets without it. `once`: too slow for every round. `folder` is there for a run's files: softflowd removes the one it
 * writes its process id to, so that must never be a device. What goes to standard output is discarded.
 */
export const CONTENDERS = [
  { name: 'wanprobe', command: (file) => [process.execPath, CLI, 'replay', '--json', file] },
  { name: 'tcpdump', command: (file) => ['tcpdump', '-r', file, '-w', '-'] },
  {
    name: 'softflowd',
    needsBare: true,
    command: (file, folder) => [
      ...['softflowd', '-d', '-r', file, '-n', NOWHERE, '-v', '9', '-6', '-m', FLOWS],
      ...['-p', join(folder, 'id'), '-c', 'none'],
    ],
  },
  { name: 'ndpiReader', command: (file) => ['ndpiReader', '-i', file, '-q'] },
  { name: 'argus', command: (file) => ['argus', '-r', file, '-w', '-'] },
  { name: 'tshark', once: true, command: (file) => ['tshark', '-q', '-z', 'io,phs', '-r', file] },
];

export function isInstalled({ command }) {
  const [program] = command('', '');
  if (program === process.execPath) return existsSync(CLI);
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
