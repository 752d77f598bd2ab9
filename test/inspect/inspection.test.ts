import { describe, expect, it } from 'vitest';
import { Direction } from '../../src/decode/direction.ts';
import type { Packet } from '../../src/decode/packet.ts';
import { AppProtocol } from '../../src/inspect/app-protocol.ts';
import { Inspection } from '../../src/inspect/inspection.ts';
import { concatenate } from '../support/frames/drawing.ts';
import { datagram, segment } from '../support/inspect-script.ts';
import { addressWords } from '../support/payloads/address-words.ts';
import { LDAP_RESULTS, LDAP_STARTTLS } from '../support/payloads/binary-tcp.ts';
import { dnsMessage, question, RECORD } from '../support/payloads/dns-message.ts';
import { httpRequest } from '../support/payloads/http-request.ts';
import { FrameFlag, FrameType, http2Frame, literalField, preface } from '../support/payloads/http2.ts';
import { clientHelloRecord, serverName } from '../support/payloads/tls.ts';

const SERVER = '198.51.100.7';
const RESOLVER = '192.0.2.53';
const MINUTE = 60_000_000;
const DAY = 1440 * MINUTE;
const SERVICES = [
  { service: 'Films', category: 'video', domains: ['films.example'] },
  { service: 'Songs', category: 'music', domains: ['songs.example'] },
];

class Line {
  readonly inspection = new Inspection({ conversations: 64, random: () => 7, services: SERVICES });
  #micros = 1_700_000_000_000_000;
  #slot = 10;

  wait(micros: number): void {
    this.#micros += micros;
  }

  see(packet: Packet, direction: Direction = Direction.Unknown): void {
    packet.timestampMicros = this.#micros;
    packet.direction = direction;
    this.inspection.observe(packet);
  }

  /** A client asks for a name and is told an address. */
  resolve(client: string, name: string, address = SERVER): void {
    const carried = { serverPort: 53, slot: this.#slot, serial: this.#slot, client, server: RESOLVER };
    this.#slot += 1;
    this.see(datagram({ ...carried, content: dnsMessage({ id: 7, questions: [question(name)] }) }));
    const answers = [RECORD.a(name, address)];
    this.see(
      datagram({
        ...carried,
        from: 'server',
        content: dnsMessage({ id: 7, isResponse: true, questions: [question(name)], answers }),
      }),
    );
  }

  nameOf(slot = 3, serial = 17): string | null {
    return this.inspection.applicationOf(slot, serial).serverName;
  }
}

describe('Inspection, of what hosts are called', () => {
  it('names a new conversation by what its client asked for', () => {
    const line = new Line();
    line.resolve('192.0.2.1', 'www.films.example');
    line.see(segment({ flags: 'syn' }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({
      serverName: 'www.films.example',
      nameSource: 'dns',
      service: 'Films',
      protocol: 'tls',
      basis: 'port',
    });
    expect(line.inspection.namesOf(addressWords(SERVER))).toMatchObject([{ name: 'www.films.example', source: 'dns' }]);
  });

  it('goes by another list of services from the next conversation on, and leaves the others what they are', () => {
    const line = new Line();
    line.resolve('192.0.2.1', 'www.films.example');
    line.see(segment({ flags: 'syn' }));
    line.inspection.takeServices([{ service: 'Cinema', category: null, domains: ['films.example'] }]);
    line.see(segment({ flags: 'syn', slot: 4, serial: 18 }));
    expect([3, 4].map((slot) => line.inspection.applicationOf(slot, slot + 14).service)).toEqual(['Films', 'Cinema']);
  });

  it('goes by what the very client asked for, not by what others did for the same address', () => {
    const line = new Line();
    line.resolve('192.0.2.1', 'www.films.example');
    line.resolve('192.0.2.2', 'www.songs.example');
    line.see(segment({ flags: 'syn' }));
    line.see(segment({ flags: 'syn', client: '192.0.2.2', slot: 4, serial: 18 }));
    line.see(segment({ flags: 'syn', client: '192.0.2.3', slot: 5, serial: 19 }));
    expect([line.nameOf(), line.nameOf(4, 18), line.nameOf(5, 19)]).toEqual([
      'www.films.example',
      'www.songs.example',
      'www.songs.example',
    ]);
  });

  it('names by neither end that is at home what goes up or down, and by either where the way is not known', () => {
    for (const [direction, from, name] of [
      [Direction.Up, 'client', 'www.films.example'],
      [Direction.Down, 'server', 'www.films.example'],
      [Direction.Up, 'server', null],
      [Direction.Down, 'client', null],
      [Direction.Unknown, 'server', 'www.films.example'],
    ] as const) {
      const line = new Line();
      line.resolve('192.0.2.1', 'www.films.example');
      line.see(segment({ flags: 'ack', from }), direction);
      expect(line.nameOf(), `${direction} from ${from}`).toBe(name);
    }
  });

  it('believes an answer for ten minutes at least and a day at most, and names nothing by an older one', () => {
    for (const [waited, name] of [
      [9 * MINUTE, 'www.films.example'],
      [11 * MINUTE, null],
      [2 * DAY, null],
    ] as const) {
      const line = new Line();
      line.resolve('192.0.2.1', 'www.films.example');
      line.wait(waited);
      line.see(segment({ flags: 'syn' }));
      expect(line.nameOf(), `after ${waited}`).toBe(name);
    }
  });

  it('learns nothing from an answer that nobody asked for, that answers another name or comes from elsewhere', () => {
    const questions = [question('www.films.example')];
    const asked = { serverPort: 53, slot: 10, serial: 10, server: RESOLVER };
    for (const [what, carried, message] of [
      ['unasked', { ...asked, client: '192.0.2.9' }, { id: 7, questions }],
      ['another id', asked, { id: 8, questions }],
      ['another name', asked, { id: 7, questions: [question('other.example')] }],
      ['from elsewhere', { ...asked, server: '192.0.2.66', slot: 11, serial: 11 }, { id: 7, questions }],
    ] as const) {
      const line = new Line();
      line.see(datagram({ ...asked, content: dnsMessage({ id: 7, questions }) }));
      const answers = [RECORD.a('www.films.example', SERVER), RECORD.a('other.example', SERVER)];
      line.see(datagram({ ...carried, from: 'server', content: dnsMessage({ ...message, isResponse: true, answers }) }));
      line.see(segment({ flags: 'syn' }));
      expect(line.nameOf(), what).toBeNull();
    }
  });

  it('takes the name of a hello over the one that was asked for', () => {
    const line = new Line();
    line.resolve('192.0.2.1', 'www.films.example');
    line.see(segment({ content: clientHelloRecord({ extensions: [serverName('www.songs.example')] }) }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({
      protocol: 'tls',
      basis: 'payload',
      serverName: 'www.songs.example',
      nameSource: 'tls',
      service: 'Songs',
    });
  });

  it('names no proxy by what it connects, whatever is said through it', () => {
    const line = new Line();
    const connect = httpRequest({ method: 'CONNECT', target: 'www.films.example:443', host: 'www.films.example:443' });
    const hello = clientHelloRecord({ extensions: [serverName('www.films.example')] });
    line.see(segment({ serverPort: 3128, content: connect }));
    line.see(segment({ serverPort: 3128, sequence: 1 + connect.length, content: hello }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({
      protocol: 'tls',
      serverName: 'www.films.example',
      service: 'Films',
    });
    expect(line.inspection.namesOf(addressWords(SERVER))).toEqual([]);
  });
});

describe('Inspection, of proxies', () => {
  const CONNECT = httpRequest({ method: 'CONNECT', target: 'www.films.example:80', host: 'www.films.example:80' });
  // RFC 1928, sections 3 and 4: no authentication, then a connection to a name.
  const SOCKS = ['\x05\x01\x00', '\x05\x01\x00\x03\x11www.films.example\x00\x50'];

  it.each([
    ['CONNECT', [CONNECT]],
    ['SOCKS', SOCKS],
  ])('names none by what is asked of it in HTTP/2 behind %s', (_what, words) => {
    const line = new Line();
    let sequence = 1;
    for (const content of words) {
      line.see(segment({ serverPort: 1080, sequence, content }));
      sequence += content.length;
    }
    const request = http2Frame({
      type: FrameType.Headers,
      flags: FrameFlag.EndHeaders,
      payload: concatenate(literalField(':method', 'GET'), literalField(':authority', 'www.films.example')),
    });
    const settings = http2Frame({ type: FrameType.Settings });
    line.see(segment({ serverPort: 1080, sequence, content: concatenate(preface, settings, request) }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({ protocol: 'http2', serverName: 'www.films.example' });
    expect(line.inspection.namesOf(addressWords(SERVER))).toEqual([]);
  });
});

describe('Inspection, of what conversations are', () => {
  it('guesses by the ports until a payload tells, and says which it was', () => {
    const line = new Line();
    line.see(segment({ flags: 'syn', sequence: 0, serverPort: 8080 }));
    const guessed = line.inspection.keyOf(3, 17);
    expect(line.inspection.describe(guessed)).toEqual({
      application: 'HTTP',
      protocol: 'http',
      service: null,
      category: 'web',
      isGuess: true,
    });
    line.see(segment({ serverPort: 8080, content: httpRequest({ host: 'www.films.example' }) }));
    expect(line.inspection.describe(line.inspection.keyOf(3, 17))).toEqual({
      application: 'Films',
      protocol: 'http',
      service: 'Films',
      category: 'video',
      isGuess: false,
    });
  });

  it('takes a segment without any flag for TCP, and looks into what follows', () => {
    const line = new Line();
    line.see(segment({ flags: 0, serverPort: 443 }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({ protocol: 'tls', basis: 'port' });
    line.see(segment({ content: clientHelloRecord({ extensions: [serverName('www.films.example')] }) }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({ protocol: 'tls', basis: 'payload', service: 'Films' });
  });

  it('reads the name in the hello of TLS that LDAP agreed on, and still calls the conversation LDAP', () => {
    const line = new Line();
    const hello = clientHelloRecord({ extensions: [serverName('directory.films.example')] });
    line.see(segment({ serverPort: 389, flags: 'syn', sequence: 0 }));
    line.see(segment({ serverPort: 389, content: LDAP_STARTTLS }));
    line.see(segment({ serverPort: 389, from: 'server', content: LDAP_RESULTS[0]! }));
    line.see(segment({ serverPort: 389, sequence: 1 + LDAP_STARTTLS.length, content: hello }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({
      protocol: 'ldap',
      basis: 'payload',
      serverName: 'directory.films.example',
      nameSource: 'tls',
    });
  });

  it('says what a conversation was counted as before, once it is another', () => {
    const line = new Line();
    line.see(segment({ flags: 'syn', sequence: 0 }));
    const first = line.inspection.keyOf(3, 17);
    expect(line.inspection.countAs(3, 17, first)).toBeNull();
    expect(line.inspection.countAs(3, 17, first)).toBe(first);
    line.see(segment({ content: clientHelloRecord({ extensions: [serverName('www.films.example')] }) }));
    const second = line.inspection.keyOf(3, 17);
    expect(second).not.toBe(first);
    expect(line.inspection.countAs(3, 17, second)).toBe(first);
  });

  it('counts a conversation once, however often its ports are used anew', () => {
    const line = new Line();
    line.see(segment({ content: httpRequest() }));
    const first = line.inspection.keyOf(3, 17);
    line.inspection.countAs(3, 17, first);
    line.see(segment({ flags: 'syn', sequence: 9_000_000 }));
    expect(line.inspection.keyOf(3, 17)).not.toBe(first);
    expect(line.inspection.countAs(3, 17, line.inspection.keyOf(3, 17))).toBe(first);
  });

  it('knows nothing of a conversation whose place another has taken', () => {
    const line = new Line();
    line.see(segment({ content: httpRequest() }));
    line.see(segment({ serial: 18, flags: 'syn' }));
    expect(line.inspection.keyOf(3, 17)).toBe(AppProtocol.Unknown);
    expect(line.inspection.countAs(3, 17, AppProtocol.Http)).toBeNull();
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({ protocol: 'unknown', basis: 'none' });
  });

  it('keeps what is known of a connection whose SYN was captured twice', () => {
    const line = new Line();
    line.see(segment({ flags: 'syn', sequence: 0 }));
    line.see(segment({ content: httpRequest({ host: 'www.films.example' }) }));
    line.see(segment({ flags: 'syn', sequence: 0 }));
    expect(line.inspection.applicationOf(3, 17)).toMatchObject({ protocol: 'http', basis: 'payload', service: 'Films' });
  });
});
