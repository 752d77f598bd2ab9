import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Moment, NothingToRead } from '../../../src/system/collect/collector.ts';
import { createContainerCollector } from '../../../src/system/collect/containers.ts';
import type { ContainerReading } from '../../../src/system/process-readings.ts';
import { FakeEngine, json } from '../../support/fake-engine.ts';
import { FakeProcesses, momentsEvery } from '../../support/fake-processes.ts';

const ID = 'f00dfeed'.padEnd(64, '0');
const OTHER = 'c0ffee'.padEnd(64, '0');

describe('createContainerCollector', () => {
  let machine: FakeProcesses;
  let nextMoment: () => Moment;
  let clock: number;
  let engines: FakeEngine[];
  let limits: AbortController[];
  let trouble: () => string | null;
  let look: () => Promise<readonly ContainerReading[]>;

  beforeEach(() => {
    machine = new FakeProcesses();
    machine.write('run/utmp', '');
    nextMoment = momentsEvery(10);
    clock = 0;
    engines = [];
    limits = [];
    const collector = createContainerCollector(machine.roots, { limit: beginLimit, now: () => clock });
    trouble = () => collector.trouble();
    look = async () => (await collector.collect(nextMoment())) ?? [];
  });
  afterEach(async () => {
    for (const engine of engines) await engine.close();
    machine.delete();
  });

  function beginLimit(): AbortSignal {
    const controller = new AbortController();
    limits.push(controller);
    return controller.signal;
  }

  /** An answer that does not come: the time for the last look is over as soon as it is asked for. */
  const hangs = () => limits.at(-1)?.abort();

  async function listen(name: string): Promise<FakeEngine> {
    const engine = await FakeEngine.listen(join(machine.roots.run, name));
    engines.push(engine);
    return engine;
  }

  /** Looks until the answer to what is asked in the background is there. */
  async function lookUntil(isThere: (containers: readonly ContainerReading[]) => boolean): Promise<readonly ContainerReading[]> {
    for (let turn = 0; turn < 10_000; turn += 1) {
      const containers = await look();
      if (isThere(containers)) return containers;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('it never came');
  }

  it('has nothing to read without an engine', async () => {
    await expect(look()).rejects.toThrow(NothingToRead);
    await expect(look()).rejects.toThrow('no Docker or Podman here');
  });

  it('says an empty list where an engine runs nothing', async () => {
    (await listen('docker.sock')).answers.set('/containers/json', json([]));
    expect(await look()).toEqual([]);
  });

  it('tells of a container all but rates at the first look, and asks for one sample at once', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID, {
      stats: { cpu_stats: { cpu_usage: { total_usage: 5e9 } }, memory_stats: { usage: 300, limit: 1000 }, networks: {} },
    });
    expect(await look()).toEqual([
      {
        id: ID,
        name: 'web',
        image: 'nginx:1',
        engine: 'docker',
        status: 'running',
        cpuPercent: null,
        memoryBytes: 300,
        memoryLimitBytes: 1000,
        receivedBytesPerSecond: null,
        sentBytesPerSecond: null,
        uptimeSeconds: 67.877,
      },
    ]);
    expect(engine.asked).toEqual([
      '/containers/json',
      `/containers/${ID}/stats?stream=false&one-shot=true`,
      `/containers/${ID}/json`,
    ]);
  });

  it('tells rates over the time between two answers, and asks for the start once', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID, {
      stats: { cpu_stats: { cpu_usage: { total_usage: 5e9 } }, networks: { eth0: { rx_bytes: 100, tx_bytes: 50 } } },
    });
    await look();
    clock = 10_000;
    engine.run(ID, {
      stats: { cpu_stats: { cpu_usage: { total_usage: 20e9 } }, networks: { eth0: { rx_bytes: 1100, tx_bytes: 150 } } },
    });
    // 15 s of CPU time in 10 s.
    const [container] = await lookUntil(([first]) => first?.cpuPercent !== null);
    expect(container).toMatchObject({ cpuPercent: 150, receivedBytesPerSecond: 100, sentBytesPerSecond: 10 });
    expect(engine.asked.filter((path) => path === `/containers/${ID}/json`).length).toBe(1);
  });

  it('asks for the start again when the counters began again', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID, { stats: { cpu_stats: { cpu_usage: { total_usage: 5e9 } } } });
    await look();
    engine.run(ID, { stats: { cpu_stats: { cpu_usage: { total_usage: 1 } } }, startedAt: '2026-05-04T12:00:10Z' });
    const [container] = await lookUntil(([first]) => first?.uptimeSeconds !== 67.877 && (first?.uptimeSeconds ?? 99) < 60);
    expect(container?.cpuPercent ?? 0).toBe(0);
  });

  it('asks an engine every 10 seconds only', async () => {
    const engine = await listen('docker.sock');
    engine.answers.set('/containers/json', json([]));
    nextMoment = momentsEvery(1);
    for (let run = 0; run < 10; run += 1) await look();
    expect(engine.asked.length).toBe(1);
  });

  it('finds Podman, the superuser’s and the users’, beside Docker', async () => {
    (await listen('docker.sock')).run(ID, { name: 'web' });
    (await listen('user/1000/podman/podman.sock')).run(OTHER, { name: 'mail' });
    expect((await look()).map(({ engine, name }) => [engine, name])).toEqual([
      ['docker', 'web'],
      ['podman', 'mail'],
    ]);
  });

  it('asks Podman once, and calls it so, where it has Docker’s name too', async () => {
    (await listen('podman/podman.sock')).run(ID);
    symlinkSync('podman/podman.sock', join(machine.roots.run, 'docker.sock'));
    expect((await look()).map(({ engine, id }) => [engine, id])).toEqual([['podman', ID]]);
  });

  it('takes a socket without an engine for no engine', async () => {
    writeFileSync(join(machine.roots.run, 'docker.sock'), '');
    await expect(look()).rejects.toThrow(NothingToRead);
    await expect(look()).rejects.toThrow(/nobody answers this user at .*docker\.sock/);
  });

  it('waits for an engine that hangs once, for as long as it may, and says so', async () => {
    const engine = await listen('docker.sock');
    engine.answers.set('/containers/json', hangs);
    await expect(look()).rejects.toThrow('no answer in time');
    // From now on nothing ends the time: whoever waited would wait for ever.
    engine.answers.set('/containers/json', () => undefined);
    await expect(look()).rejects.toThrow('no answer in time');
  });

  it('gives up on an answer that comes in drops', async () => {
    const engine = await listen('docker.sock');
    engine.answers.set('/containers/json', (response) => response.write('[', () => setImmediate(hangs)));
    await expect(look()).rejects.toThrow('no answer in time');
  });

  it('keeps the containers of one engine while another hangs', async () => {
    (await listen('docker.sock')).run(ID);
    (await listen('podman/podman.sock')).answers.set('/containers/json', hangs);
    expect((await look()).map(({ id }) => id)).toEqual([ID]);
    expect(trouble()).toMatch(/podman\.sock: no answer in time$/);
  });

  it('keeps what it knew of an engine that hangs later, and says so, until it answers again', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID);
    await look();
    expect(trouble()).toBeNull();
    engine.answers.set('/containers/json', hangs);
    const containers = await lookUntil(() => trouble() !== null);
    expect(containers.map(({ id }) => id)).toEqual([ID]);
    engine.run(OTHER);
    await lookUntil(([first]) => first?.id === OTHER);
    expect(trouble()).toBeNull();
  });

  it('forgets the containers of an engine that is stopped', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID);
    await look();
    await engine.close();
    engines.length = 0;
    await expect(lookUntil(() => false)).rejects.toThrow(NothingToRead);
  });

  it('lists a container whose figures do not come, without them', async () => {
    const engine = await listen('docker.sock');
    engine.run(ID);
    engine.answers.set(`/containers/${ID}/stats`, hangs);
    expect(await look()).toMatchObject([{ id: ID, cpuPercent: null, memoryBytes: null, uptimeSeconds: null }]);
  });

  it.each([
    ['an error', (engine: FakeEngine) => engine.answers.clear(), 'it answered with 404'],
    [
      'no JSON',
      (engine: FakeEngine) => engine.answers.set('/containers/json', (response) => response.end('<html>')),
      'is not JSON',
    ],
    [
      'no list',
      (engine: FakeEngine) => engine.answers.set('/containers/json', json({ message: 'x' })),
      'is no list of containers',
    ],
    [
      'no end',
      (engine: FakeEngine) => engine.answers.set('/containers/json', (response) => response.end(' '.repeat(5e6))),
      'is too long',
    ],
    [
      'no HTTP',
      (engine: FakeEngine) => engine.answers.set('/containers/json', ({ socket }) => socket?.end('SSH-2.0-x\r\n')),
      'engine at',
    ],
    ['nothing', (engine: FakeEngine) => engine.answers.set('/containers/json', ({ socket }) => socket?.destroy()), 'engine at'],
  ])('says why when an engine answers with %s, and goes on when it is well again', async (_, break_, reason) => {
    const engine = await listen('docker.sock');
    engine.run(ID);
    break_(engine);
    await expect(look()).rejects.toThrow(reason);
    engine.run(ID);
    const containers = await lookAgain();
    expect(containers.map(({ id }) => id)).toEqual([ID]);
  });

  it('keeps at most 8 requests open, and asks for 100 containers at most', async () => {
    const engine = await listen('docker.sock');
    const ids = Array.from({ length: 150 }, (_, index) => index.toString(16).padStart(64, '0'));
    engine.answers.set('/containers/json', json(ids.map((Id) => ({ Id, Names: [`/${Id}`] }))));
    for (const id of ids) engine.answers.set(`/containers/${id}/stats`, json({}));
    expect((await look()).length).toBe(100);
    expect(engine.mostOpen).toBeLessThanOrEqual(8);
    expect(engine.asked.filter((path) => path.includes('/stats')).length).toBeLessThanOrEqual(100);
  });

  /** Looks until the engine does not fail any more. */
  async function lookAgain(): Promise<readonly ContainerReading[]> {
    for (let turn = 0; turn < 10_000; turn += 1) {
      const containers = await look().catch(() => null);
      if (containers !== null) return containers;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error('it never came');
  }
});
