import { describe, expect, it } from 'vitest';
import type { LiveClient } from '../../src/api/live-client.ts';
import { readLiveRequest } from '../../src/api/live-request.ts';
import { MachineFeed } from '../../src/api/machine-feed.ts';
import type { LiveMessage, LiveRequest } from '../../src/api/messages.ts';
import { FakeMachine } from '../support/fake-machine.ts';

/** What the feed needs of a client, and what it was sent. */
class FakeClient {
  isMachineDue = false;
  choice;
  readonly texts: string[] = [];

  constructor(request: LiveRequest | null) {
    this.choice = request === null ? null : readLiveRequest(JSON.stringify(request));
  }

  send(text: string): void {
    this.texts.push(text);
  }

  get messages(): LiveMessage[] {
    return this.texts.map((text) => JSON.parse(text) as LiveMessage);
  }
}

function feedTo(machine: FakeMachine, ...clients: FakeClient[]): MachineFeed {
  return new MachineFeed(machine, new Set(clients as unknown as LiveClient[]));
}

describe('the live feed of the machine', () => {
  it('pushes every snapshot when it is taken, with the time since the one before', () => {
    const machine = new FakeMachine();
    const client = new FakeClient({ topics: ['system', 'events'], limit: 2 });
    feedTo(machine, client);
    machine.takeSnapshot(2);
    machine.takeSnapshot(4);
    expect(client.messages.map(({ startAt, endAt }) => [startAt, endAt])).toEqual([
      ['2026-03-01T19:00:00.000000Z', '2026-03-01T19:00:02.000000Z'],
      ['2026-03-01T19:00:02.000000Z', '2026-03-01T19:00:04.000000Z'],
    ]);
    const [first] = client.messages;
    expect(Object.keys(first!)).toEqual(['startAt', 'endAt', 'system', 'events']);
    expect(first?.system?.takenAt).toBe('2026-03-01T19:00:02.000000Z');
    expect(first?.system?.processes?.list).toHaveLength(2);
    expect(first?.events?.list).toHaveLength(1);
  });

  it('sends only what was chosen, and nothing to those who chose the line alone or nothing', () => {
    const machine = new FakeMachine();
    const events = new FakeClient({ topics: ['events', 'traffic'] });
    const others = [new FakeClient({ topics: ['traffic'] }), new FakeClient({ topics: [] }), new FakeClient(null)];
    feedTo(machine, events, ...others);
    machine.takeSnapshot(2);
    expect(Object.keys(events.messages[0]!)).toEqual(['startAt', 'endAt', 'events']);
    expect(others.flatMap(({ texts }) => texts)).toEqual([]);
  });

  it('makes one text for all who chose the same', () => {
    const machine = new FakeMachine();
    let told = 0;
    const { levels } = machine;
    machine.levels = () => {
      told += 1;
      return levels();
    };
    const clients = [
      new FakeClient({ topics: ['system', 'traffic'], limit: 5 }),
      new FakeClient({ topics: ['system'], limit: 5 }),
      new FakeClient({ topics: ['system'], limit: 6 }),
    ];
    feedTo(machine, ...clients);
    machine.takeSnapshot(2);
    expect(clients.map(({ texts }) => texts.length)).toEqual([1, 1, 1]);
    expect(told).toBe(2);
  });

  it('serves a new choice from the snapshot there is, once', () => {
    const machine = new FakeMachine();
    const client = new FakeClient({ topics: ['system'] });
    const feed = feedTo(machine, client);
    feed.publish();
    client.isMachineDue = true;
    feed.publish();
    feed.publish();
    expect(client.texts).toHaveLength(1);
  });

  it('keeps a choice made before the first snapshot', () => {
    const machine = new FakeMachine();
    machine.currentSnapshot = null;
    const client = new FakeClient({ topics: ['system'] });
    client.isMachineDue = true;
    const feed = feedTo(machine, client);
    feed.publish();
    expect(client.texts).toEqual([]);
    machine.takeSnapshot(0);
    expect(client.texts).toHaveLength(1);
  });

  it('lets go of the machine when it is closed', () => {
    const machine = new FakeMachine();
    feedTo(machine).close();
    expect(machine.listeners.size).toBe(0);
  });
});
