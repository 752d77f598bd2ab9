import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ShownLine } from '../../src/terminal/feed/shown-line.ts';
import type { ShownEvent, ShownMachine } from '../../src/terminal/feed/shown-machine.ts';
import { shownLine, shownMachine, topModel } from './shown-models.ts';

const WINDOW = {
  ppp: { startMicros: 0, endMicros: 1_000_000 },
  home: { down: { wireBytes: 4_660_000 }, up: { wireBytes: 262_500 } },
  outages: { open: null },
  verdict: { now: { severity: 'none' } },
};

/** A probe that says what a test tells it to, over HTTP and WebSocket as the real one does. */
export class ToldProbe {
  machine: ShownMachine & { readonly worstLevel: string } = { ...shownMachine(), worstLevel: 'warning' };
  events: readonly ShownEvent[] = topModel().events;
  line: ShownLine = shownLine();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #choices = new Map<WebSocket, readonly string[]>();

  constructor() {
    this.#server = createServer(({ url = '' }, response) => {
      const answer = this.#answerTo(url.split('?', 1)[0]!);
      const body = JSON.stringify(answer ?? { error: { code: 'not-found', message: 'Not here.' } });
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body);
    });
    this.#server.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data) => {
          this.#choices.set(client, (JSON.parse(String(data)) as { topics: readonly string[] }).topics);
          this.tell();
        });
        client.on('close', () => this.#choices.delete(client));
      });
    });
  }

  /** Returns its port. */
  async listen(port = 0): Promise<number> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Pushes everything to everybody, by what they chose. */
  tell(): void {
    for (const [client, topics] of this.#choices) {
      const has = (topic: string): boolean => topics.includes(topic);
      client.send(JSON.stringify(Object.fromEntries(Object.entries(this.line).filter(([topic]) => has(topic)))));
      client.send(
        JSON.stringify({
          ...(has('system') && { system: this.machine }),
          ...(has('events') && { events: { list: this.events } }),
        }),
      );
    }
  }

  async close(): Promise<void> {
    for (const client of this.#choices.keys()) client.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answerTo(path: string): unknown {
    const answers: Readonly<Record<string, unknown>> = {
      '/api/v1/status': this.line.status,
      '/api/v1/system': this.machine,
      '/api/v1/events': { list: this.events },
      '/api/v1/line/windows': { windows: [WINDOW] },
    };
    return answers[path];
  }
}
