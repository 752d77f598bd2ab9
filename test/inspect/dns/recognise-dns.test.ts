import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { recogniseDns } from '../../../src/inspect/dns/recognise-dns.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { type ShownOptions, shown } from '../../support/payloads/dns.ts';
import { dnsMessage, overTcp, pointer, question, RECORD } from '../../support/payloads/dns-message.ts';

const QUERY = dnsMessage({ questions: [question('www.example.net')] });
const RESPONSE = dnsMessage({ questions: [question('www.example.net')], answers: [RECORD.a(pointer(12), '192.0.2.1')] });
const TCP = { transport: Transport.Tcp } as const;
const ANY_PORT = { ports: [40000, 40001] } as const;

function recognise(bytes: Uint8Array, options: ShownOptions = {}): number {
  return recogniseDns(shown(bytes, options));
}

describe('recognising DNS in datagrams', () => {
  it('tells its three kinds by their ports, either way', () => {
    for (const [port, protocol] of [
      [53, AppProtocol.Dns],
      [5353, AppProtocol.Mdns],
      [5355, AppProtocol.Llmnr],
    ] as const) {
      expect(recognise(QUERY, { ports: [49152, port] })).toBe(protocol);
      expect(recognise(RESPONSE, { ports: [port, 49152] })).toBe(protocol);
    }
  });

  it('accepts a message that begins with an answer, and a header alone from a server', () => {
    expect(recognise(dnsMessage({ answers: [RECORD.a('host.local', '192.0.2.1')] }), { ports: [5353, 5353] })).toBe(
      AppProtocol.Mdns,
    );
    expect(recognise(dnsMessage({ isResponse: true, responseCode: 1 }), { ports: [53, 49152] })).toBe(AppProtocol.Dns);
    expect(recognise(dnsMessage())).toBe(NOT_MINE);
  });

  it('accepts a message that the snap length cut within its first name, and none that ends there', () => {
    expect(recognise(QUERY.subarray(0, 20), { cut: QUERY.length - 20 })).toBe(AppProtocol.Dns);
    expect(recognise(QUERY.subarray(0, 20))).toBe(NOT_MINE);
  });

  it('accepts damaged counts of a known operation, and an unknown operation with counts that fit', () => {
    expect(recognise(dnsMessage({ questions: [question('a.example')], answerCount: 0x7600 }))).toBe(AppProtocol.Dns);
    expect(recognise(dnsMessage({ questions: [question('a.example')], opcode: 15 }))).toBe(AppProtocol.Dns);
    expect(recognise(dnsMessage({ questions: [question('a.example')], answerCount: 0x7600, opcode: 15 }))).toBe(NOT_MINE);
    expect(recognise(dnsMessage({ questions: [question('a.example', 1, 0x4242)], answerCount: 0x7600 }))).toBe(NOT_MINE);
  });

  it('leaves alone what hides on its port', () => {
    // The beginnings of a WireGuard handshake, of an OpenVPN reset, and zeros.
    expect(recognise(hexBytes(`01000000 8a31c2f7 ${'9b4ce1d0'.repeat(35)}`))).toBe(NOT_MINE);
    expect(recognise(hexBytes('38 a1b2c3d4e5f60718 00 00000000'))).toBe(NOT_MINE);
    expect(recognise(new Uint8Array(100))).toBe(NOT_MINE);
  });

  it('hardly ever takes random bytes for DNS', () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 200 });
    const taken = fc.sample(bytes, { numRuns: 20_000, seed: 7 }).filter((content) => recognise(content, ANY_PORT) !== NOT_MINE);
    expect(taken).toEqual([]);
  });

  it('accepts a whole plain message on any port', () => {
    expect(recognise(QUERY, ANY_PORT)).toBe(AppProtocol.Dns);
    expect(recognise(RESPONSE, ANY_PORT)).toBe(AppProtocol.Dns);
    expect(recognise(dnsMessage({ questions: [question('a.example')], additions: [RECORD.opt(0)] }), ANY_PORT)).toBe(
      AppProtocol.Dns,
    );
  });

  it('accepts nothing less on any port', () => {
    const name = question('a.example');
    const notWhole = {
      'a byte too many': concatenate(QUERY, Uint8Array.of(0)),
      'a byte too few': QUERY.subarray(0, QUERY.length - 1),
      'no question': dnsMessage({ answers: [RECORD.a('a.example', '192.0.2.1')] }),
      'two questions': dnsMessage({ questions: [name, name] }),
      'the root': dnsMessage({ questions: [question('')] }),
      'another class': dnsMessage({ questions: [question('a.example', 1, 3)] }),
      'another operation': dnsMessage({ questions: [name], opcode: 5 }),
      'a query with an error': dnsMessage({ questions: [name], responseCode: 3 }),
      'a query with an answer': dnsMessage({
        questions: [name],
        answers: [RECORD.a('a.example', '192.0.2.1')],
        isResponse: false,
      }),
      'an answer too few': dnsMessage({ questions: [name], answerCount: 1, isResponse: true }),
    };
    for (const [what, bytes] of Object.entries(notWhole)) expect([what, recognise(bytes, ANY_PORT)]).toEqual([what, NOT_MINE]);
    expect(recognise(QUERY, { ...ANY_PORT, cut: 1 })).toBe(NOT_MINE);
    expect(recognise(QUERY, { ports: [137, 137] })).toBe(NOT_MINE);
  });

  it('reads nothing outside of a message cut anywhere', () => {
    for (let length = 0; length <= RESPONSE.length; length += 1) {
      for (const options of [{}, { cut: 1 }, ANY_PORT]) {
        const isDns = recognise(RESPONSE.subarray(0, length), options) === AppProtocol.Dns;
        if (length < 12) expect(isDns).toBe(false);
      }
    }
  });
});

describe('recognising DNS over TCP', () => {
  it('waits for the first name, then knows', () => {
    const stream = overTcp(RESPONSE);
    const enough = 2 + QUERY.length;
    for (let length = 0; length <= stream.length; length += 1) {
      expect([length, recognise(stream.subarray(0, length), TCP)]).toEqual([length, length < enough ? PERHAPS : AppProtocol.Dns]);
    }
  });

  it('takes a stream for none whose length leaves no room for a header, or whose message ends within a name', () => {
    expect(recognise(concatenate(hexBytes('000b'), RESPONSE), TCP)).toBe(NOT_MINE);
    expect(recognise(concatenate(hexBytes('0014'), RESPONSE), TCP)).toBe(NOT_MINE);
    expect(recognise(hexBytes('474554202f20485454502f312e310d0a486f73743a'), TCP)).toBe(PERHAPS);
  });

  it('tells LLMNR by its port, and nothing by that of multicast DNS', () => {
    const odd = overTcp(dnsMessage({ questions: [question('a.example')], opcode: 4 }));
    expect(recognise(odd, { ...TCP, ports: [49152, 5355] })).toBe(AppProtocol.Llmnr);
    expect(recognise(odd, { ...TCP, ports: [49152, 5353] })).toBe(NOT_MINE);
    expect(recognise(overTcp(QUERY), { ...TCP, ports: [49152, 5353] })).toBe(AppProtocol.Dns);
  });

  it('accepts a whole plain message on any port, also with more behind it', () => {
    expect(recognise(overTcp(QUERY, QUERY), { ...TCP, ...ANY_PORT })).toBe(AppProtocol.Dns);
    expect(recognise(overTcp(QUERY).subarray(0, 30), { ...TCP, ...ANY_PORT })).toBe(NOT_MINE);
    expect(recognise(hexBytes('00'), { ...TCP, ...ANY_PORT })).toBe(NOT_MINE);
  });
});
