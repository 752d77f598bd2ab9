import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserHello } from '../../fixtures/builders/home-line/hellos.ts';
import { datagram, knock, Stream } from '../../fixtures/builders/names/stream.ts';
import { Random } from '../../fixtures/builders/random.ts';
import type { Endpoint } from '../../fixtures/builders/tcp-conversation.ts';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { buildFrame, type Layer } from './frames/build-frame.ts';
import { concatenate, textBytes } from './frames/drawing.ts';
import { ppp } from './frames/ppp.ts';
import { pppoe } from './frames/pppoe.ts';
import { vlan } from './frames/vlan.ts';
import { dnsMessage, overTcp, question, RECORD } from './payloads/dns-message.ts';
import { protectedInitial, shortPacket } from './payloads/quic.ts';
import { cryptoFrame } from './payloads/quic-frames.ts';
import { tlsRecord } from './payloads/tls.ts';

const NAMES = join(import.meta.dirname, '../../fixtures/names');

const CLIENT = '192.0.2.60';
const RESOLVER = { address: '192.0.2.53', port: 53 };
const SERVER = '198.51.100.60';
/** A port nobody has: what a connection to it is called comes from DNS alone. */
const NOBODYS = 9999;
/** What fits into a segment of a session, about. */
const SEGMENT = 1380;
const INITIAL_DATAGRAM = 1350;
const BULK_FRAMES = 12;
/** Addresses of which each is told by one answer of DNS. */
const VISITED = { udp: '203.0.113.1', tcp: '203.0.113.2', pieces: '203.0.113.3' } as const;

/** A frame, and whether a probe that cuts bulk may cut it. */
export interface TellingFrame {
  readonly bytes: Uint8Array;
  readonly isBulk: boolean;
}

/** What conversations of `longBeginnings` were opened under: serverName, nameSource. */
export const LONG_BEGINNINGS = [
  ['hello.example.net', 'tls'],
  ['initial.example.net', 'quic'],
  ['high-port.example.net', 'quic'],
  ['late-host.example.net', 'http'],
  ['by-udp.example.net', 'dns'],
  ['by-tcp.example.net', 'dns'],
  ['by-pieces.example.net', 'dns'],
] as const;

/** All frames of the captures among the fixtures that are about names. None of them is bulk. */
export async function namesFixtureFrames(): Promise<TellingFrame[]> {
  const frames: TellingFrame[] = [];
  for (const name of readdirSync(NAMES).sort()) {
    if (!name.endsWith('.pcap')) continue;
    const source = await openCaptureFile(join(NAMES, name));
    let state = 'more';
    while (state === 'more') {
      state = await source.step(({ bytes, start, capturedLength }) => {
        frames.push({ bytes: bytes.slice(start, start + capturedLength), isBulk: false });
      });
    }
    await source.close();
  }
  return frames;
}

/**
 * Conversations on a PPPoE line in a VLAN that say who talks to whom far behind the lengths that bulk is cut to: hellos of two segments,
 * Initial packets, requests and answers of DNS over UDP and TCP; and bulk behind each of them.
 */
export function longBeginnings(): TellingFrame[] {
  const at = (port: number): Endpoint => ({ address: CLIENT, port });
  const bulk = new Uint8Array(SEGMENT).fill(0x05);

  const hello = tlsRecord(browserHello({ serverName: 'hello.example.net', random: new Random(60) }));
  const tls = new Stream({ client: at(50_000), server: { address: SERVER, port: 443 } });
  tls.say('client', [hello.slice(0, SEGMENT), hello.slice(SEGMENT)]);

  const field = `Cookie: ${'x'.repeat(900)}`;
  const request = textBytes(`GET / HTTP/1.1\r\n${field}\r\nHost: late-host.example.net\r\n\r\n`);
  const http = new Stream({ client: at(50_001), server: { address: SERVER, port: 80 } }).say('client', [request]);

  const byTcp = new Stream({ client: at(50_002), server: RESOLVER });
  byTcp.say('client', [overTcp(askFor('tcp'))]).say('server', [overTcp(answerTo('tcp'))]);
  const inPieces = new Stream({ client: at(50_003), server: RESOLVER });
  const pieces = overTcp(answerTo('pieces'));
  inPieces.say('client', [overTcp(askFor('pieces'))]).say('server', [pieces.slice(0, 500), pieces.slice(500)]);

  return [
    ...kept(tls.rows),
    ...cut(new Stream({ client: at(50_000), server: { address: SERVER, port: 443 } }).say('server', many(bulk)).rows.slice(2)),
    ...quic(at(50_010), { address: SERVER, port: 443 }, 'initial.example.net'),
    ...quic(at(50_011), { address: SERVER, port: 4433 }, 'high-port.example.net'),
    ...kept(http.rows),
    ...cut(new Stream({ client: at(50_001), server: { address: SERVER, port: 80 } }).say('server', many(bulk)).rows.slice(2)),
    ...kept([datagram(at(50_004), RESOLVER, askFor('udp'))]),
    ...kept([datagram(RESOLVER, at(50_004), answerTo('udp'))]),
    ...kept([...byTcp.rows, ...inPieces.rows]),
    ...kept(Object.values(VISITED).map((address, index) => knock(at(50_100 + index), { address, port: NOBODYS }))),
  ];
}

function nameFor(over: keyof typeof VISITED): string {
  return `by-${over}.example.net`;
}

function askFor(over: keyof typeof VISITED): Uint8Array {
  return dnsMessage({ id: 60, questions: [question(nameFor(over))] });
}

/** An answer whose last address, the one that is visited, stands behind twenty-four of nobody's. */
function answerTo(over: keyof typeof VISITED): Uint8Array {
  const name = nameFor(over);
  const others = Array.from({ length: 24 }, (_, index) => `203.0.113.${100 + index}`);
  const answers = [...others, VISITED[over]].map((address) => RECORD.a(name, address));
  return dnsMessage({ id: 60, isResponse: true, questions: [question(name)], answers });
}

/** A hello in two Initial packets, and what comes down behind them. */
function quic(client: Endpoint, server: Endpoint, serverName: string): TellingFrame[] {
  const random = new Random(client.port);
  const ids = { destinationConnectionId: random.bytes(8), sourceConnectionId: random.bytes(5) };
  const hello = browserHello({ serverName, random, transportParameters: Uint8Array.of(0x0f, 0) });
  const parts = [cryptoFrame(0, hello.slice(0, 1200)), cryptoFrame(1200, hello.slice(1200))];
  const initials = parts.map((part, packetNumber) =>
    protectedInitial({ ...ids, packetNumber, frames: [part], datagramLength: INITIAL_DATAGRAM }),
  );
  const down = shortPacket(0x41, ids.sourceConnectionId, INITIAL_DATAGRAM);
  return [
    ...kept(initials.map((initial) => datagram(client, server, initial))),
    ...cut(many(down).map((packet) => datagram(server, client, packet))),
  ];
}

function many(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: BULK_FRAMES }, () => concatenate(bytes));
}

function kept(rows: readonly unknown[]): TellingFrame[] {
  return rows.map((row) => ({ bytes: onTheLine(row as readonly Layer[]), isBulk: false }));
}

function cut(rows: readonly unknown[]): TellingFrame[] {
  return rows.map((row) => ({ bytes: onTheLine(row as readonly Layer[]), isBulk: true }));
}

function onTheLine([link, ...rest]: readonly Layer[]): Uint8Array {
  return buildFrame(link!, vlan({ id: 7 }), pppoe({ sessionId: 9 }), ppp(), ...rest);
}
