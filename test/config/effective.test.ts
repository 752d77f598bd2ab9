import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkConfigFile, readConfig } from '../../src/config/effective.ts';
import { ConfigError } from '../../src/config/mistake.ts';
import { MOST_BYTES } from '../../src/config/read-bytes.ts';
import { SETTINGS } from '../../src/config/shape.ts';
import { DEFAULT_LIMITS } from '../../src/traffic/limits.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanprobe-config-'));
  file = join(folder, 'wanprobe.yaml');
});

afterEach(() => rmSync(folder, { recursive: true }));

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.replaceAll(file, 'FILE');
  }
  throw new Error('there was no mistake');
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    const { config, origins } = readConfig({ environment: {} });
    expect(config).toEqual({
      capture: { interface: null, driver: 'auto', snapLength: 256, inspectLength: 2_048, ringMebibytes: 32, filter: '' },
      home: { localNetworks: [], routerMac: null },
      billing: { day: 1, timeZoneOffsetMinutes: 0 },
      listen: { address: '127.0.0.1', port: 8080 },
      enrich: { country: null, asn: null, vendors: null, services: null, serviceLists: [], nameLists: [] },
      limits: { flows: 131_072, hosts: 131_072, tunnels: 4_096, pppoeSessions: 1_024, stacks: 1_024, unknown: 1_024 },
      system: {
        intervalSeconds: 2,
        eventsFrom: 'warning',
        thresholds: [],
        processes: [],
        hideInterfaces: ['lo', 'docker*', 'veth*'],
        hideDisks: ['loop*', 'ram*'],
        hideFileSystems: [],
        containers: true,
        glancesPort: null,
        machines: [],
      },
      log: { level: 'info' },
    });
    expect([...origins]).toEqual(SETTINGS.map(({ key }) => [key, 'default']));
  });

  it('has the capacities that tables have without a configuration', () => {
    expect(DEFAULT_LIMITS).toMatchObject(readConfig({ environment: {} }).config.limits);
  });

  it('prefers the command line to the environment, the environment to the file, the file to the default', () => {
    writeFileSync(file, 'listen: { port: 1, address: "::1" }\nlog: { level: warn }\ncapture: { driver: ring }\n');
    const { config, origins } = readConfig({
      file,
      environment: { WANPROBE_LISTEN_PORT: '2', WANPROBE_LOG_LEVEL: 'error' },
      commandLine: { 'listen.port': 3, 'log.level': undefined },
    });
    expect(config.listen).toEqual({ port: 3, address: '::1' });
    expect(config.log.level).toBe('error');
    expect(config.capture.driver).toBe('ring');
    expect(origins.get('listen.port')).toBe('command line');
    expect(origins.get('listen.address')).toBe(`${file}:1`);
    expect(origins.get('log.level')).toBe('WANPROBE_LOG_LEVEL');
    expect(origins.get('capture.snapLength')).toBe('default');
  });

  it('lists the mistakes of all sources together', () => {
    writeFileSync(file, 'listen: { port: x }\nlisten2: 1\n');
    const message = messageOf(() =>
      readConfig({ file, environment: { WANPROBE_LOG_LEVEL: 'loud' }, commandLine: { 'capture.interface': 'x'.repeat(16) } }),
    );
    expect(message.split('\n')).toEqual([
      'FILE:1:17: listen.port: expected a whole number from 0 to 65535, found "x"',
      'FILE:2:1: listen2: unknown section; did you mean listen?',
      'environment: WANPROBE_LOG_LEVEL: expected one of silent, fatal, error, warn, info, debug, trace, found "loud"',
      'command line: capture.interface: expected text of 1 to 15 characters or null, found "xxxxxxxxxxxxxxxx"',
    ]);
  });
});

describe('checkConfigFile', () => {
  it('is content with a good file', () => {
    writeFileSync(file, '\ufefflisten:\r\n  port: 80\r\n');
    expect(() => checkConfigFile(file)).not.toThrow();
  });

  it('says that there is no such file, and that a directory is none', () => {
    expect(messageOf(() => checkConfigFile(file))).toBe('FILE: there is no such file');
    expect(messageOf(() => checkConfigFile(folder))).toBe(`${folder}: expected a file, found a directory`);
  });

  it('refuses a file that is far too large, however it is read', () => {
    writeFileSync(file, '#'.repeat(MOST_BYTES));
    expect(() => checkConfigFile(file)).not.toThrow();
    writeFileSync(file, '#'.repeat(MOST_BYTES + 1));
    expect(messageOf(() => checkConfigFile(file))).toBe(`FILE: expected at most ${MOST_BYTES} bytes, found more`);
    expect(messageOf(() => checkConfigFile('/dev/zero'))).toContain(`expected at most ${MOST_BYTES} bytes`);
  });

  it('refuses bytes that are no UTF-8', () => {
    writeFileSync(file, Uint8Array.of(0x61, 0x3a, 0xff, 0xfe));
    expect(messageOf(() => checkConfigFile(file))).toBe('FILE: expected text in UTF-8, found other bytes');
  });

  it('lists fifty mistakes and counts the rest', () => {
    writeFileSync(file, Array.from({ length: 60 }, (_, index) => `zzz${index}: 1\n`).join(''));
    const lines = messageOf(() => checkConfigFile(file)).split('\n');
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe('and 10 more mistakes');
  });
});
