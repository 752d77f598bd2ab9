import type { LiveClient } from './live-client.ts';
import type { TopicChoice } from './live-request.ts';
import type { MachineSource } from './machine-source.ts';
import type { LiveMessage, MachineTopic } from './messages.ts';
import { tellEvents, tellSystem, timeText } from './tell-machine.ts';

/**
 * Pushes snapshots of the machine: each when it is taken, whatever windows of packet time do, in messages of its own. Close it to let go of
 * the machine.
 */
export class MachineFeed {
  readonly #machine: MachineSource;
  readonly #clients: ReadonlySet<LiveClient>;
  readonly #stopListening: () => void;

  constructor(machine: MachineSource, clients: ReadonlySet<LiveClient>) {
    this.#machine = machine;
    this.#clients = clients;
    this.#stopListening = machine.onSnapshot(() => {
      for (const client of clients) client.isMachineDue = true;
      this.publish();
    });
  }

  /** Serves everybody who is due; clients with the same choice get the same text. */
  publish(): void {
    const snapshot = this.#machine.snapshot();
    if (snapshot === null) return;
    const texts = new Map<string, string>();
    const nowMillis = performance.now();
    for (const client of this.#clients) {
      const choice = client.choice?.ofMachine;
      if (!client.isMachineDue || choice === undefined || choice.topics.size === 0) continue;
      client.isMachineDue = false;
      if (!texts.has(choice.key)) texts.set(choice.key, JSON.stringify(this.#compose(choice, snapshot)));
      client.send(texts.get(choice.key)!, nowMillis);
    }
  }

  close(): void {
    this.#stopListening();
  }

  #compose(
    { topics, limit }: TopicChoice<MachineTopic>,
    { atMillis, seconds }: { readonly atMillis: number; readonly seconds: number },
  ): LiveMessage {
    const system = topics.has('system') ? tellSystem(this.#machine, { limit, sortBy: 'cpu', filter: '' }) : null;
    return {
      startAt: timeText(atMillis - seconds * 1000),
      endAt: timeText(atMillis),
      ...(system !== null && { system }),
      ...(topics.has('events') && { events: tellEvents(this.#machine, limit) }),
    };
  }
}
