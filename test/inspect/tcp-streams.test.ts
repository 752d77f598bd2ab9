import { describe, expect, it } from 'vitest';
import type { Packet } from '../../src/decode/packet.ts';
import { ConversationRows, Flag } from '../../src/inspect/conversation-rows.ts';
import { Reading, type StreamView } from '../../src/inspect/stream-view.ts';
import { type StreamListener, TcpStreams } from '../../src/inspect/tcp-streams.ts';
import { segment } from '../support/inspect-script.ts';

/** Takes whole lines; `skip` passes over what follows, `again` restarts, `stop` ends. Remembers all it took and what was cut off. */
class Lines implements StreamListener {
  readonly taken: string[] = [];
  readonly cuts: string[] = [];
  looks = 0;

  take(view: StreamView): Reading {
    this.looks += 1;
    const text = textOf(view);
    const length = text.indexOf('\n') + 1;
    view.needed = view.length + 1;
    if (length === 0) return Reading.More;
    view.consumed = length;
    view.needed = 1;
    const line = text.slice(0, length - 1);
    this.taken.push(line);
    if (line === 'skip') return Reading.Skip;
    if (line === 'again') return Reading.Restart;
    return line === 'stop' ? Reading.Done : Reading.More;
  }

  cutOff(view: StreamView): void {
    if (view.length > 0) this.cuts.push(textOf(view));
  }

  begins(packet: Packet): boolean {
    return textOf({ bytes: packet.bytes, start: packet.cursor, end: packet.end }).startsWith('new');
  }
}

function textOf({ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

function streamsOf(conversations = 8) {
  const rows = new ConversationRows(conversations);
  const lines = new Lines();
  const streams = new TcpStreams(rows, lines);
  const feed = (...packets: Packet[]): void => {
    for (const packet of packets) {
      let row = rows.find(packet.conversationSlot, packet.conversationSerial);
      if (row < 0) row = rows.begin(packet.conversationSlot, packet.conversationSerial);
      if (!rows.endHas(row, packet.isFromSecondEndpoint ? 1 : 0, Flag.EndDone)) streams.observe(packet, row);
    }
  };
  return { rows, streams, feed, taken: lines.taken, cuts: lines.cuts, lines };
}

describe('TcpStreams', () => {
  it('follows sequence numbers over their end and over half of it', () => {
    for (const start of [0xffff_fffd, 0x7fff_fffd]) {
      const { feed, taken } = streamsOf();
      feed(segment({ sequence: start, flags: 'syn' }), segment({ sequence: start + 4, content: 'e\ntwo\n' }));
      feed(segment({ sequence: start + 1, content: 'on-' }), segment({ sequence: start + 10, content: 'three\n' }));
      expect(taken).toEqual(['on-e', 'two', 'three']);
    }
  });

  it('keeps what came first where the same bytes come with another content', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ content: 'first ' }), segment({ content: 'other ' }), segment({ content: 'OTHER word\n' }));
    expect(taken).toEqual(['first word']);
  });

  it('keeps the first of two contents that wait for the same gap to be filled', () => {
    const { feed, taken } = streamsOf();
    feed(
      segment({ sequence: 0, flags: 'syn' }),
      segment({ sequence: 4, content: 'true\n' }),
      segment({ sequence: 4, content: 'lies\n' }),
    );
    feed(segment({ sequence: 1, content: 'so ' }));
    expect(taken).toEqual(['so true']);
  });

  it('keeps both directions apart', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ content: 'to ' }), segment({ from: 'server', content: 'fro\n' }), segment({ sequence: 4, content: 'be\n' }));
    expect(taken).toEqual(['fro', 'to be']);
  });

  it('goes on where it was when a SYN comes a second time', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn' }), segment({ content: 'one\ntw' }));
    feed(segment({ sequence: 0, flags: 'syn' }), segment({ content: 'one\ntw' }), segment({ sequence: 7, content: 'o\n' }));
    expect(taken).toEqual(['one', 'two']);
  });

  it('forgets half a line when a SYN opens another connection', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn' }), segment({ content: 'half ' }));
    feed(segment({ sequence: 9_000_000, flags: 'syn' }), segment({ sequence: 9_000_001, content: 'whole\n' }));
    expect(taken).toEqual(['whole']);
  });

  it('takes what a SYN brings with it', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn', content: 'fast ' }), segment({ sequence: 6, content: 'open\n' }));
    expect(taken).toEqual(['fast open']);
  });

  it('takes nothing for data that a reset says', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ content: 'one ' }), segment({ sequence: 5, flags: 'rst', content: 'No such port\n' }));
    feed(segment({ sequence: 5, content: 'two\n' }));
    expect(taken).toEqual(['one two']);
  });

  it('takes neither the byte that keeps a connection alive nor what fills a frame up', () => {
    const { feed, taken } = streamsOf();
    feed(
      segment({ sequence: 0, flags: 'syn' }),
      segment({ sequence: 1, content: '\0\0\0\0\0\0' }),
      segment({ content: 'one\n' }),
    );
    feed(segment({ sequence: 4, content: 'x' }), segment({ sequence: 5, content: 'two\n' }));
    expect(taken).toEqual(['one', 'two']);
  });

  it('takes zeros that a stream sends a few at a time, with and without a push', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn' }), segment({ content: '\0' }), segment({ sequence: 2, content: '\0\0\0' }));
    feed(segment({ sequence: 5, flags: 'psh ack', content: '\0' }), segment({ sequence: 6, content: 'x\n' }));
    expect(taken).toEqual(['\0\0\0\0\0x']);
  });

  it('takes no byte that keeps a connection alive which was opened before the capture', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 700, content: '\0' }), segment({ sequence: 701, content: 'one\n' }));
    expect(taken).toEqual(['one']);
  });

  it('shows nothing twice that is sent again while what follows is passed over', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ content: 'new 1\nskip\nbody' }), segment({ sequence: 16, content: 'more body' }));
    feed(segment({ content: 'new 1\nskip\nbody' }), segment({ sequence: 25, content: 'new 2\n' }));
    feed(segment({ sequence: 25, content: 'new 2\n' }));
    expect(taken).toEqual(['new 1', 'skip', 'new 2']);
  });

  it('gives up a direction whose beginning gave way to others', () => {
    const { feed, taken, streams } = streamsOf(400);
    feed(segment({ slot: 0, serial: 1, content: 'only half ' }));
    for (let slot = 1; slot <= 300; slot += 1) feed(segment({ slot, serial: slot + 1, content: 'flood' }));
    feed(
      segment({ slot: 0, serial: 1, sequence: 11, content: 'of this\n' }),
      segment({ slot: 0, serial: 1, sequence: 19, content: 'more\n' }),
    );
    expect(streams.buffers.evictions).toBe(301 - 256);
    expect(taken).toEqual([]);
  });

  it('starts no more than four times anew in a segment', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ content: 'again\n'.repeat(20) }), segment({ sequence: 121, content: 'more\n' }));
    expect(taken).toEqual(Array.from({ length: 5 }, () => 'again'));
  });

  it('holds eight early segments and then goes on behind the gap, with all of them', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn' }));
    for (let n = 0; n < 9; n += 1) feed(segment({ sequence: 100 + 2 * n, content: `${n}\n` }));
    expect(taken).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('holds no segment that is larger than all that may wait, and loses none that follows', () => {
    const { feed, taken } = streamsOf();
    feed(segment({ sequence: 0, flags: 'syn' }), segment({ sequence: 100, content: 'early\n' }));
    feed(segment({ sequence: 200, content: `${'x'.repeat(20_000)}\n` }), segment({ sequence: 20_201, content: 'late\n' }));
    expect(taken.map((line) => line.length)).toEqual([5, 20_000, 4]);
  });

  it('goes on at once with what is too far ahead to belong to what was seen', () => {
    const { feed, taken, cuts } = streamsOf();
    feed(segment({ content: 'half' }), segment({ sequence: 1_000_000, content: 'far\n' }));
    expect(taken).toEqual(['far']);
    expect(cuts).toEqual(['half']);
  });

  it('leaves no buffer behind when a direction is done', () => {
    const { feed, streams } = streamsOf(600);
    for (let slot = 0; slot < 600; slot += 1) {
      const of = { slot, serial: slot + 1 };
      feed(
        segment({ ...of, content: 'st' }),
        segment({ ...of, sequence: 9, content: 'late' }),
        segment({ ...of, sequence: 3, content: 'op\n' }),
      );
    }
    expect(streams.buffers.evictions).toBe(0);
  });

  it('comes to the same wherever segments end', () => {
    const text = 'one\ntwo\nagain\nthree\nfour and more\n';
    for (let size = 1; size <= text.length; size += 1) {
      const { feed, taken } = streamsOf();
      for (let at = 0; at < text.length; at += size) feed(segment({ sequence: 1 + at, content: text.slice(at, at + size) }));
      expect(taken, `${size} bytes each`).toEqual(['one', 'two', 'again', 'three', 'four and more']);
    }
  });

  it('survives any order, overlap, cut and flag, and keeps no more than its buffers', () => {
    const { feed, lines, streams } = streamsOf();
    let seed = 1;
    const below = (count: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % count;
    };
    for (let n = 0; n < 20_000; n += 1) {
      const flags = ['ack', 'ack', 'ack', 'syn', 'syn ack', 'fin ack', 'rst', 'psh ack'][below(8)]!;
      const content = ['a', 'b\n', 'again\n', 'skip\n', 'new\n', 'x'.repeat(below(3000))][below(6)]!;
      const cut = below(9) === 0 ? below(content.length + 1) : 0;
      const slot = below(8);
      feed(
        segment({
          slot,
          serial: slot + 1,
          sequence: below(5000) - 2500,
          flags,
          content,
          cut,
          from: below(2) === 0 ? 'client' : 'server',
        }),
      );
    }
    expect(lines.looks).toBeLessThan(100_000);
    expect(streams.buffers.evictions).toBe(0);
  });
});
