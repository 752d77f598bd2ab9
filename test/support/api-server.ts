import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Probe } from '../../src/api/probe.ts';
import { type ApiServer, createServer, type ServerOptions } from '../../src/api/server.ts';

export const PORT = 8080;
export const HOST = `127.0.0.1:${PORT}`;

/** A dashboard of two files in a directory of its own. */
export function makeDashboard(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'wanprobe-dashboard-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>wanprobe</title>');
  writeFileSync(join(directory, 'assets/index-abc123.js'), 'export {};');
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}

/** A server that is not listening unless the test asks it to; without a dashboard unless the test names one. */
export async function serverOver(probe: Probe, options: Partial<ServerOptions> = {}): Promise<ApiServer> {
  return await createServer(probe, {
    listen: { host: '127.0.0.1', port: PORT },
    dashboardDirectory: '/nowhere',
    version: '1.2.3',
    ...options,
  });
}
