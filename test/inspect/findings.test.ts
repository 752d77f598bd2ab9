import { describe, expect, it } from 'vitest';
import { Direction } from '../../src/decode/direction.ts';
import type { Packet } from '../../src/decode/packet.ts';
import { AppProtocol, Basis } from '../../src/inspect/app-protocol.ts';
import { ConversationRows, Flag } from '../../src/inspect/conversation-rows.ts';
import { Findings, NAME_SOURCES, NameSourceNumber } from '../../src/inspect/findings.ts';
import type { HttpRequest } from '../../src/inspect/http/http-reader.ts';
import { HostNames } from '../../src/inspect/names/host-names.ts';
import { InternedTexts } from '../../src/inspect/names/interned-texts.ts';
import { NameCounts } from '../../src/inspect/names/name-counts.ts';
import { ServiceBook } from '../../src/inspect/services/service-book.ts';
import { datagram, segment } from '../support/inspect-script.ts';
import { addressWords } from '../support/payloads/address-words.ts';
import { HELLO } from '../support/payloads/quic-client.ts';

const SERVER = '198.51.100.7';
const CLIENT = '192.0.2.1';
const SERVICES = new ServiceBook(
  [],
  [
    { service: 'Carrier', category: 'cdn', domains: ['carrier.example'] },
    { service: 'Films', category: 'video', domains: ['films.example'] },
    { service: 'Songs', category: 'music', domains: ['songs.example'] },
  ],
);

function findingsOf() {
  const rows = new ConversationRows(8);
  const texts = new InternedTexts();
  const hostNames = new HostNames({ texts, random: () => 7 });
  const counts = new NameCounts();
  const findings = new Findings({ rows, texts, counts, hostNames, services: SERVICES });
  const row = rows.begin(3, 17);
  return {
    findings,
    rows,
    row,
    counts,
    namesOf: (address: string) => hostNames.namesOf(addressWords(address)).map(({ name, source }) => `${name} (${source})`),
    name: () => texts.textOf(rows.serverName(row)),
    service: () => SERVICES.service(rows.service(row))?.service ?? null,
    ask: (name: string) =>
      rows.setName(row, { id: texts.idOf(name), source: NameSourceNumber.Dns, service: SERVICES.find(name) }),
  };
}

function hello(serverName: string | null, changes = {}) {
  return {
    serverName,
    isEncrypted: false,
    ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
    alpn: 'h2',
    version: 'TLS 1.3',
    ...changes,
  };
}

function request(host: string | null, changes: Partial<HttpRequest> = {}): HttpRequest {
  return { host, method: 'GET', agent: null, isConnect: false, isToProxy: false, isWebSocket: false, ...changes };
}

function to(direction: Direction, packet: Packet = segment({})): Packet {
  packet.direction = direction;
  return packet;
}

describe('Findings', () => {
  it('name the conversation and its server by a ClientHello, and keep what it offers', () => {
    const { findings, rows, row, namesOf, name, service } = findingsOf();
    findings.hello(hello('www.films.example'), segment({}));
    expect(name()).toBe('www.films.example');
    expect(service()).toBe('Films');
    expect(NAME_SOURCES[rows.nameSource(row)]).toBe('tls');
    expect([rows.fingerprint(row), rows.alpn(row), rows.version(row)].every((id) => id > 0)).toBe(true);
    expect(namesOf(SERVER)).toEqual(['www.films.example (tls)']);
    expect(namesOf(CLIENT)).toEqual([]);
  });

  it('strip the port of a host, and count it with its port', () => {
    const { findings, namesOf, name, counts, service } = findingsOf();
    findings.request(request('www.films.example:8080'), segment({}));
    expect(name()).toBe('www.films.example');
    expect(service()).toBe('Films');
    expect(namesOf(SERVER)).toEqual(['www.films.example (http)']);
    expect(counts.summary(findings.labelsOf).http.list).toMatchObject([{ host: 'www.films.example:8080', service: 'Films' }]);
  });

  it.each(['198.51.100.7', '198.51.100.7:80', '[2001:db8::1]', '[2001:db8::1]:8080'])('name no host %s', (host) => {
    const { findings, namesOf, name } = findingsOf();
    findings.request(request(host), segment({}));
    expect(namesOf(SERVER)).toEqual([]);
    expect(name()).not.toBeNull();
  });

  it('name no proxy by what it is asked to connect, nor by what is said through it', () => {
    const { findings, rows, row, namesOf, name } = findingsOf();
    findings.request(request('www.films.example:443', { method: 'CONNECT', isConnect: true, isToProxy: true }), segment({}));
    expect(name()).toBeNull();
    expect(rows.has(row, Flag.Relayed)).toBe(true);
    findings.hello(hello('www.films.example'), segment({}));
    expect(name()).toBe('www.films.example');
    expect(namesOf(SERVER)).toEqual([]);
  });

  it('name no proxy by the hosts of whole URLs that it is asked for', () => {
    const { findings, namesOf, name, service } = findingsOf();
    findings.request(request('www.films.example', { isToProxy: true }), segment({}));
    expect([name(), service()]).toEqual(['www.films.example', 'Films']);
    expect(namesOf(SERVER)).toEqual([]);
  });

  it('name no host at home by what comes from beyond the line', () => {
    const { findings, namesOf, name } = findingsOf();
    findings.hello(hello('www.films.example'), to(Direction.Down));
    findings.request(request('www.films.example'), to(Direction.Down));
    expect(namesOf(SERVER)).toEqual([]);
    expect(name()).toBe('www.films.example');
    findings.hello(hello('www.films.example'), to(Direction.Up));
    expect(namesOf(SERVER)).toEqual(['www.films.example (tls)']);
  });

  it('believe what hosts at home call themselves, and nobody beyond the line', () => {
    const { findings, namesOf } = findingsOf();
    findings.announced(addressWords(SERVER), 'bank', to(Direction.Down));
    expect(namesOf(SERVER)).toEqual([]);
    findings.announced(addressWords(CLIENT), 'laptop', to(Direction.Unknown));
    findings.named(addressWords(CLIENT), 'laptop-2', to(Direction.Unknown));
    expect(namesOf(CLIENT)).toEqual(['laptop (netbios)', 'laptop-2 (dhcp)']);
  });

  it('take the service that was asked for where a carrier was spoken to', () => {
    const { findings, ask, service } = findingsOf();
    ask('www.films.example');
    findings.hello(hello('edge.carrier.example'), segment({}));
    expect(service()).toBe('Films');
  });

  it('take the service that was spoken to where it is none that carries others', () => {
    const { findings, ask, service } = findingsOf();
    ask('edge.carrier.example');
    findings.hello(hello('www.films.example'), segment({}));
    expect(service()).toBe('Films');
    findings.hello(hello('www.songs.example'), segment({}));
    expect(service()).toBe('Songs');
  });

  it('take no service from what was asked for under another name at the same address', () => {
    const { findings, ask, service, name } = findingsOf();
    ask('www.films.example');
    findings.hello(hello('nobody.example'), segment({}));
    expect(name()).toBe('nobody.example');
    expect(service()).toBeNull();
  });

  it('keep the service that was asked for where only an address was said', () => {
    const { findings, ask, service } = findingsOf();
    ask('www.films.example');
    findings.request(request('198.51.100.7'), segment({}));
    expect(service()).toBe('Films');
  });

  it('keep the name that was asked for where a hello says none', () => {
    const { findings, ask, name, rows, row } = findingsOf();
    ask('www.films.example');
    findings.hello(hello(null), segment({}));
    expect(name()).toBe('www.films.example');
    expect(NAME_SOURCES[rows.nameSource(row)]).toBe('dns');
  });

  it('say that a hello is encrypted', () => {
    const { findings, rows, row, counts } = findingsOf();
    findings.hello(hello('outer.carrier.example', { isEncrypted: true }), segment({}));
    expect(rows.has(row, Flag.HelloEncrypted)).toBe(true);
    expect(counts.summary(findings.labelsOf).encryptedHellos).toBe(1);
  });

  it('fingerprint no hello of QUIC whose rest never came', () => {
    const whole = findingsOf();
    whole.findings.quicHello(HELLO, 4, HELLO.length, datagram({}));
    expect(whole.name()).toBe('www.example.com');
    expect(whole.rows.fingerprint(whole.row)).toBeGreaterThan(0);

    const part = findingsOf();
    part.findings.quicHello(HELLO, 4, HELLO.length - 1, datagram({}));
    expect(part.rows.fingerprint(part.row)).toBe(0);
    expect(part.counts.summary(part.findings.labelsOf).fingerprints.list).toEqual([]);
  });

  it('call a conversation that was upgraded by what it was upgraded to', () => {
    const { findings, rows, row } = findingsOf();
    rows.setProtocol(row, AppProtocol.Http, Basis.Payload);
    findings.request(request('www.songs.example', { isWebSocket: true }), segment({}));
    expect(rows.protocol(row)).toBe(AppProtocol.WebSocket);
  });

  it('count what is said in a conversation that is no longer kept, and name nothing', () => {
    const { findings, counts, namesOf } = findingsOf();
    findings.hello(hello('www.films.example'), segment({ serial: 99 }));
    expect(counts.summary(findings.labelsOf).tls.list).toMatchObject([{ serverName: 'www.films.example', connections: 1 }]);
    expect(namesOf(SERVER)).toEqual([]);
  });
});
