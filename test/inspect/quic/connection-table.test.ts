import { describe, expect, it } from 'vitest';
import { Packet } from '../../../src/decode/packet.ts';
import { CONNECTION_CAPACITY, ConnectionTable } from '../../../src/inspect/quic/connection-table.ts';

function packetOf(conversationSlot: number, conversationSerial = 1): Packet {
  const packet = new Packet();
  packet.conversationSlot = conversationSlot;
  packet.conversationSerial = conversationSerial;
  return packet;
}

describe('ConnectionTable', () => {
  it('finds what was opened until it is closed', () => {
    const table = new ConnectionTable();
    expect(table.find(packetOf(3))).toBeUndefined();
    const connection = table.open(packetOf(3));
    expect(table.find(packetOf(3))).toBe(connection);
    table.close(packetOf(3));
    expect(table.find(packetOf(3))).toBeUndefined();
  });

  it("does not take an earlier conversation's for that of a later one in its place", () => {
    const table = new ConnectionTable();
    table.open(packetOf(3, 1));
    expect(table.find(packetOf(3, 2))).toBeUndefined();
    const later = table.open(packetOf(3, 2));
    expect(table.find(packetOf(3, 2))).toBe(later);
    expect(table.find(packetOf(3, 1))).toBeUndefined();
  });

  it('gives up the oldest when it is full', () => {
    const table = new ConnectionTable();
    for (let slot = 0; slot < CONNECTION_CAPACITY; slot++) table.open(packetOf(slot));
    table.close(packetOf(0));
    table.open(packetOf(1000));
    expect(table.find(packetOf(1))).toBeDefined();
    table.open(packetOf(1001));
    expect(table.find(packetOf(1))).toBeUndefined();
    expect([2, 255, 1000, 1001].map((slot) => table.find(packetOf(slot)) !== undefined)).toEqual([true, true, true, true]);
  });
});
