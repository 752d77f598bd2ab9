import { describe, expect, it } from 'vitest';
import {
  parseContainerCounters,
  parseContainerList,
  parseContainerStart,
} from '../../../src/system/collect/container-answers.ts';

const ID = 'f00dfeed0123'.padEnd(64, 'a');
const NOTHING = { cpuNanos: null, memoryBytes: null, memoryLimitBytes: null, receivedBytes: null, sentBytes: null };

describe('parseContainerList', () => {
  it('reads what each is called and how it is', () => {
    const answer = [{ Id: ID, Names: ['/web'], Image: 'nginx:1', State: 'running', Status: 'Up 3 hours', Labels: {} }];
    expect(parseContainerList(answer)).toEqual([{ id: ID, name: 'web', image: 'nginx:1', status: 'running' }]);
  });

  it('takes a container’s own name before what others call it', () => {
    expect(parseContainerList([{ Id: ID, Names: ['/shop/database', '/database'] }])?.[0]?.name).toBe('database');
  });

  it('calls one without a name by its identifier', () => {
    expect(parseContainerList([{ Id: ID, Names: [] }])?.[0]?.name).toBe(ID);
  });

  it('leaves out what is not a container, and identifiers that would change a path', () => {
    const hostile = ['../../secrets', `${ID}/../x`, `${ID}?x`, `${ID}\r\nHost: x`, '', 7, null, {}].map((Id) => ({
      Id,
      Names: ['/x'],
    }));
    expect(parseContainerList([null, 7, 'text', [], {}, ...hostile])).toEqual([]);
  });

  it('keeps at most 100, and 256 characters of a name', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({
      Id: index.toString(16).padStart(64, '0'),
      Names: [`/${'n'.repeat(5000)}`],
    }));
    const containers = parseContainerList(many);
    expect(containers?.length).toBe(100);
    expect(containers?.[0]?.name.length).toBe(256);
  });

  it('is null for what is no list', () => {
    for (const answer of [null, {}, 'text', 7, undefined]) expect(parseContainerList(answer)).toBeNull();
  });
});

describe('parseContainerCounters', () => {
  it('reads CPU, memory without the cache that can be given back, and all networks together', () => {
    const answer = {
      cpu_stats: { cpu_usage: { total_usage: 5_000_000_000 } },
      memory_stats: { usage: 300, limit: 1000, stats: { inactive_file: 100, total_inactive_file: 7 } },
      networks: { eth0: { rx_bytes: 10, tx_bytes: 20 }, eth1: { rx_bytes: 1, tx_bytes: 2 } },
    };
    const counters = { cpuNanos: 5e9, memoryBytes: 200, memoryLimitBytes: 1000, receivedBytes: 11, sentBytes: 22 };
    expect(parseContainerCounters(answer)).toEqual(counters);
  });

  it('knows the cache by its name in the older control groups', () => {
    expect(parseContainerCounters({ memory_stats: { usage: 300, stats: { total_inactive_file: 50 } } }).memoryBytes).toBe(250);
  });

  it('says null of what is missing, as the network of one that shares the machine’s', () => {
    expect(parseContainerCounters({})).toEqual(NOTHING);
    expect(parseContainerCounters(null)).toEqual(NOTHING);
  });

  it('says null of what is no count', () => {
    const answer = JSON.parse(
      '{"cpu_stats":{"cpu_usage":{"total_usage":-5}},"memory_stats":{"usage":"9","limit":1e999},"networks":7}',
    );
    expect(parseContainerCounters(answer)).toEqual(NOTHING);
  });
});

describe('parseContainerStart', () => {
  it('reads the time with its nanoseconds', () => {
    expect(parseContainerStart({ State: { StartedAt: '2026-05-04T11:59:02.123456789Z' } })).toBe(
      Date.UTC(2026, 4, 4, 11, 59, 2, 123),
    );
  });

  it('is null for one that never was started, and for what is no time', () => {
    for (const StartedAt of ['0001-01-01T00:00:00Z', 'yesterday', 7, null])
      expect(parseContainerStart({ State: { StartedAt } })).toBeNull();
    expect(parseContainerStart([])).toBeNull();
  });
});
