import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { LINE_ANSWERS, lineMessage } from './line-message.ts';
import { LiveClient, type ReadingLimits } from './live-client.ts';
import { readLiveRequest, type TopicChoice } from './live-request.ts';
import { MachineFeed } from './machine-feed.ts';
import { type MachineSource, UNWATCHED } from './machine-source.ts';
import type { LiveMessage, NamesMessage, StatusMessage, WindowTopic } from './messages.ts';
import type { AnswerName, Answers, Probe, WindowNotice } from './probe.ts';

export const LIVE_PATH = '/api/v1/live';

/** A request is a few dozen bytes. */
const MAX_REQUEST_BYTES = 16 * 1024;
/** Choices that arrive within this time share one question to the tables. */
const GATHERING_MILLIS = 50;

export interface FeedLimits extends ReadingLimits {
  readonly clients: number;
  readonly heartbeatMillis: number;
}

export const DEFAULT_FEED_LIMITS: FeedLimits = {
  clients: 200,
  skipBytes: 256 * 1024,
  closeBytes: 1024 * 1024,
  stuckMillis: 15_000,
  closingMillis: 1_000,
  heartbeatMillis: 15_000,
};

const TABLES_OF_TOPIC: Readonly<Record<WindowTopic, readonly AnswerName[]>> = {
  status: [],
  traffic: [],
  hosts: ['hosts'],
  flows: ['flows'],
  protocols: ['protocols'],
  applications: ['applications'],
  names: ['names'],
  tunnels: ['tunnels'],
  line: LINE_ANSWERS,
};

export interface FeedOptions {
  readonly limits?: FeedLimits;
  readonly machine?: MachineSource;
}

/** All that one publication is made from. */
interface Moment {
  readonly notice: WindowNotice;
  readonly status: StatusMessage;
  readonly tables: Partial<Answers>;
}

/** Pushes every window, and every snapshot of the machine, to those who asked for it. Close it to let go of the probe. */
export class LiveFeed {
  readonly #probe: Probe;
  readonly #limits: FeedLimits;
  readonly #clients = new Set<LiveClient>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_REQUEST_BYTES,
    clientTracking: false,
  });
  readonly #machine: MachineFeed;
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #gathering: NodeJS.Timeout | null = null;
  #isPublishing = false;

  constructor(probe: Probe, { limits = DEFAULT_FEED_LIMITS, machine = UNWATCHED }: FeedOptions = {}) {
    this.#probe = probe;
    this.#limits = limits;
    this.#machine = new MachineFeed(machine, this.#clients);
    this.#stopListening = probe.onWindow(() => {
      for (const client of this.#clients) client.isDue = true;
      void this.#publish();
    });
    this.#heartbeat = setInterval(() => {
      for (const client of this.#clients) client.ping();
    }, limits.heartbeatMillis).unref();
  }

  get isFull(): boolean {
    return this.#clients.size >= this.#limits.clients;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Takes over a connection whose Host and Origin have been checked. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#add(webSocket));
  }

  close(): void {
    this.#stopListening();
    this.#machine.close();
    clearInterval(this.#heartbeat);
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    for (const client of this.#clients) client.close(1001, 'the probe is stopping');
  }

  #add(webSocket: WebSocket): void {
    const client = new LiveClient(webSocket, this.#limits);
    this.#clients.add(client);
    webSocket.on('close', () => this.#clients.delete(client));
    // A broken connection or frame: `ws` closes it with the right code, and `close` follows.
    webSocket.on('error', () => {});
    webSocket.on('message', (data, isBinary) => this.#choose(client, data, isBinary));
  }

  #choose(client: LiveClient, data: RawData, isBinary: boolean): void {
    if (isBinary) {
      client.close(1003, 'send text, not binary');
      return;
    }
    const choice = readLiveRequest(String(data));
    if (choice === null) {
      client.close(1008, 'expected {"topics": [...], "limit": 1 to 200}');
      return;
    }
    client.choice = choice;
    client.isDue = true;
    client.isMachineDue = true;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      this.#machine.publish();
      void this.#publish();
    }, GATHERING_MILLIS).unref();
  }

  /** Serves everybody who is due, one publication at a time: windows that close meanwhile are served together, by the latest of them. */
  async #publish(): Promise<void> {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    try {
      for (let audience = this.#takeDue(); audience.length > 0; audience = this.#takeDue()) await this.#serve(audience);
    } finally {
      this.#isPublishing = false;
    }
  }

  #takeDue(): LiveClient[] {
    if (this.#probe.latest() === null) return [];
    const due = [...this.#clients].filter(
      (client) => client.isDue && client.choice !== null && client.choice.ofWindows.topics.size > 0,
    );
    for (const client of due) client.isDue = false;
    return due;
  }

  async #serve(audience: readonly LiveClient[]): Promise<void> {
    const moment = await this.#observe(audience.flatMap(({ choice }) => choice?.ofWindows ?? []));
    if (moment === null) return;
    const texts = new Map<string, string>();
    const nowMillis = performance.now();
    for (const client of audience) {
      // It may have gone, or chosen again and be due again, while the tables were asked.
      if (client.choice === null || !this.#clients.has(client)) continue;
      const { ofWindows } = client.choice;
      if (ofWindows.topics.size === 0) continue;
      if (!texts.has(ofWindows.key)) texts.set(ofWindows.key, JSON.stringify(this.#compose(ofWindows, moment)));
      client.send(texts.get(ofWindows.key)!, nowMillis);
    }
  }

  /** Asks the tables once for all. Null when they cannot answer: then this window is left out. */
  async #observe(choices: readonly TopicChoice<WindowTopic>[]): Promise<Moment | null> {
    const notice = this.#probe.latest()!;
    const status = this.#probe.status();
    const names = new Set(choices.flatMap(({ topics }) => [...topics].flatMap((topic) => TABLES_OF_TOPIC[topic])));
    if (names.size === 0) return { notice, status, tables: {} };
    const limit = Math.max(...choices.map((choice) => choice.limit));
    try {
      return { notice, status, tables: await this.#probe.ask([...names], { limit, sortBy: 'rate' }) };
    } catch {
      return null;
    }
  }

  /** A choice made while the tables were asked may want rows that are not there: its own turn follows. */
  #compose({ topics, limit }: TopicChoice<WindowTopic>, { notice, status, tables }: Moment): LiveMessage {
    const { hosts, flows, protocols, applications, names, tunnels, line, pppoeSessions, vlans } = tables;
    return {
      startAt: notice.startAt,
      endAt: notice.endAt,
      ...(topics.has('status') && { status }),
      ...(topics.has('traffic') && { traffic: notice.point }),
      ...(topics.has('hosts') && hosts && { hosts: firstOf(hosts, limit) }),
      ...(topics.has('flows') && flows && { flows: firstOf(flows, limit) }),
      ...(topics.has('protocols') && protocols && { protocols: firstOf(protocols, limit) }),
      ...(topics.has('applications') && applications && { applications: firstOf(applications, limit) }),
      ...(topics.has('names') && names && { names: firstNames(names, limit) }),
      ...(topics.has('tunnels') && tunnels && { tunnels: firstOf(tunnels, limit) }),
      ...(topics.has('line') &&
        line &&
        pppoeSessions &&
        vlans && {
          line: lineMessage(this.#probe, {
            line,
            pppoeSessions: firstOf(pppoeSessions, limit),
            vlans: firstOf(vlans, limit),
          }),
        }),
    };
  }
}

function firstNames({ encryptedHellos, unopenedPackets, ...kinds }: NamesMessage, limit: number): NamesMessage {
  const { dns, tls, quic, http, fingerprints } = kinds;
  return {
    dns: firstOf(dns, limit),
    tls: firstOf(tls, limit),
    quic: firstOf(quic, limit),
    http: firstOf(http, limit),
    fingerprints: firstOf(fingerprints, limit),
    encryptedHellos,
    unopenedPackets,
  };
}

function firstOf<Table extends { readonly list: readonly unknown[] }>(table: Table, limit: number): Table {
  return table.list.length <= limit ? table : { ...table, list: table.list.slice(0, limit) };
}
