import { describe, expect, it } from 'vitest';
import type { TunnelRow } from '../../src/traffic/summary.ts';
import { HOST, serverOver } from '../support/api-server.ts';
import { FakeProbe, rows, TABLES } from '../support/fake-probe.ts';
import { type ParsedMetric, parsePrometheus } from '../support/parse-prometheus.ts';

async function scrape(probe: FakeProbe): Promise<ParsedMetric[]> {
  const server = await serverOver(probe);
  const response = await server.app.inject({ url: '/metrics', headers: { host: HOST } });
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parsePrometheus(response.body);
}

function samplesOf(metrics: readonly ParsedMetric[], name: string): ParsedMetric['samples'] {
  return metrics.find((metric) => metric.name === `wanprobe_${name}`)?.samples ?? [];
}

function tunnel(id: number, changes: Partial<TunnelRow> = {}): TunnelRow {
  const seconds = String(id % 60).padStart(2, '0');
  const minutes = String(Math.floor(id / 60)).padStart(2, '0');
  return { ...TABLES.tunnels.list[0]!, id, firstSeenAt: `2026-05-04T12:${minutes}:${seconds}.000000Z`, ...changes };
}

describe('/metrics', () => {
  it('says what the probe knows', async () => {
    const metrics = await scrape(new FakeProbe());
    expect(metrics.map(({ name, type }) => `${type} ${name}`)).toEqual([
      'gauge wanprobe_build_info',
      'counter wanprobe_capture_frames_total',
      'counter wanprobe_capture_dropped_total',
      'counter wanprobe_decode_problems_total',
      'counter wanprobe_wan_bytes_total',
      'counter wanprobe_tunnel_bytes_total',
      'gauge wanprobe_flows_active',
      'counter wanprobe_flows_evicted_total',
    ]);
    expect(samplesOf(metrics, 'build_info')).toEqual([{ labels: { version: '1.2.3' }, value: 1 }]);
    expect(samplesOf(metrics, 'capture_frames_total')).toEqual([{ labels: {}, value: 100 }]);
    expect(samplesOf(metrics, 'decode_problems_total')).toEqual([
      { labels: { protocol: 'ipv4', problem: 'length-invalid' }, value: 2 },
    ]);
    expect(samplesOf(metrics, 'wan_bytes_total')).toEqual([
      { labels: { family: 'ipv4' }, value: 6000 },
      { labels: { family: 'ipv6' }, value: 2500 },
      { labels: { family: 'other' }, value: 500 },
    ]);
    expect(samplesOf(metrics, 'tunnel_bytes_total')).toEqual([
      { labels: { type: 'gre', id: '22' }, value: 300 },
      { labels: { type: 'ipip', id: '' }, value: 100 },
    ]);
    expect(samplesOf(metrics, 'flows_active')).toEqual([{ labels: {}, value: 3 }]);
    expect(samplesOf(metrics, 'flows_evicted_total')).toEqual([{ labels: {}, value: 4 }]);
  });

  it('leaves out losses that are not known, which is not zero', async () => {
    expect(samplesOf(await scrape(new FakeProbe()), 'capture_dropped_total')).toEqual([
      { labels: { where: 'kernel' }, value: 5 },
      { labels: { where: 'probe' }, value: 0 },
    ]);
  });

  it('adds tunnels of one identifier up, whatever their endpoints', async () => {
    const probe = new FakeProbe();
    probe.currentTables = { ...TABLES, tunnels: rows([tunnel(1), tunnel(1, { endpoints: ['10.0.0.1', '10.0.0.9'] })]) };
    expect(samplesOf(await scrape(probe), 'tunnel_bytes_total')).toEqual([{ labels: { type: 'gre', id: '1' }, value: 600 }]);
  });

  it('keeps the 200 tunnels seen first as series, however big later ones are, and loses no byte', async () => {
    const probe = new FakeProbe();
    const many = Array.from({ length: 250 }, (_, index) => tunnel(index));
    const biggestFirst = many.map((row, index) => ({ ...row, wireBytes: index })).reverse();
    probe.currentTables = { ...TABLES, tunnels: { ...rows(biggestFirst), other: { rows: 3, frames: 3, wireBytes: 7 } } };
    const samples = samplesOf(await scrape(probe), 'tunnel_bytes_total');
    expect(samples).toHaveLength(201);
    expect(samples.slice(0, 200).map(({ labels }) => labels.id)).toEqual(
      Array.from({ length: 200 }, (_, index) => String(index)),
    );
    const rest = many.slice(200).reduce((sum, _, index) => sum + 200 + index, 0) + 7;
    expect(samples.at(-1)).toEqual({ labels: { type: 'other', id: '' }, value: rest });
  });

  it('works before the first window', async () => {
    const probe = new FakeProbe();
    probe.currentLatest = null;
    expect(samplesOf(await scrape(probe), 'flows_active')).toEqual([{ labels: {}, value: 0 }]);
  });
});
