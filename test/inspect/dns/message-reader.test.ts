import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressTextAt } from '../../../src/decode/network/address-words.ts';
import type { DnsRecord } from '../../../src/inspect/dns/dns-message.ts';
import { MessageReader } from '../../../src/inspect/dns/message-reader.ts';
import { ipv4Bytes, ipv6Bytes } from '../../support/frames/addresses.ts';
import { dnsName } from '../../support/frames/dns.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { guarded, readDns } from '../../support/payloads/dns.ts';
import { dnsMessage, parameter, pointer, question, RECORD, record, TYPE } from '../../support/payloads/dns-message.ts';

const QUESTION = 12;

function addressesOf({ addresses }: DnsRecord): string[] {
  return Array.from({ length: addresses.length / 5 }, (_, n) => addressTextAt(addresses, n * 5));
}

describe('reading a DNS message', () => {
  it('reads a response byte by byte', () => {
    const message = hexBytes(`
      db42 8180 0001 0002 0000 0000
      03 777777 07 6578616d706c65 03 6e6574 00 0001 0001
      c00c 0005 0001 00000e10 0005 02 6531 c010
      c02d 0001 0001 0000003c 0004 c0000205`);
    expect(readDns(message)).toEqual({
      kind: 'dns',
      id: 0xdb42,
      isResponse: true,
      opcode: 0,
      responseCode: 0,
      questions: [{ name: 'www.example.net', isReadable: true, type: 1, class: 1 }],
      answers: [
        { name: 'www.example.net', type: 5, ttlSeconds: 3600, target: 'e1.example.net', addresses: new Int32Array(0) },
        { name: 'e1.example.net', type: 1, ttlSeconds: 60, target: null, addresses: Int32Array.of(4, 0xc0000205 | 0, 0, 0, 0) },
      ],
      isWhole: true,
    });
  });

  it('reads a query with EDNS', () => {
    const message = readDns(dnsMessage({ questions: [question('example.net', TYPE.HTTPS)], additions: [RECORD.opt(0)] }));
    expect(message).toMatchObject({
      isResponse: false,
      questions: [{ name: 'example.net', type: 65 }],
      answers: [],
      isWhole: true,
    });
  });

  it('reads addresses of both families, and where aliases, pointers and services lead', () => {
    const message = readDns(
      dnsMessage({
        answers: [
          RECORD.a('a.example', '192.0.2.7'),
          RECORD.aaaa('a.example', '2001:db8::7'),
          RECORD.ptr('7.2.0.192.in-addr.arpa', 'a.example'),
          RECORD.srv('_sip._udp.example', 'b.example'),
        ],
      }),
    );
    const answers = message?.answers ?? [];
    expect(answers.map(addressesOf)).toEqual([['192.0.2.7'], ['2001:db8::7'], [], []]);
    expect(answers.map(({ target }) => target)).toEqual([null, null, 'a.example', 'b.example']);
  });

  it('reads the hints of an HTTPS record', () => {
    const hints = [
      parameter(1, dnsName('h2').slice(0, -1)),
      parameter(4, concatenate(ipv4Bytes('192.0.2.1'), ipv4Bytes('192.0.2.2'))),
      parameter(6, ipv6Bytes('2001:db8::1')),
    ];
    const [answer] = readDns(dnsMessage({ answers: [RECORD.https('example.net', '', hints)] }))?.answers ?? [];
    expect(answer).toMatchObject({ type: TYPE.HTTPS, target: '' });
    expect(addressesOf(answer!)).toEqual(['192.0.2.1', '192.0.2.2', '2001:db8::1']);
  });

  it('takes sixteen hints of a record that has more', () => {
    const hints = Array.from({ length: 40 }, (_, n) => parameter(4, Uint8Array.of(192, 0, 2, n)));
    const [answer] = readDns(dnsMessage({ answers: [RECORD.https('example.net', '', hints)] }))?.answers ?? [];
    expect(addressesOf(answer!)).toHaveLength(16);
  });

  it('leaves out a hint that is cut and what comes behind a parameter that is too long', () => {
    const cut = [parameter(4, Uint8Array.of(192, 0, 2)), hexBytes('0004 0008 c0000201')];
    const [answer] = readDns(dnsMessage({ answers: [RECORD.https('example.net', '', cut)] }))?.answers ?? [];
    expect(addressesOf(answer!)).toEqual([]);
  });

  it('adds the upper bits that EDNS has to the response code', () => {
    expect(readDns(dnsMessage({ isResponse: true, additions: [RECORD.opt(1)] }))?.responseCode).toBe(16);
  });

  it('reads additional records of multicast DNS, and the class below the bit to flush caches', () => {
    const bytes = dnsMessage({
      answers: [RECORD.ptr('_http._tcp.local', 'x._http._tcp.local')],
      additions: [RECORD.a('host.local', '192.0.2.9', { recordClass: 0x8001 })],
    });
    expect(readDns(bytes, 'mdns')?.answers.map(({ name }) => name)).toEqual(['_http._tcp.local', 'host.local']);
    expect(readDns(bytes, 'dns')?.answers).toHaveLength(1);
  });

  it('leaves out records of other classes and types, addresses of a wrong length and names that cannot be read', () => {
    const answers = [
      RECORD.a('a.example', '192.0.2.1', { recordClass: 3 }),
      record('a.example', TYPE.MX, hexBytes('000a 00')),
      record('a.example', TYPE.A, new Uint8Array(5)),
      record('a.example', TYPE.AAAA, new Uint8Array(4)),
      RECORD.cname('a.example', pointer(0x3fff)),
      record(hexBytes('c0ff'), TYPE.A, new Uint8Array(4)),
      // The name goes on behind the record's data.
      record('a.example', TYPE.CNAME, hexBytes('03 616263')),
      record('a.example', TYPE.SRV, hexBytes('0000 0000')),
      RECORD.a('last.example', '192.0.2.1'),
    ];
    expect(readDns(dnsMessage({ answers }))?.answers.map(({ name }) => name)).toEqual(['last.example']);
  });

  it('takes a time to live with its top bit set for none', () => {
    const answers = [
      RECORD.a('a.example', '192.0.2.1', { ttl: 0x80000000 }),
      RECORD.a('a.example', '192.0.2.2', { ttl: 0x7fffffff }),
    ];
    expect(readDns(dnsMessage({ answers }))?.answers.map(({ ttlSeconds }) => ttlSeconds)).toEqual([0, 0x7fffffff]);
  });

  it('says of a question that its name cannot be read, and goes on behind it', () => {
    const questions = [question(pointer(QUESTION)), question('b.example')];
    expect(readDns(dnsMessage({ questions }))?.questions).toEqual([
      { name: '<name contains a pointer that loops>', isReadable: false, type: 1, class: 1 },
      { name: 'b.example', isReadable: true, type: 1, class: 1 },
    ]);
  });

  it('ends at a label of an unknown type', () => {
    const message = readDns(dnsMessage({ questions: [question(Uint8Array.of(0x41, 0)), question('b.example')] }));
    expect(message?.questions).toEqual([{ name: '<unknown extended label>', isReadable: false, type: 0, class: 0 }]);
    expect(message?.isWhole).toBe(false);
  });

  it('believes counts only as far as there are bytes', () => {
    const message = readDns(dnsMessage({ questions: [question('a.example')], questionCount: 0xffff, answerCount: 0xffff }));
    expect(message).toMatchObject({ questions: [{ name: 'a.example' }], answers: [], isWhole: false });
  });

  it('ends at a record whose data is longer than the message', () => {
    const answers = [RECORD.a('a.example', '192.0.2.1'), record('b.example', TYPE.A, new Uint8Array(4), { dataLength: 5 })];
    expect(readDns(dnsMessage({ answers }))).toMatchObject({ answers: [{ name: 'a.example' }], isWhole: false });
  });

  it('keeps 64 questions and 128 answers', () => {
    const message = readDns(
      dnsMessage({
        questions: Array.from({ length: 70 }, (_, n) => question(`q${n}.example`)),
        answers: Array.from({ length: 140 }, (_, n) => RECORD.a(`a${n}.example`, '192.0.2.1')),
      }),
    );
    expect([message?.questions.length, message?.answers.length, message?.isWhole]).toEqual([64, 128, true]);
    expect(message?.answers[127]?.name).toBe('a127.example');
  });

  it('gives the questions and answers that are whole of a message cut anywhere', () => {
    const start = dnsMessage({ questions: [question('www.example.net')], answerCount: 1, isResponse: true });
    const whole = concatenate(start, RECORD.a(pointer(QUESTION), '192.0.2.1'));
    for (let length = 0; length <= whole.length; length += 1) {
      const message = readDns(whole.subarray(0, length));
      expect([length, message === null]).toEqual([length, length < QUESTION]);
      expect([length, message?.questions.length ?? 0]).toEqual([length, length < start.length ? 0 : 1]);
      expect([length, message?.answers.length ?? 0]).toEqual([length, length < whole.length ? 0 : 1]);
      expect([length, message?.isWhole ?? false]).toEqual([length, length === whole.length]);
    }
  });

  it('reads nothing outside of any bytes whatever', () => {
    const header = fc
      .tuple(fc.nat(3), fc.nat(3))
      .map(([questions, answers]) => Uint8Array.of(0, 1, 0x81, 0x80, 0, questions, 0, answers, 0, 1, 0, 1));
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(
        pointer(12),
        pointer(30),
        question('a.example'),
        RECORD.https('a.example', '', [parameter(4, new Uint8Array(8))]),
      ),
      fc.constantFrom(
        RECORD.a(pointer(12), '192.0.2.1'),
        RECORD.srv('b.example', pointer(12)),
        RECORD.cname(pointer(14), pointer(16)),
      ),
    );
    fc.assert(
      fc.property(header, fc.array(part, { maxLength: 8 }), (start, parts) => {
        for (const kind of ['dns', 'mdns'] as const) expect(readDns(concatenate(start, ...parts), kind)).not.toBeNull();
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the work of reading a DNS message', () => {
  const LONG = `${'a'.repeat(60)}.`.repeat(4).slice(0, -1);
  const CHAIN = 120;

  const REPEATED: readonly { readonly what: string; readonly build: (count: number) => Uint8Array }[] = [
    { what: 'questions', build: (n) => dnsMessage({ questions: times(n, question('www.example.net')) }) },
    { what: 'records', build: (n) => dnsMessage({ answers: times(n, RECORD.a('www.example.net', '192.0.2.1')) }) },
    {
      what: 'records that are not read',
      build: (n) => dnsMessage({ authorities: times(n, record('example.net', TYPE.NS, dnsName('a'))) }),
    },
    {
      what: 'names compressed to the longest one',
      build: (n) =>
        dnsMessage({ questions: [question(LONG)], answers: times(n, RECORD.cname(pointer(QUESTION), pointer(QUESTION))) }),
    },
    {
      what: 'names at the end of a chain of pointers',
      build: (n) =>
        dnsMessage({
          // Each pointer of the chain leads to the one before, and all records to the last.
          answers: [
            record(
              '',
              TYPE.MX,
              concatenate(...Array.from({ length: CHAIN }, (_, at) => pointer(at === 0 ? 12 : 23 + 2 * (at - 1)))),
            ),
            ...times(n, RECORD.a(pointer(23 + 2 * (CHAIN - 1)), '192.0.2.1')),
          ],
        }),
    },
    {
      what: 'labels behind the end of every honest name',
      build: (n) => dnsMessage({ questions: [question(dnsName('a.'.repeat(n)))] }),
    },
    { what: 'pointers that lead to each other', build: (n) => dnsMessage({ questions: times(n, question(pointer(QUESTION))) }) },
    {
      what: 'hints',
      build: (n) => dnsMessage({ answers: [RECORD.https('a', '', times(n, parameter(4, ipv4Bytes('192.0.2.1'))))] }),
    },
  ];

  for (const { what, build } of REPEATED) {
    it(`grows with the number of ${what}, and no faster`, () => {
      const once = countReads(build(800));
      const twice = countReads(build(1600));
      expect(twice / once).toBeLessThanOrEqual(2.3);
      expect(twice).toBeGreaterThan(once);
    });
  }
});

function countReads(bytes: Uint8Array): number {
  const message = guarded(bytes);
  new MessageReader().read(message, 'mdns');
  return message.reads();
}

function times<Value>(count: number, value: Value): Value[] {
  return new Array<Value>(count).fill(value);
}
