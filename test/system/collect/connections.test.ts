import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NothingToRead } from '../../../src/system/collect/collector.ts';
import { createConnectionCollector } from '../../../src/system/collect/connections.ts';
import type { ConnectionsReading } from '../../../src/system/process-readings.ts';
import { FakeProcesses, momentsEvery } from '../../support/fake-processes.ts';

const HEADER = '  sl  local_address rem_address   st\n';
const LISTENING = '   0: 00000000:0016 00000000:0000 0A 00000000:00000000\n';

describe('createConnectionCollector', () => {
  let machine: FakeProcesses;
  beforeEach(() => {
    machine = new FakeProcesses();
  });
  afterEach(() => machine.delete());

  it('tells sockets and what is tracked', () => {
    machine.write('proc/net/tcp', HEADER + LISTENING);
    machine.write('proc/net/tcp6', HEADER + LISTENING);
    machine.write('proc/net/sockstat', 'UDP: inuse 5 mem 1\n');
    machine.write('proc/net/sockstat6', 'UDP6: inuse 4\n');
    machine.write('proc/sys/net/netfilter/nf_conntrack_count', '310\n');
    machine.write('proc/sys/net/netfilter/nf_conntrack_max', '65536\n');
    expect(createConnectionCollector(machine.roots).collect(momentsEvery(2)())).toEqual({
      established: 0,
      synSent: 0,
      synReceived: 0,
      finWait: 0,
      timeWait: 0,
      closeWait: 0,
      listen: 2,
      udp: 9,
      tracked: 310,
      trackedMax: 65_536,
    });
  });

  it('says null of tracking that is not there, and does without a second family', () => {
    machine.write('proc/net/tcp', HEADER + LISTENING);
    const reading = createConnectionCollector(machine.roots).collect(momentsEvery(2)());
    expect(reading).toMatchObject({ listen: 1, udp: 0, tracked: null, trackedMax: null });
  });

  it('looks every 30 seconds, and says the same in between', () => {
    const nextMoment = momentsEvery(2);
    const collector = createConnectionCollector(machine.roots);
    machine.write('proc/net/tcp', HEADER + LISTENING);
    const first = collector.collect(nextMoment());
    machine.write('proc/net/tcp', HEADER + LISTENING + LISTENING);
    const later = Array.from({ length: 15 }, () => (collector.collect(nextMoment()) as ConnectionsReading).listen);
    expect(first).toMatchObject({ listen: 1 });
    expect(later).toEqual([...Array.from({ length: 14 }, () => 1), 2]);
  });

  it('has nothing to read without a table, and looks again at once', () => {
    const nextMoment = momentsEvery(2);
    const collector = createConnectionCollector(machine.roots);
    expect(() => collector.collect(nextMoment())).toThrow(NothingToRead);
    machine.write('proc/net/tcp', HEADER + LISTENING);
    expect(collector.collect(nextMoment())).toMatchObject({ listen: 1 });
  });

  it.skipIf(process.platform !== 'linux')('counts a socket that listens on this machine', async () => {
    const roots = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run' };
    const servers = Array.from({ length: 50 }, () => createServer());
    for (const server of servers) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const reading = createConnectionCollector(roots).collect(momentsEvery(2)()) as ConnectionsReading;
    for (const server of servers) server.close();
    expect(reading.listen).toBeGreaterThanOrEqual(50);
  });
});
