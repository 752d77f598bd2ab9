// Cold, but for `at`.

import type { Packet } from '../../decode/packet.ts';
import type { Attempt } from './discovery-attempt.ts';
import type { FrameEnds } from './frame-ends.ts';
import { vlanIdsOf, vlanWordOf } from './frame-place.ts';
import { ETHERNET_DESTINATION, ETHERNET_SOURCE, type MacAddress, readMacAddress } from './mac-address.ts';
import { PppSession } from './session.ts';
import { SessionIndex } from './session-index.ts';

export interface SessionToMake {
  readonly sessionId: number;
  /** Index of the PPPoE header on the stack. */
  readonly layer: number;
  readonly ends: FrameEnds;
  readonly openedAt: number | null;
  readonly attempt: Attempt | null;
  /** Whether a session that is alive may give way. */
  readonly mayEvict: boolean;
}

/** The sessions of a line, bounded: so many in slots, where frames find them, and so many that ended and gave their slot away. */
export class SessionTable {
  readonly index: SessionIndex;
  evictedLive = 0;
  forgottenEnded = 0;
  /** How often a client opened a session after an earlier one of its own. */
  reconnects = 0;
  readonly #slots: (PppSession | null)[];
  readonly #ended: PppSession[] = [];
  readonly #endedCapacity: number;
  #serials = 0;

  constructor(capacity: number, endedCapacity: number) {
    this.index = new SessionIndex(capacity);
    this.#slots = new Array<PppSession | null>(capacity).fill(null);
    this.#endedCapacity = endedCapacity;
  }

  at(slot: number): PppSession {
    return this.#slots[slot]!;
  }

  /** All sessions that have a slot. */
  placed(): PppSession[] {
    return this.#slots.filter((session) => session !== null);
  }

  /** All sessions there are, the first one first. */
  all(): PppSession[] {
    return [...this.#ended, ...this.placed()].sort((a, b) => a.serial - b.serial);
  }

  /** A new session whose side 0 sent the packet's frame; null where all slots are taken and none may be had. */
  make(packet: Packet, wanted: SessionToMake): PppSession | null {
    const slot = this.#findSlot(wanted.mayEvict);
    if (slot < 0) return null;
    const vlans = vlanWordOf(packet, wanted.layer);
    this.index.put(slot, wanted.ends, { sessionId: wanted.sessionId, vlans });
    const session = new PppSession(
      {
        serial: this.#nextSerial(),
        sessionId: wanted.sessionId,
        vlans,
        vlanIds: vlanIdsOf(packet, wanted.layer),
        macs: [
          readMacAddress(wanted.ends.bytes, wanted.ends.at + ETHERNET_SOURCE),
          readMacAddress(wanted.ends.bytes, wanted.ends.at + ETHERNET_DESTINATION),
        ],
        startedAt: packet.timestampMicros,
        openedAt: wanted.openedAt,
        attempt: wanted.attempt,
      },
      this.index,
      slot,
    );
    this.#slots[slot] = session;
    session.refreshAttention();
    return session;
  }

  /** A new session of PPP without PPPoE. */
  makeBare(at: number): PppSession | null {
    const slot = this.#findSlot(false);
    if (slot < 0) return null;
    this.index.take(slot);
    const made = { serial: this.#nextSerial(), sessionId: null, vlans: 0, vlanIds: [], macs: [null, null] as const };
    const session = new PppSession({ ...made, startedAt: at, openedAt: null, attempt: null }, this.index, slot);
    this.#slots[slot] = session;
    return session;
  }

  /** Takes a session that is over out of its slot, keeping what is known of it. */
  retire(session: PppSession): void {
    if (session.slot < 0) return;
    this.#slots[session.slot] = null;
    session.release();
    this.#ended.push(session);
    if (this.#ended.length <= this.#endedCapacity) return;
    this.#ended.shift();
    this.forgottenEnded += 1;
  }

  /** The live session with this id and VLANs that shares exactly one address with a frame between two others; null where there is none. */
  findRival(sessionId: number, vlans: number, macs: readonly [MacAddress, MacAddress]): PppSession | null {
    for (const session of this.#slots) {
      if (session === null || session.isClosed || session.sessionId !== sessionId || session.vlans !== vlans) continue;
      if (session.ends.some(({ mac }) => mac !== null && macs.some(({ text }) => text === mac.text))) return session;
    }
    return null;
  }

  #findSlot(mayEvict: boolean): number {
    const free = this.index.findFree();
    if (free >= 0) return free;
    const victim = this.placed().sort((a, b) => weightOf(a) - weightOf(b) || a.lastHeardAt - b.lastHeardAt)[0]!;
    if (!victim.isClosed) {
      if (!mayEvict) return -1;
      this.evictedLive += 1;
    }
    this.retire(victim);
    return this.index.findFree();
  }

  #nextSerial(): number {
    this.#serials += 1;
    return this.#serials;
  }
}

/** What is the most worth keeping: a session both ends were heard in, then one that is open, then one that is over. */
function weightOf(session: PppSession): number {
  if (session.isClosed) return 0;
  return session.framesOf(0) > 0 && session.framesOf(1) > 0 ? 2 : 1;
}
