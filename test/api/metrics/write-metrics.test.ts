import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enrichLine } from '../../../src/commands/enrich-answers.ts';
import type { PppSessionRow } from '../../../src/line/ppp/summary.ts';
import type { TunnelRow } from '../../../src/traffic/summary.ts';
import { HOST, serverOver } from '../../support/api-server.ts';
import { FakeProbe, rows, TABLES } from '../../support/fake-probe.ts';
import { type ParsedMetric, parsePrometheus } from '../../support/parse-prometheus.ts';
import { replayFiles } from '../../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

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
      'gauge wanprobe_flows_active',
      'counter wanprobe_flows_evicted_total',
      'counter wanprobe_application_bytes_total',
      'counter wanprobe_encrypted_hellos_total',
      'counter wanprobe_unopened_quic_packets_total',
      'counter wanprobe_tunnel_bytes_total',
      'counter wanprobe_tunnel_direction_bytes_total',
      'counter wanprobe_payload_bytes_total',
      'counter wanprobe_overhead_bytes_total',
      'counter wanprobe_tunnel_overhead_bytes_total',
      'counter wanprobe_tcp_data_segments_total',
      'counter wanprobe_tcp_retransmissions_total',
      'gauge wanprobe_tcp_handshake_seconds',
      'gauge wanprobe_tcp_round_trip_seconds',
      'counter wanprobe_mirror_lost_bytes_total',
      'counter wanprobe_dns_queries_total',
      'counter wanprobe_dns_answers_total',
      'counter wanprobe_dns_failures_total',
      'counter wanprobe_dns_unanswered_total',
    ]);
    expect(samplesOf(metrics, 'build_info')).toEqual([{ labels: { version: '1.2.3' }, value: 1 }]);
    expect(samplesOf(metrics, 'capture_frames_total')).toEqual([{ labels: {}, value: 100 }]);
    expect(samplesOf(metrics, 'decode_problems_total')).toEqual([
      { labels: { protocol: 'ipv4', problem: 'length-invalid' }, value: 2 },
    ]);
    expect(samplesOf(metrics, 'wan_bytes_total')).toEqual([
      { labels: { direction: 'down', family: 'ipv4' }, value: 4000 },
      { labels: { direction: 'down', family: 'ipv6' }, value: 2000 },
      { labels: { direction: 'down', family: 'other' }, value: 300 },
      { labels: { direction: 'up', family: 'ipv4' }, value: 1900 },
      { labels: { direction: 'up', family: 'ipv6' }, value: 500 },
      { labels: { direction: 'up', family: 'other' }, value: 150 },
      { labels: { direction: 'unknown', family: 'ipv4' }, value: 100 },
      { labels: { direction: 'unknown', family: 'ipv6' }, value: 0 },
      { labels: { direction: 'unknown', family: 'other' }, value: 50 },
    ]);
    expect(samplesOf(metrics, 'tunnel_bytes_total')).toEqual([
      { labels: { type: 'gre', id: '22' }, value: 300 },
      { labels: { type: 'ipip', id: '' }, value: 100 },
    ]);
    expect(samplesOf(metrics, 'tunnel_direction_bytes_total').slice(0, 2)).toEqual([
      { labels: { type: 'gre', id: '22', direction: 'down' }, value: 50 },
      { labels: { type: 'gre', id: '22', direction: 'up' }, value: 20 },
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

  it('says what the line is used for, whatever protocol carries it', async () => {
    const probe = new FakeProbe();
    const [example, dns] = TABLES.applications.list;
    const applications = rows([example!, { ...example!, protocol: 'quic', wireBytes: 1500 }, dns!]);
    probe.currentTables = { ...TABLES, applications: { ...applications, other: { rows: 1, frames: 1, wireBytes: 9 } } };
    expect(samplesOf(await scrape(probe), 'application_bytes_total')).toEqual([
      { labels: { application: 'Example', category: 'cloud' }, value: 8000 },
      { labels: { application: 'DNS', category: 'names' }, value: 200 },
      { labels: { application: 'other', category: 'other' }, value: 9 },
    ]);
  });

  it('keeps the 400 applications seen first as series', async () => {
    const probe = new FakeProbe();
    const example = TABLES.applications.list[0]!;
    const many = Array.from({ length: 410 }, (_, index) => ({
      ...example,
      application: `application ${index}`,
      wireBytes: index,
      firstSeenAt: `2026-05-04T12:00:00.${String(index).padStart(6, '0')}Z`,
    }));
    probe.currentTables = { ...TABLES, applications: rows(many.reverse()) };
    const samples = samplesOf(await scrape(probe), 'application_bytes_total');
    expect(samples).toHaveLength(401);
    const rest = [400, 401, 402, 403, 404, 405, 406, 407, 408, 409].reduce((sum, bytes) => sum + bytes, 0);
    expect(samples.at(-1)).toEqual({ labels: { application: 'other', category: 'other' }, value: rest });
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

  it('says of round trips what the last minute brought, and of what was not measured nothing', async () => {
    const metrics = await scrape(new FakeProbe());
    expect(samplesOf(metrics, 'tcp_handshake_seconds')).toEqual([
      { labels: { quantile: '0.5', side: 'line' }, value: 0.0125 },
      { labels: { quantile: '0.95', side: 'line' }, value: 0.04 },
      { labels: { quantile: '0.5', side: 'home' }, value: 0.00035 },
      { labels: { quantile: '0.95', side: 'home' }, value: 0.002 },
    ]);
    expect(samplesOf(metrics, 'tcp_round_trip_seconds').map(({ labels }) => labels.side)).toEqual(['line', 'line']);
    expect(
      ['queries', 'answers', 'failures', 'unanswered'].map((name) => samplesOf(metrics, `dns_${name}_total`)[0]!.value),
    ).toEqual([50, 45, 2, 4]);
  });

  it('has no metric of PPPoE on a line without it', async () => {
    expect((await scrape(new FakeProbe())).filter(({ name }) => name.includes('pppoe'))).toEqual([]);
  });

  it('tells how the PPPoE session is', async () => {
    const { report } = await replayFiles([join(FIXTURES, 'line-ppp-lifecycle/adaptive-echo.pcap')]);
    const probe = new FakeProbe();
    const session = { ...report.line.ppp.sessions.at(-1)!, state: 'up', openedAt: '2026-03-01T19:00:01.500000Z' } as const;
    const echo = { ...session.echo, samples: Array.from({ length: 100 }, (_, at) => ({ at: '', rttMillis: at + 1 })) };
    const know = (changes: Partial<PppSessionRow>) => {
      const ppp = { ...report.line.ppp, reconnects: 7, sessions: [{ ...session, echo, ...changes }] };
      probe.currentTables = { ...TABLES, line: enrichLine({ ...report.line, ppp }, () => null) };
    };
    know({});
    const metrics = await scrape(probe);
    expect(samplesOf(metrics, 'pppoe_session_up')).toEqual([{ labels: {}, value: 1 }]);
    expect(samplesOf(metrics, 'pppoe_session_start_time_seconds')).toEqual([{ labels: {}, value: 1772391601.5 }]);
    expect(samplesOf(metrics, 'pppoe_reconnects_total')).toEqual([{ labels: {}, value: 7 }]);
    expect(samplesOf(metrics, 'pppoe_echo_rtt_seconds').filter(({ labels }) => labels.initiator === 'client')).toEqual([
      { labels: { quantile: '0.5', initiator: 'client' }, value: 0.07 },
      { labels: { quantile: '0.95', initiator: 'client' }, value: 0.097 },
    ]);
    expect(samplesOf(metrics, 'pppoe_terminations_total')).toContainEqual({ labels: { reason: 'echo-timeout' }, value: 4 });
    expect(samplesOf(metrics, 'pppoe_terminations_total')).toHaveLength(9);
    expect(samplesOf(metrics, 'pppoe_echo_lost_total')[0]).toEqual({ labels: { initiator: 'client' }, value: 3 });
    expect(samplesOf(metrics, 'payload_bytes_total')[0]!.value).toBe(report.line.overhead.down.payloadBytes);

    know({ state: 'closed' });
    const later = await scrape(probe);
    expect(samplesOf(later, 'pppoe_session_up')).toEqual([{ labels: {}, value: 0 }]);
    expect(samplesOf(later, 'pppoe_session_start_time_seconds')).toEqual([]);
    expect(samplesOf(later, 'pppoe_echo_rtt_seconds')).toEqual([]);
    know({ openedAt: null });
    expect(samplesOf(await scrape(probe), 'pppoe_session_start_time_seconds')).toEqual([]);
  });

  it('spends every byte on payload or on a layer', async () => {
    const { report } = await replayFiles([join(FIXTURES, 'home-line/home-line.pcap.gz')]);
    const probe = new FakeProbe();
    probe.currentTables = { ...TABLES, line: enrichLine(report.line, () => null) };
    const metrics = await scrape(probe);
    const sum = (name: string) => samplesOf(metrics, name).reduce((total, { value }) => total + value, 0);
    expect(sum('payload_bytes_total') + sum('overhead_bytes_total')).toBe(report.capture.wireBytes);
  });

  it('never has an address in a label, whatever the line saw', async () => {
    const { report } = await replayFiles([join(FIXTURES, 'home-line/home-line.pcap.gz')]);
    const probe = new FakeProbe();
    probe.currentTables = { ...TABLES, line: enrichLine(report.line, () => null) };
    const labels = (await scrape(probe)).flatMap(({ samples }) => samples.flatMap((sample) => Object.values(sample.labels)));
    expect(labels.filter((value) => /^[0-9a-f]*[:.][0-9a-f]*[:.]/.test(value) && value !== '1.2.3')).toEqual([]);
    expect(labels.length).toBeLessThan(200);
  });

  it('works before the first window', async () => {
    const probe = new FakeProbe();
    probe.currentLatest = null;
    expect(samplesOf(await scrape(probe), 'flows_active')).toEqual([{ labels: {}, value: 0 }]);
  });
});
