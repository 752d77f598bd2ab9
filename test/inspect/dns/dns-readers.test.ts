import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import type { DnsMessage } from '../../../src/inspect/dns/dns-message.ts';
import { DnsDatagramReader, DnsStreamReader } from '../../../src/inspect/dns/dns-readers.ts';
import { Reading, StreamView } from '../../../src/inspect/stream-view.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { guarded, shown } from '../../support/payloads/dns.ts';
import { dnsMessage, overTcp, question, RECORD, record } from '../../support/payloads/dns-message.ts';

const PACKET = new Packet();

function query(name: string): Uint8Array {
  return dnsMessage({ questions: [question(name)] });
}

/** Shows a stream as it grows by `step` bytes at a time, the way the inspector does: what was consumed is not shown again. */
function readStream(stream: Uint8Array, step: number): { names: string[]; calls: number; last: Reading } {
  const names: string[] = [];
  const reader = new DnsStreamReader('dns', ({ questions }) => names.push(...questions.map(({ name }) => name)));
  const view = new StreamView();
  let start = 0;
  let needed = 1;
  let calls = 0;
  let last: Reading = Reading.More;
  for (let end = step; last === Reading.More && start < stream.length; end += step) {
    const there = Math.min(end, stream.length);
    if (there - start >= needed) {
      const content = guarded(stream.subarray(start, there));
      view.show(content.bytes, content.start, content.end);
      last = reader.read(view, PACKET);
      calls += 1;
      start += view.consumed;
      needed = view.needed;
    }
    if (there === stream.length) break;
  }
  return { names, calls, last };
}

describe('reading DNS in datagrams', () => {
  it('tells each message with its packet and its kind, and wants more', () => {
    const heard: [DnsMessage, Packet][] = [];
    const reader = new DnsDatagramReader('mdns', (message, packet) => heard.push([message, packet]));
    expect(reader.read(shown(query('a.local')), PACKET)).toBe(Reading.More);
    expect(heard).toEqual([
      [expect.objectContaining({ kind: 'mdns', questions: [expect.objectContaining({ name: 'a.local' })] }), PACKET],
    ]);
  });

  it('says nothing of a datagram too short for a header', () => {
    const heard: DnsMessage[] = [];
    expect(new DnsDatagramReader('dns', (message) => heard.push(message)).read(shown(new Uint8Array(11)), PACKET)).toBe(
      Reading.More,
    );
    expect(heard).toEqual([]);
  });

  it('tells the questions of a datagram that the snap length cut behind them', () => {
    const whole = dnsMessage({ questions: [question('a.example')], answers: [RECORD.a('a.example', '192.0.2.1')] });
    const heard: DnsMessage[] = [];
    new DnsDatagramReader('dns', (message) => heard.push(message)).read(
      shown(whole.subarray(0, 30), { cut: whole.length - 30 }),
      PACKET,
    );
    expect(heard).toMatchObject([{ questions: [{ name: 'a.example' }], answers: [], isWhole: false }]);
  });
});

describe('reading DNS over TCP', () => {
  it('tells all messages, however the stream is cut into segments', () => {
    const stream = overTcp(query('a.example'), query('b.example'), query('c.example'));
    for (let step = 1; step <= stream.length; step += 1) {
      expect(readStream(stream, step)).toMatchObject({ names: ['a.example', 'b.example', 'c.example'], last: Reading.More });
    }
  });

  it('looks three times at a message at most, however small the segments are', () => {
    const long = dnsMessage({ questions: [question('a.example')], answers: [record('a.example', 16, new Uint8Array(8000))] });
    expect(readStream(overTcp(long), 1).calls).toBe(3);
  });

  it('tells no more than sixteen messages at once, and goes on behind them', () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.example`);
    const many = overTcp(...names.map(query));
    const { names: told, last } = readStream(concatenate(many, overTcp(query('next.example'))), many.length);
    expect(told).toEqual([...names.slice(0, 16), 'next.example']);
    expect(last).toBe(Reading.More);
  });

  it('is done with a stream whose length leaves no room for a header', () => {
    expect(readStream(concatenate(overTcp(query('a.example')), hexBytes('000b 0000000000000000000000')), 100)).toMatchObject({
      names: ['a.example'],
      last: Reading.Done,
    });
  });

  it('tells the question of a zone that is transferred, and is done', () => {
    const zone = dnsMessage({
      questions: [question('example.net', 252)],
      answers: [record('example.net', 16, new Uint8Array(20_000))],
    });
    const { names, calls, last } = readStream(overTcp(zone), 1);
    expect([names, calls, last]).toEqual([['example.net'], 3, Reading.Done]);
  });
});
