import { describe, expect, it } from 'vitest';
import { Direction } from '../../../src/decode/direction.ts';
import { addressTextAt } from '../../../src/decode/network/address-words.ts';
import { DhcpReader } from '../../../src/inspect/dhcp/dhcp-reader.ts';
import { Reading } from '../../../src/inspect/stream-view.ts';
import { DHCP, type DhcpOptions, dhcp } from '../../support/frames/dhcp.ts';
import { fullNameOption, hostNameOption, showDatagram } from '../../support/payloads/binary-names.ts';
import { Random } from '../../support/random.ts';

const ADDRESS = '192.0.2.42';
const SERVER = '192.0.2.1';

interface Travelled {
  readonly source?: string;
  readonly destination?: string;
  readonly direction?: Direction;
}

/** What the reader says after all of the messages. */
function namesAfter(...messages: readonly (DhcpOptions & Travelled)[]): string[] {
  const names: string[] = [];
  const reader = new DhcpReader((address, name) => names.push(`${addressTextAt(address, 0)} ${name}`));
  for (const { source = '0.0.0.0', destination = '255.255.255.255', direction = Direction.Unknown, ...message } of messages) {
    const shown = showDatagram(dhcp(message), { source, destination, sourcePort: 68, destinationPort: 67 });
    shown.packet.direction = direction;
    expect(reader.read(shown.payload, shown.packet)).toBe(Reading.More);
  }
  return names;
}

const REQUEST = {
  messageType: 'request',
  transactionId: 7,
  options: [DHCP.requestedAddress(ADDRESS), hostNameOption('Laptop')],
} as const;
const ACK = { messageType: 'ack', transactionId: 7, yourAddress: ADDRESS, source: SERVER } as const;

describe('names that DHCP tells', () => {
  it('are of the address that the client is given', () => {
    expect(namesAfter(REQUEST, ACK)).toEqual([`${ADDRESS} laptop`]);
  });

  it('wait for the answer', () => {
    expect(namesAfter(REQUEST)).toEqual([]);
    expect(namesAfter(REQUEST, { ...ACK, messageType: 'offer' })).toEqual([]);
    expect(namesAfter(REQUEST, { ...ACK, messageType: 'nak' })).toEqual([]);
  });

  it('are those of the transaction and the client that are answered', () => {
    expect(namesAfter(REQUEST, { ...ACK, transactionId: 8 })).toEqual([]);
    expect(namesAfter(REQUEST, { ...ACK, clientMac: '02:00:00:00:00:99' })).toEqual([]);
  });

  it('may be full ones, as text or encoded as DNS has them', () => {
    for (const encoding of ['text', 'labels'] as const) {
      const options = [fullNameOption('Laptop.example.net', encoding)];
      expect(namesAfter({ ...REQUEST, options }, ACK)).toEqual([`${ADDRESS} laptop.example.net`]);
    }
  });

  it('are what the client calls itself, rather than its full name', () => {
    const options = [fullNameOption('other.example.net', 'text'), hostNameOption('laptop')];
    expect(namesAfter({ ...REQUEST, options }, ACK)).toEqual([`${ADDRESS} laptop`]);
  });

  it('may stand in the answer alone', () => {
    expect(namesAfter({ ...ACK, options: [hostNameOption('given')] })).toEqual([`${ADDRESS} given`]);
  });

  it('are of the address that was asked for where the answer names none', () => {
    expect(namesAfter(REQUEST, { ...ACK, yourAddress: '0.0.0.0' })).toEqual([`${ADDRESS} laptop`]);
    expect(namesAfter({ ...REQUEST, options: [hostNameOption('laptop')] }, { ...ACK, yourAddress: '0.0.0.0' })).toEqual([]);
  });

  it('are said at once by a client that speaks from its address', () => {
    expect(namesAfter({ ...REQUEST, clientAddress: ADDRESS, source: ADDRESS })).toEqual([`${ADDRESS} laptop`]);
  });

  it('are not believed of an address that the client does not speak from', () => {
    expect(namesAfter({ ...REQUEST, clientAddress: '192.0.2.99', source: ADDRESS })).toEqual([]);
  });

  it('are those of the last request of a transaction', () => {
    expect(namesAfter(REQUEST, { ...REQUEST, options: [hostNameOption('renamed')] }, ACK)).toEqual([`${ADDRESS} renamed`]);
  });

  it('are believed of an answer that went to everybody or to the address it gives, which strangers can send to no other', () => {
    expect(namesAfter(REQUEST, { ...ACK, destination: ADDRESS })).toEqual([`${ADDRESS} laptop`]);
    expect(namesAfter(REQUEST, { ...ACK, destination: '192.0.2.77' })).toEqual([]);
    expect(namesAfter({ ...ACK, destination: '192.0.2.77', options: [hostNameOption('given')] })).toEqual([]);
  });

  it('are believed of no request that comes from beyond the line', () => {
    const forged = { ...REQUEST, direction: Direction.Down };
    expect(namesAfter(forged, ACK)).toEqual([]);
    expect(namesAfter({ ...forged, clientAddress: ADDRESS, source: ADDRESS })).toEqual([]);
    expect(namesAfter(REQUEST, { ...ACK, direction: Direction.Down })).toEqual([`${ADDRESS} laptop`]);
  });

  it('are believed of no answer alone that comes from beyond the line', () => {
    expect(namesAfter({ ...ACK, options: [hostNameOption('given')], direction: Direction.Down })).toEqual([]);
  });

  it('are made visible', () => {
    expect(namesAfter({ ...REQUEST, options: [hostNameOption('a\u202eb')] }, ACK)).toEqual([`${ADDRESS} a‹202E›b`]);
  });

  it('are left out where nothing is left of them, or their labels lie', () => {
    expect(namesAfter({ ...REQUEST, options: [hostNameOption(' ')] }, ACK)).toEqual([]);
    const lie = fullNameOption('laptop', 'labels');
    lie[5] = 0x3f;
    expect(namesAfter({ ...REQUEST, options: [lie] }, ACK)).toEqual([]);
    lie[5] = 0xc0;
    expect(namesAfter({ ...REQUEST, options: [lie] }, ACK)).toEqual([]);
  });

  it('are forgotten when 64 more clients have asked', () => {
    const flood = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...REQUEST,
        transactionId: 1000 + index,
        options: [hostNameOption('flood')],
      }));
    expect(namesAfter(REQUEST, ...flood(63), ACK)).toEqual([`${ADDRESS} laptop`]);
    expect(namesAfter(REQUEST, ...flood(64), ACK)).toEqual([]);
  });
});

describe('reading DHCP', () => {
  const at = { source: ADDRESS, sourcePort: 68, destinationPort: 67 };
  const layer = dhcp({ ...REQUEST, options: [fullNameOption('laptop.example.net', 'labels'), ...REQUEST.options] });

  it('reads nothing outside of what was captured, cut at every length', () => {
    const reader = new DhcpReader(() => {});
    const { payload } = showDatagram(layer, at);
    for (let capturedLength = 0; capturedLength <= payload.end - payload.start; capturedLength += 1) {
      const shown = showDatagram(layer, { ...at, capturedLength });
      expect(() => reader.read(shown.payload, shown.packet)).not.toThrow();
    }
  });

  it('survives options of random bytes', () => {
    const random = new Random(3);
    const reader = new DhcpReader((_address, name) => expect(name.length).toBeLessThanOrEqual(255));
    for (let round = 0; round < 2000; round += 1) {
      const options = [Uint8Array.from({ length: random.below(80) }, () => random.below(256))];
      const shown = showDatagram(dhcp({ ...REQUEST, options }), at);
      expect(() => reader.read(shown.payload, shown.packet)).not.toThrow();
    }
  });
});
