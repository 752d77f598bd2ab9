import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from './network-namespace.ts';
import { openRawSender } from './raw-sender.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// Captures until told to stop, letting messages in between steps.
const WORKER = `
  import { parentPort } from 'node:worker_threads';
  import { openLive } from './src/capture/live/open-live.ts';
  const source = await openLive({ interface: 'near', snapLength: 0, driver: 'ring' });
  let isStopped = false;
  parentPort.on('message', () => { isStopped = true; });
  parentPort.postMessage('open');
  const step = () => {
    if (isStopped) { source.close(); parentPort.close(); return; }
    source.step((frame) => {
      const bytes = frame.bytes.slice(frame.start, frame.start + frame.capturedLength);
      if (bytes[12] === 0x88 && bytes[13] === 0xb5) parentPort.postMessage(bytes);
    });
    setImmediate(step);
  };
  step();
`;

describe.skipIf(!canMakeNamespaces)('live capture in a worker thread', () => {
  let network: NetworkNamespace;

  beforeAll(() => {
    network = enterNetworkNamespace();
    network.ip('link add dev near type veth peer name far');
    network.ip('link set near up');
    network.ip('link set far up');
  });

  afterAll(() => network?.leave());

  it('delivers frames, and can be started and stopped more than once', async () => {
    const folder = `${root}node_modules/.cache/live-worker`;
    mkdirSync(folder, { recursive: true });
    const outfile = `${folder}/worker-${process.pid}.mjs`;
    const stdin = { contents: WORKER, resolveDir: root, loader: 'ts' as const };
    buildSync({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', external: ['koffi'] });
    const sender = await openRawSender('far');
    for (let round = 0; round < 3; round++) {
      const worker = new Worker(outfile);
      const seen: Uint8Array[] = [];
      const frames = [60, 1514].map((length) => Uint8Array.from({ length }, (_, i) => [0x88, 0xb5][i - 12] ?? round));
      await new Promise<void>((resolve, reject) => {
        worker.on('error', reject);
        worker.on('exit', () => resolve());
        worker.on('message', (message: 'open' | Uint8Array) => {
          if (message === 'open') for (const frame of frames) sender.send(frame);
          else if (seen.push(message) === frames.length) worker.postMessage('stop');
        });
      });
      expect(seen).toEqual(frames);
    }
    sender.close();
  });
});
