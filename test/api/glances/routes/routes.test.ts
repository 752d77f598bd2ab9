import { beforeAll, describe, expect, it } from 'vitest';
import type { GlancesServer } from '../../../../src/api/glances/glances-server.ts';
import { interfaceReading, processReading } from '../../../support/system-readings.ts';
import { systemSnapshot } from '../../../support/system-snapshot.ts';
import { FakeGlancesSource, systemEvent } from '../fake-glances-source.ts';
import { type Answer, ask, GLANCES_HOST, glancesOver } from '../glances-app.ts';
import { allLimitsOfTest } from '../limits-of-test.ts';

const SNAPSHOT = systemSnapshot({
  seconds: 2,
  interfaces: [interfaceReading({ name: 'eth0', receivedBytesPerSecond: 100, receivedBytes: 5000 })],
  processes: [processReading({ pid: 700, name: 'sshd' })],
});

function fullSource(): FakeGlancesSource {
  const source = new FakeGlancesSource(SNAPSHOT);
  source.thresholds = allLimitsOfTest();
  source.histories = {
    'cpu/user': [
      [Date.UTC(2026, 2, 1, 18, 59, 58), 3.2],
      [Date.UTC(2026, 2, 1, 19), 4],
    ],
    'network/eth0_bytes_recv_rate_per_sec': [[Date.UTC(2026, 2, 1, 19), 100]],
  };
  return source;
}

/** Asks a server whose source no test changes. */
async function get(path: string): Promise<Answer> {
  return await ask(reading, path);
}

let reading: GlancesServer;
beforeAll(async () => {
  reading = await glancesOver(fullSource());
});

describe('what is not about one plugin', () => {
  it('says at /status which Glances it follows, before anything is known', async () => {
    const server = await glancesOver(new FakeGlancesSource(null));
    expect(await ask(server, '/status')).toEqual({ status: 200, body: { version: '4.5.5', server: 'wanprobe 1.2.3' } });
    const head = await server.app.inject({ method: 'HEAD', url: '/api/4/status', headers: { host: GLANCES_HOST } });
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });

  it('lists plugins, and no other machine', async () => {
    const { body } = await get('/pluginslist');
    expect(body).toContain('quicklook');
    expect(Object.keys((await get('/all')).body)).toEqual(body);
    expect((await get('/serverslist')).body).toEqual([]);
  });

  it('has limits and views of every plugin', async () => {
    const names = (await get('/pluginslist')).body;
    expect(Object.keys((await get('/all/views')).body)).toEqual(names);
    const limits = (await get('/all/limits')).body;
    expect(Object.keys(limits)).toEqual(names);
    expect(limits.cpu).toEqual({ history_size: 1800, cpu_total_careful: 65, cpu_total_warning: 75, cpu_total_critical: 85 });
    expect(limits.mem).toEqual({ history_size: 1800, mem_careful: 50, mem_warning: 70, mem_critical: 90 });
    expect(limits.sensors).not.toHaveProperty('sensors_temperature_core_critical');
  });

  it('has a configuration with the limits as text, and what Glances page asks for', async () => {
    expect((await get('/config')).body).toMatchObject({ mem: { careful: '50' }, percpu: { max_cpu_display: '4' } });
    expect((await get('/config/cpu/total_warning')).body).toBe('75');
    expect(await get('/config/passwords')).toMatchObject({ status: 400, body: { detail: 'Unknown configuration item' } });
    expect(await get('/config/constructor')).toMatchObject({ status: 400 });
    expect(await get('/config/cpu/nosuch')).toMatchObject({ status: 404 });
  });

  it('has switches of the command line, none of them secret', async () => {
    const { body } = await get('/args');
    expect(body).toMatchObject({ time: 2, webserver: true, disable_cpu: false, disable_gpu: true });
    expect(Object.keys(body).filter((name) => /pass|user|conf|snmp|bind/.test(name))).toEqual([]);
    expect((await get('/args/time')).body).toBe(2);
    expect(await get('/args/password')).toMatchObject({ status: 400 });
    expect(typeof (await get('/help')).body.header_sort).toBe('string');
  });
});

describe('what is about a plugin', () => {
  it('is an error for one that there is not, without what was asked for', async () => {
    for (const path of [
      '/<b>',
      '/nosuch/limits',
      '/nosuch/views',
      '/nosuch/history',
      '/nosuch/top/3',
      '/__proto__',
      '/nosuch/a/unit',
    ]) {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body.detail).toMatch(/^Unknown plugin \(available plugins: alert, /);
      expect(body.error).toEqual({ code: 'plugin-unknown', message: body.detail });
    }
  });

  it('is cut to so many rows, if it has any', async () => {
    expect((await get('/network/top/1')).body.map((row: { interface_name: string }) => row.interface_name)).toEqual(['wan']);
    expect((await get('/cpu/top/1')).body).toEqual((await get('/cpu')).body);
    expect(await get('/network/top/all')).toMatchObject({ status: 422 });
  });

  it('has limits and views', async () => {
    expect((await get('/load/limits')).body).toMatchObject({ load_careful: 0.7 });
    expect((await get('/mem/views')).body.percent.decoration).toBe('OK');
  });

  it('has histories, all or the last of them', async () => {
    expect((await get('/cpu/history')).body).toEqual({
      user: [
        ['2026-03-01T18:59:58.000000+00:00', 3.2],
        ['2026-03-01T19:00:00.000000+00:00', 4],
      ],
    });
    expect((await get('/cpu/history/1')).body).toEqual({ user: [['2026-03-01T19:00:00.000000+00:00', 4]] });
    expect((await get('/network/history')).body).toEqual({
      eth0_bytes_recv_rate_per_sec: [['2026-03-01T19:00:00.000000+00:00', 100]],
    });
    expect((await get('/uptime/history')).body).toEqual({});
  });
});

describe('what is about a field or a row', () => {
  it('is the field, of a list of every row, and null where there is none', async () => {
    expect((await get('/core/log')).body).toEqual({ log: 4 });
    expect((await get('/network/interface_name')).body).toEqual({ interface_name: ['wan', 'eth0'] });
    for (const path of ['/cpu/nosuch', '/cpu/constructor', '/network/nosuch', '/uptime/0', '/help/x']) {
      expect(await get(path)).toEqual({ status: 200, body: null });
    }
  });

  it('is every row with a value, also one with slashes', async () => {
    expect((await get('/network/interface_name/value/eth0')).body.eth0).toMatchObject([
      { interface_name: 'eth0', bytes_recv: 200 },
    ]);
    expect((await get('/processlist/pid/value/700')).body['700']).toMatchObject([{ name: 'sshd' }]);
    expect((await get('/fs/mnt_point/value//')).body['/']).toMatchObject([{ mnt_point: '/' }]);
    expect((await get('/fs/mnt_point/value//boot/firmware')).body['/boot/firmware']).toHaveLength(1);
    expect((await get('/network/interface_name/value/nosuch')).body).toEqual({ nosuch: [] });
    expect((await get('/cpu/total/value/3')).body).toBeNull();
    expect((await get('/network/nosuch/value/3')).body).toBeNull();
  });

  it('is a field of one row', async () => {
    expect((await get('/network/bytes_recv_gauge/eth0')).body).toEqual({ bytes_recv_gauge: 5000 });
    expect(await get('/network/bytes_recv/nosuch')).toMatchObject({ status: 404 });
    expect(await get('/cpu/total/eth0')).toMatchObject({ status: 404 });
  });

  it('is what a field means, and its unit', async () => {
    expect((await get('/diskio/read_bytes/unit')).body).toBe('byte');
    expect((await get('/diskio/read_bytes/description')).body).toBe('Bytes read.');
    expect((await get('/diskio/nosuch/unit')).body).toBeNull();
    expect((await get('/diskio/constructor/description')).body).toBeNull();
  });

  it('is a history, null where none is kept', async () => {
    expect((await get('/cpu/user/history')).body).toHaveLength(2);
    expect((await get('/cpu/user/history/1')).body).toEqual([['2026-03-01T19:00:00.000000+00:00', 4]]);
    expect((await get('/cpu/nosuch/history')).body).toBeNull();
  });

  it('is how it is shown', async () => {
    expect((await get('/mem/percent/views')).body.decoration).toBe('OK');
    expect((await get('/network/eth0/views')).body.bytes_recv.decoration).toBe('DEFAULT');
    expect((await get('/network/bytes_recv/eth0/views')).body.decoration).toBe('DEFAULT');
    expect((await get('/network/bytes_recv/nosuch/views')).body).toBeNull();
  });
});

describe('processes', () => {
  it('are found by number', async () => {
    expect((await get('/processes/700')).body).toMatchObject({ pid: 700, name: 'sshd', key: 'pid' });
    expect(await get('/processes/701')).toMatchObject({ status: 404, body: { detail: 'Unknown PID process' } });
    expect(await get('/processes/sshd')).toMatchObject({ status: 422 });
  });

  it('have no extended figures, and it says so', async () => {
    const server = await glancesOver(fullSource());
    expect(await ask(server, '/processes/extended')).toEqual({ status: 200, body: {} });
    expect(await ask(server, '/processes/extended/700', 'POST')).toMatchObject({ status: 501 });
    expect(await ask(server, '/processes/extended/disable', 'POST')).toEqual({ status: 200, body: true });
  });
});

describe('clearing alerts', () => {
  it.each(['warning', 'all'])('is asked for as Glances page does: %s', async (kind) => {
    const source = fullSource();
    source.kept = [systemEvent()];
    const server = await glancesOver(source);
    // It announces JSON and sends none.
    const headers = { host: GLANCES_HOST, 'content-type': 'application/json' };
    const response = await server.app.inject({ method: 'POST', url: `/api/4/events/clear/${kind}`, headers });
    expect([response.statusCode, response.json()]).toEqual([200, {}]);
    expect(source.cleared).toEqual([kind]);
  });

  it('shows at once', async () => {
    const source = fullSource();
    source.kept = [systemEvent()];
    const server = await glancesOver(source);
    expect((await ask(server, '/alert')).body).toHaveLength(1);
    source.kept = [];
    await ask(server, '/events/clear/all', 'POST');
    expect((await ask(server, '/alert')).body).toEqual([]);
  });

  it('is nothing else', async () => {
    const source = fullSource();
    expect((await ask(await glancesOver(source), '/events/clear/careful', 'POST')).status).toBe(405);
    expect(source.cleared).toEqual([]);
  });
});

describe('before the first snapshot', () => {
  it.each(['/all', '/cpu', '/all/views', '/cpu/total', '/processes/1', '/cpu/history'])(
    '%s says that it has to wait',
    async (path) => {
      const { status, body } = await ask(await glancesOver(new FakeGlancesSource(null)), path);
      expect([status, body.detail, body.error.code]).toEqual([503, 'The machine has not been looked at yet.', 'not-yet']);
    },
  );
});
