import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A container engine on a socket of its own. What it answers to a path can be changed at any time; to others it says 404. */
export class FakeEngine {
  readonly answers = new Map<string, Answer>();
  readonly asked: string[] = [];
  /** The most requests that were open at once. */
  mostOpen = 0;
  #open = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      this.#open += 1;
      this.mostOpen = Math.max(this.mostOpen, this.#open);
      response.on('close', () => {
        this.#open -= 1;
      });
      const answer = this.answers.get(new URL(request.url ?? '', 'http://localhost').pathname);
      if (answer === undefined) response.writeHead(404).end('{"message":"page not found"}');
      else answer(response, request);
    });
  }

  static async listen(socketPath: string): Promise<FakeEngine> {
    mkdirSync(dirname(socketPath), { recursive: true });
    const engine = new FakeEngine();
    await new Promise<void>((resolve) => engine.#server.listen(socketPath, resolve));
    return engine;
  }

  /** Has a container run, with these counters. */
  run(id: string, { name = 'web', stats = {} as unknown, startedAt = '2026-05-04T11:59:02.123456789Z' } = {}): void {
    this.answers.set(
      '/containers/json',
      json([{ Id: id, Names: [`/${name}`], Image: 'nginx:1', State: 'running', Status: 'Up 1 minute' }]),
    );
    this.answers.set(`/containers/${id}/stats`, json(stats));
    this.answers.set(`/containers/${id}/json`, json({ Id: id, State: { Status: 'running', StartedAt: startedAt } }));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function json(value: unknown): Answer {
  return (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
