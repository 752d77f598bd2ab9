import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkProbe } from '../../../src/terminal/check-probe.ts';
import { askProbe } from '../../../src/terminal/feed/ask-probe.ts';
import { STATUS } from '../../support/fake-probe.ts';

const servers: Server[] = [];

async function serving(answer: RequestListener): Promise<URL> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const json = (status: number, value: unknown): RequestListener => {
  return (_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function messageOf(answer: Promise<unknown>): Promise<string> {
  return await answer.then(
    () => 'no error',
    (error: Error) => error.message.replaceAll(/:\d{4,5}/g, ':PORT'),
  );
}

describe('a probe', () => {
  it('is asked without credentials, and answers with JSON', async () => {
    let headers = {};
    const base = await serving((request, response) => {
      headers = request.headers;
      json(200, STATUS)(request, response);
    });
    expect(await askProbe(base, { path: 'api/v1/status' })).toEqual(STATUS);
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    await expect(checkProbe(base)).resolves.toBeUndefined();
  });

  it.each([
    [
      'wants a login',
      json(401, {}),
      'the probe at http://127.0.0.1:PORT wants a login, which top does not have; look at it from its own machine, or through an SSH tunnel',
    ],
    [
      'does not go by that name',
      json(421, { error: { code: 'host-not-allowed', message: 'No.' } }),
      'the probe at http://127.0.0.1:PORT does not go by that name; use the address it printed when it started',
    ],
    [
      'refuses for a reason of its own',
      json(503, { error: { code: 'busy', message: 'Come back.' } }),
      'the probe at http://127.0.0.1:PORT refuses: Come back.',
    ],
    [
      'is a web server of another kind',
      (_request, response) => response.writeHead(404).end('<html>'),
      'what answers at http://127.0.0.1:PORT is no wanprobe, or one of another version (HTTP 404); check the address and the port',
    ],
    [
      'would send us elsewhere',
      (_request, response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
      'what answers at http://127.0.0.1:PORT is no wanprobe, or one of another version (HTTP 302); check the address and the port',
    ],
    [
      'answers with something else',
      json(200, { hello: 'world' }),
      'what answers at http://127.0.0.1:PORT is no wanprobe, or one of another version; check the address and the port',
    ],
    ['cuts the connection', (request) => request.socket.destroy(), 'no probe at http://127.0.0.1:PORT: the connection was cut'],
  ] as [string, RequestListener, string][])('%s: that is one line', async (_what, answer, message) => {
    expect(await messageOf(checkProbe(await serving(answer)))).toBe(message);
  });

  it('that does not answer is not waited for', async () => {
    const base = await serving(() => {});
    const answer = askProbe(base, { path: 'api/v1/status', timeoutMillis: 50 });
    expect(await messageOf(answer)).toBe('no probe at http://127.0.0.1:PORT: no answer within 0.05 s');
  });

  it('that is not there is said to be not there', async () => {
    const base = await serving(() => {});
    await new Promise((resolve) => servers[0]!.close(resolve));
    expect(await messageOf(askProbe(base, { path: 'api/v1/status' }))).toBe(
      'no probe at http://127.0.0.1:PORT: nothing listens there',
    );
  });

  it('that never stops talking is not listened to', async () => {
    const base = await serving((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(await messageOf(askProbe(base, { path: 'api/v1/status' }))).toBe('the answer does not end: that is no wanprobe');
  });
});
