import { describe, expect, it } from 'vitest';
import type { Packet } from '../../src/decode/packet.ts';
import { AppProtocol, Basis } from '../../src/inspect/app-protocol.ts';
import { ConversationRows } from '../../src/inspect/conversation-rows.ts';
import { Inspector, type Inspectors } from '../../src/inspect/inspector.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser } from '../../src/inspect/payload.ts';
import { Reading, type StreamReader, type StreamView } from '../../src/inspect/stream-view.ts';
import { datagram, segment } from '../support/inspect-script.ts';
import { MOST_GROWTH, timeGrowth } from '../support/time-growth.ts';

function textOf({ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

/** Knows a protocol by what its payload begins with. */
function startsWith(word: string, protocol: AppProtocol): Recogniser {
  return (payload) => {
    const text = textOf(payload);
    if (text.startsWith(word)) return protocol;
    return word.startsWith(text) ? PERHAPS : NOT_MINE;
  };
}

/** Reads lines; remembers them; ends with the line `end`, passes bodies over after `body`, and lets another protocol begin after `other`. */
class LineReader implements StreamReader {
  readonly lines: string[] = [];
  readonly cuts: string[] = [];
  calls = 0;

  read(view: StreamView): Reading {
    this.calls += 1;
    const text = textOf(view);
    const length = text.indexOf('\n') + 1;
    if (length === 0) {
      view.needed = view.length + 1;
      return Reading.More;
    }
    const line = text.slice(0, length - 1);
    this.lines.push(line);
    view.consumed = length;
    if (line === 'end') return Reading.Done;
    if (line === 'other') return Reading.Restart;
    return line === 'body' ? Reading.Skip : Reading.More;
  }

  readCut(view: StreamView): void {
    this.cuts.push(textOf(view));
  }

  begins(bytes: Uint8Array, start: number, end: number): boolean {
    return textOf({ bytes, start, end }).startsWith('ask');
  }
}

function inspectorOf(changes: Partial<Inspectors> = {}) {
  const rows = new ConversationRows(8);
  const lines = new LineReader();
  const inside = new LineReader();
  const begun: number[] = [];
  const inspector = new Inspector({
    rows,
    onBegin: ({ conversationSerial }) => begun.push(conversationSerial),
    tcp: [startsWith('ask', AppProtocol.Http), startsWith('mail', AppProtocol.Smtp), startsWith('tls', AppProtocol.Tls)],
    udp: [startsWith('ask', AppProtocol.Dns)],

    streamReaders: { [AppProtocol.Http]: lines, [AppProtocol.Smtp]: lines, [AppProtocol.Tls]: inside },
    datagramReaders: {},
    ...changes,
  });
  const feed = (...packets: Packet[]): void => {
    for (const packet of packets) inspector.observe(packet);
  };
  return { rows, lines, inside, begun, feed, inspector, row: () => rows.find(3, 17) };
}

describe('Inspector, on TCP', () => {
  it('knows a protocol by its first segment and reads on', () => {
    const { feed, rows, row, lines } = inspectorOf();
    feed(segment({ content: 'ask 1\nask 2\n' }), segment({ sequence: 13, content: 'ask 3\n' }));
    expect(rows.protocol(row())).toBe(AppProtocol.Http);
    expect(rows.basis(row())).toBe(Basis.Payload);
    expect(lines.lines).toEqual(['ask 1', 'ask 2', 'ask 3']);
  });

  it('puts together what comes in pieces, however small', () => {
    const { feed, lines } = inspectorOf();
    const text = 'ask one\nask two\n';
    feed(...[...text].map((letter, index) => segment({ sequence: 1 + index, content: letter })));
    expect(lines.lines).toEqual(['ask one', 'ask two']);
  });

  it('waits for a segment that comes late, and passes over what comes again', () => {
    const { feed, lines } = inspectorOf();
    feed(
      segment({ sequence: 0, flags: 'syn' }),
      segment({ sequence: 5, content: 'one\nas' }),
      segment({ sequence: 11, content: 'k two\n' }),
      segment({ sequence: 1, content: 'ask ' }),
      segment({ sequence: 1, content: 'ask one\n' }),
      segment({ sequence: 9, content: 'ask two\nask three\n' }),
    );
    expect(lines.lines).toEqual(['ask one', 'ask two', 'ask three']);
  });

  it('goes on behind what was never captured, and says what was cut off', () => {
    const { feed, lines } = inspectorOf();
    feed(segment({ content: 'ask one\nask tw' }));
    for (let n = 0; n < 10; n += 1) feed(segment({ sequence: 1000 + 10 * n, content: `ask new ${n}\n`.slice(0, 10) }));
    expect(lines.lines[0]).toBe('ask one');
    expect(lines.cuts).toEqual(['ask tw']);
  });

  it('reads what a snap length left of a segment, and never takes what follows for its end', () => {
    const { feed, lines } = inspectorOf();
    feed(segment({ content: 'ask one\nask two\n', cut: 4 }), segment({ sequence: 17, content: 'ask three\n' }));
    expect(lines.lines).toEqual(['ask one', 'ask three']);
    expect(lines.cuts).toEqual(['ask ']);
  });

  it('passes a body over and finds what begins behind it', () => {
    const { feed, lines } = inspectorOf();
    feed(
      segment({ content: 'ask 1\nbody\nxxxx' }),
      segment({ sequence: 16, content: 'more body' }),
      segment({ sequence: 99, content: 'ask 2\n' }),
    );
    expect(lines.lines).toEqual(['ask 1', 'body', 'ask 2']);
  });

  it('looks at nothing any more that the reader is done with', () => {
    const { feed, lines, inspector } = inspectorOf();
    feed(segment({ content: 'ask 1\nend\nask 2\n' }), segment({ sequence: 17, content: 'ask 3\n' }));
    expect(lines.lines).toEqual(['ask 1', 'end']);
    expect(inspector.streams.buffers.evictions).toBe(0);
  });

  it('recognises what begins inside another protocol, which keeps its name', () => {
    const { feed, rows, row, lines, inside } = inspectorOf();
    feed(segment({ content: 'mail\nother\n' }), segment({ sequence: 12, content: 'tls hello\n' }));
    expect(lines.lines).toEqual(['mail', 'other']);
    expect(inside.lines).toEqual(['tls hello']);
    expect(rows.protocol(row())).toBe(AppProtocol.Smtp);
  });

  it('calls what a proxy was asked to connect by what it connects to', () => {
    const { feed, rows, row, inside } = inspectorOf();
    feed(segment({ content: 'ask\nother\ntls hello\n' }));
    expect(inside.lines).toEqual(['tls hello']);
    expect(rows.protocol(row())).toBe(AppProtocol.Tls);
  });

  it('lets what the other end says decide', () => {
    const { feed, rows, row } = inspectorOf({ streamReaders: {} });
    feed(segment({ content: '?????' }), segment({ from: 'server', content: 'mail' }));
    expect(rows.protocol(row())).toBe(AppProtocol.Smtp);
  });

  it('gives up after a few payloads that nobody knows', () => {
    const asked: string[] = [];
    const nobody: Recogniser = (payload) => {
      asked.push(textOf(payload));
      return NOT_MINE;
    };
    const { feed, rows, row } = inspectorOf({ tcp: [nobody] });
    for (let n = 0; n < 20; n += 1) feed(segment({ sequence: 1 + 2 * n, content: 'xy' }));
    expect(asked).toHaveLength(5);
    expect(rows.basis(row())).toBe(Basis.None);
  });

  it('gives up on a beginning that never ends', () => {
    const { feed, lines, inspector } = inspectorOf();
    feed(segment({ content: 'ask' }));
    const piece = 'x'.repeat(1400);
    for (let n = 0; n < 40; n += 1) feed(segment({ sequence: 4 + n * 1400, content: piece }));
    expect(lines.lines).toEqual([]);
    expect(lines.cuts).toHaveLength(1);
    expect(lines.calls).toBeLessThan(40);
    expect(inspector.streams.buffers.evictions).toBe(0);
  });

  it('starts anew when a SYN opens another connection between the same ports', () => {
    const { feed, rows, row, begun } = inspectorOf({ streamReaders: {} });
    feed(segment({ content: 'ask\n' }));
    expect(rows.protocol(row())).toBe(AppProtocol.Http);
    feed(segment({ sequence: 7000, flags: 'syn' }), segment({ sequence: 7001, content: 'mail\n' }));
    expect(rows.protocol(row())).toBe(AppProtocol.Smtp);
    expect(begun).toEqual([17, 17]);
  });

  it('starts anew when another conversation has the place', () => {
    const { feed, rows, begun } = inspectorOf({ streamReaders: {} });
    feed(segment({ content: 'ask\n' }), segment({ content: 'mail\n', serial: 18 }));
    expect(rows.find(3, 17)).toBe(-1);
    expect(rows.protocol(rows.find(3, 18))).toBe(AppProtocol.Smtp);
    expect(begun).toEqual([17, 18]);
  });

  it('keeps half a beginning of no more than 256 directions', () => {
    const { rows } = inspectorOf();
    const inspector = new Inspector({
      rows: new ConversationRows(600),
      onBegin: () => {},
      tcp: [startsWith('ask', AppProtocol.Http)],
      udp: [],
      streamReaders: {},
      datagramReaders: {},
    });
    for (let slot = 0; slot < 600; slot += 1) inspector.observe(segment({ slot, serial: slot + 1, content: 'as' }));
    expect(inspector.streams.buffers.evictions).toBe(600 - 256);
    expect(rows.find(0, 1)).toBe(-1);
  });

  it('takes time in proportion to what is sent, in however many pieces', () => {
    const make = (count: number) =>
      Array.from({ length: count }, (_, n) => segment({ sequence: 1 + 4 * n, content: n === 0 ? 'ask\n' : 'abc\n' }));
    const growth = timeGrowth(4000, make, (packets) => inspectorOf().feed(...packets));
    expect(growth).toBeLessThan(MOST_GROWTH);
  });
});

describe('Inspector, on UDP', () => {
  it('knows a protocol by a datagram, and asks nobody again', () => {
    let asked = 0;
    const recognise: Recogniser = (payload) => {
      asked += 1;
      return startsWith('ask', AppProtocol.Dns)(payload);
    };
    const { feed, rows, row } = inspectorOf({ udp: [recognise] });
    feed(datagram({ content: 'ask' }), datagram({ content: 'ask' }), datagram({ from: 'server', content: 'answer' }));
    expect(rows.protocol(row())).toBe(AppProtocol.Dns);
    expect(asked).toBe(1);
  });

  it('remembers a number for each end between its datagrams', () => {
    const seen: unknown[] = [];
    const recognise: Recogniser = (payload: Payload) => {
      seen.push([payload.count, payload.memory, payload.otherMemory]);
      payload.memory += payload.sourcePort === 50_000 ? 1 : 10;
      return NOT_MINE;
    };
    const { feed } = inspectorOf({ udp: [recognise] });
    feed(datagram({ content: 'a' }), datagram({ content: 'b' }), datagram({ from: 'server', content: 'c' }));
    expect(seen).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 2],
    ]);
  });

  it('shows every datagram to the reader until it is done with that end', () => {
    const read: string[] = [];
    const reader = {
      read: (payload: Payload) => {
        read.push(textOf(payload));
        return payload.sourcePort === 50_000 ? Reading.More : Reading.Done;
      },
    };
    const { feed } = inspectorOf({ datagramReaders: { [AppProtocol.Dns]: reader } });
    feed(datagram({ content: 'ask 1' }), datagram({ from: 'server', content: 'answer 1' }));
    feed(datagram({ from: 'server', content: 'answer 2' }), datagram({ content: 'ask 2' }));
    expect(read).toEqual(['ask 1', 'answer 1', 'ask 2']);
  });

  it('tells the reader which datagram of its sender it is shown, up to fifteen', () => {
    const counts: string[] = [];
    const reader = {
      read: ({ count, sourcePort }: Payload) => {
        counts.push(`${sourcePort === 50_000 ? 'client' : 'server'} ${count}`);
        return Reading.More;
      },
    };
    const { feed, inspector } = inspectorOf({ datagramReaders: { [AppProtocol.Dns]: reader } });
    feed(datagram({ content: '?' }), datagram({ content: 'ask' }), datagram({ content: 'ask' }));
    // Another conversation, and the other end, have counts of their own.
    inspector.observe(datagram({ content: '?', slot: 5, serial: 19 }));
    feed(datagram({ content: 'ask' }), datagram({ from: 'server', content: 'answer' }));
    expect(counts).toEqual(['client 1', 'client 2', 'client 3', 'server 0']);
    for (let n = 0; n < 20; n += 1) feed(datagram({ content: 'ask' }));
    expect(counts.at(-1)).toBe('client 15');
  });

  it('says of a cut datagram how long it was', () => {
    const lengths: number[][] = [];
    const recognise: Recogniser = ({ start, end, wireEnd }) => {
      lengths.push([end - start, wireEnd - start]);
      return NOT_MINE;
    };
    const { feed } = inspectorOf({ udp: [recognise] });
    feed(datagram({ content: '0123456789', cut: 4 }));
    expect(lengths).toEqual([[6, 10]]);
  });
});
