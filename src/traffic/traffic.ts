// `observe`, `prepare` and `countPrepared` run once per frame: allocate nothing.

import { readVlanId } from '../decode/link/vlan.ts';
import type { Packet } from '../decode/packet.ts';
import { Problem } from '../decode/problem.ts';
import { Protocol } from '../decode/protocol.ts';
import { timestampText } from '../decode/text.ts';
import { Inspection } from '../inspect/inspection.ts';
import type { NamesSummary } from '../inspect/names-summary.ts';
import type { OwnService } from '../inspect/services/service-index.ts';
import { ApplicationTable } from './application-table.ts';
import { Context, Inside } from './context.ts';
import { conversationRows } from './conversation-rows.ts';
import { ConversationTable } from './conversation-table.ts';
import { useOf } from './counted-table.ts';
import { HostTable } from './host-table.ts';
import { type RandomWord, randomWord } from './keyed-table.ts';
import { DEFAULT_LIMITS, type TrafficLimits } from './limits.ts';
import { PppoeTable } from './pppoe-table.ts';
import { ProblemTable } from './problem-table.ts';
import type { Question } from './shares.ts';
import { StackTable } from './stack-table.ts';
import type { Accounting, TableRows, TableUse, TrafficSummary } from './summary.ts';
import { Totals } from './totals.ts';
import { TunnelTable } from './tunnel-table.ts';
import { UnknownTable } from './unknown-table.ts';
import { VlanTable } from './vlan-table.ts';
import { silentWindow, type TrafficWindow, type WindowSpan } from './window.ts';
import { WindowClock } from './window-clock.ts';

/** Layers that have a row of their own, as `Packet.layerBits` tells of them. */
const LAYERS_WITH_ROWS =
  (1 << Protocol.Vlan) | (1 << Protocol.ServiceVlan) | (1 << Protocol.PppoeSession) | (1 << Protocol.PppoeDiscovery);

export interface TrafficOptions {
  readonly limits?: Partial<TrafficLimits>;
  /** The user's own services. */
  readonly services?: readonly OwnService[];
  /** Called when a window closes. Without it windows close all the same, so that results do not depend on who looks. */
  readonly onWindow?: (window: TrafficWindow) => void;
  /** Called before it, for whoever closes windows of its own at the same moments; `isSilent` where the window had no frame. */
  readonly onClose?: (span: WindowSpan, isSilent: boolean) => void;
  /** Seeds the tables' hashes; random unless a test wants the same run twice. */
  readonly random?: RandomWord;
}

/**
 * What packets add up to: totals, protocols, VLANs, PPPoE sessions, tunnels, hosts and conversations, in bounded tables. Driven by the
 * frames' own time alone, so that a replayed capture gives the windows and rows that having been there gave.
 */
export class Traffic {
  readonly #limits: TrafficLimits;
  readonly #onWindow: TrafficOptions['onWindow'];
  readonly #onClose: TrafficOptions['onClose'];
  readonly #clock = new WindowClock();
  readonly #totals = new Totals();
  readonly #context: Context;
  readonly #stacks: StackTable;
  readonly #vlans: VlanTable;
  readonly #pppoe: PppoeTable;
  readonly #tunnels: TunnelTable;
  readonly #hosts: HostTable;
  readonly #conversations: ConversationTable;
  readonly #inspection: Inspection;
  readonly #applications: ApplicationTable;
  readonly #problems = new ProblemTable();
  readonly #unknown: UnknownTable;

  constructor(options: TrafficOptions = {}) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const random = options.random ?? randomWord;
    this.#limits = limits;
    this.#onWindow = options.onWindow;
    this.#onClose = options.onClose;
    this.#context = new Context(random);
    this.#stacks = new StackTable(limits.stacks, random);
    this.#vlans = new VlanTable(random);
    this.#pppoe = new PppoeTable(limits.pppoeSessions, random);
    this.#tunnels = new TunnelTable(limits.tunnels, random);
    const inspection = new Inspection({ conversations: limits.flows, random, services: options.services ?? [] });
    this.#inspection = inspection;
    this.#hosts = new HostTable(limits.hosts, { random, inspection });
    this.#applications = new ApplicationTable(random, (key) => inspection.describe(key));
    this.#conversations = new ConversationTable(limits.flows, {
      random,
      inspection,
      hosts: this.#hosts,
      applications: this.#applications,
    });
    this.#unknown = new UnknownTable(limits.unknown, random);
  }

  /** Counts a decoded frame; closes windows that its timestamp lies behind. */
  observe(packet: Packet): void {
    if (!this.covers(packet)) this.moveTo(packet);
    this.prepare(packet);
    this.countPrepared();
  }

  /** Whether a frame belongs to the open window. */
  covers(packet: Packet): boolean {
    return this.#clock.covers(packet);
  }

  /** Closes windows up to the one that covers a frame which the open window does not. Nothing may be prepared. */
  moveTo(packet: Packet): void {
    this.#moveTo(packet.timestampMicros);
  }

  /**
   * The first half of `observe`, for a frame that the open window covers: counts all but its conversation. The packet must stay as it is until
   * `countPrepared`, which has to follow after at most `PREPARED_AT_ONCE` packets.
   */
  prepare(packet: Packet): void {
    this.#stacks.count(packet);
    const context = this.#context;
    context.clear();
    this.#countLayers(packet);
    for (let row = 0; row < packet.tunnelCount; row += 1) {
      context.enter(Inside.Tunnel, this.#tunnels.table.index.serialOf(this.#tunnels.count(packet, row)));
      context.tunnelRow = row;
    }
    if (packet.problem !== Problem.None) this.#problems.count(packet);
    if (packet.isUnknown) this.#unknown.count(packet);
    if (packet.ipLayer >= 0) this.#conversations.prepare(packet, context);
  }

  /** The second half of `observe`, for all that were prepared. Then their packets know their conversations. */
  countPrepared(): void {
    this.#conversations.countPrepared();
  }

  /** Closes the windows that end before `nowMicros`, on a line where no frame does. Only for live sources: capture time is the clock's. */
  tick(nowMicros: number): void {
    if (this.#clock.isOpen && nowMicros >= this.#clock.end) this.#moveTo(nowMicros);
  }

  /** Closes the window that is open, however much of it has passed: the capture is over. */
  finish(): void {
    if (this.#clock.isOpen) this.#closeWindow();
    this.#clock.stop();
  }

  /** Everything the tables know of closed windows. */
  summary(question: Question = {}): TrafficSummary {
    return {
      accounting: this.accounting(),
      ...this.#totals.frameTimes(),
      problems: this.#problems.rows('closed'),
      discovery: this.#pppoe.discovery('closed'),
      unknown: this.table('unknown', question),
      protocols: this.table('protocols', question),
      vlans: this.table('vlans', question),
      pppoeSessions: this.table('pppoeSessions', question),
      tunnels: this.table('tunnels', question),
      hosts: this.table('hosts', question),
      flows: this.table('flows', question),
      applications: this.table('applications', question),
      names: this.names(question.limit),
    };
  }

  /** One table's rows of closed windows. */
  table<Name extends keyof TableRows>(name: Name, question: Question = {}): TableRows[Name] {
    const now = this.#clock.closedMicros;
    const read: { readonly [Table in keyof TableRows]: () => TableRows[Table] } = {
      protocols: () => this.#stacks.rows(question, now),
      vlans: () => this.#vlans.rows(question, now),
      pppoeSessions: () => this.#pppoe.rows(question, now),
      tunnels: () => this.#tunnels.rows(question, now),
      hosts: () => this.#hosts.rows(question, now),
      flows: () => conversationRows(this.#conversations, question, now),
      applications: () => this.#applications.rows(question, now),
      unknown: () => this.#unknown.rows(question, now),
    };
    return read[name]();
  }

  /** The names that payloads held, up to now: at most `limit` of each kind, 0 for all. */
  names(limit = 0): NamesSummary {
    return this.#inspection.summary(limit);
  }

  /** Goes by another list of the user's own services from now on. */
  takeServices(own: readonly OwnService[]): void {
    this.#inspection.takeServices(own);
  }

  accounting(): Accounting {
    this.#totals.other = this.#stacks.otherFrames;
    return this.#totals.accounting();
  }

  tableUse(): TableUse[] {
    return [
      useOf('flows', this.#conversations.table),
      useOf('hosts', this.#hosts.table),
      useOf('tunnels', this.#tunnels.table),
      useOf('pppoeSessions', this.#pppoe.table),
      useOf('stacks', this.#stacks.table),
      useOf('unknown', this.#unknown.table),
    ];
  }

  #countLayers(packet: Packet): void {
    if ((packet.layerBits & LAYERS_WITH_ROWS) === 0) return;
    const { protocols, offsets, layerCount } = packet;
    let link = -1;
    for (let layer = 0; layer < layerCount; layer += 1) {
      const protocol = protocols[layer];
      if (protocol === Protocol.Ethernet || protocol === Protocol.Wlan) {
        link = layer;
      } else if (protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan) {
        this.#enterVlan(packet, offsets[layer]!);
      } else if (protocol === Protocol.PppoeSession) {
        this.#enterSession(packet, offsets[layer]!, link);
      } else if (protocol === Protocol.PppoeDiscovery) {
        this.#pppoe.noteDiscovery(packet, offsets[layer]!, link);
      }
    }
  }

  #enterVlan(packet: Packet, offset: number): void {
    const vlanId = readVlanId(packet.bytes, offset);
    this.#vlans.count(vlanId, packet);
    this.#context.enter(Inside.Vlan, vlanId);
    this.#context.vlanId = vlanId;
  }

  #enterSession(packet: Packet, offset: number, link: number): void {
    const { index } = this.#pppoe.table;
    const slot = this.#pppoe.countSession(packet, offset, link);
    this.#context.enter(Inside.PppoeSession, index.serialOf(slot));
    this.#context.pppoeSessionId = this.#pppoe.sessionIdOf(slot);
  }

  /** Closes windows up to the one that covers `micros`, which becomes the open one. */
  #moveTo(micros: number): void {
    const clock = this.#clock;
    if (clock.isOpen) {
      this.#closeWindow();
      while (clock.mayFollow(micros)) {
        clock.advance();
        if (micros < clock.end) return;
        if (this.#onWindow !== undefined || this.#onClose !== undefined) this.#closeWindow();
      }
    }
    clock.start(micros);
  }

  #closeWindow(): void {
    const { end, seconds } = this.#clock;
    const totals = this.#stacks.openTotals();
    const isSilent = totals.frames === 0;
    this.#onClose?.(this.#clock, isSilent);
    if (isSilent) {
      this.#onWindow?.(silentWindow(this.#clock));
      return;
    }
    this.#conversations.addUp();
    this.#onWindow?.(this.#windowOf(totals));
    this.#totals.add(totals);
    this.#conversations.closeWindow(end, seconds);
    for (const { table } of [this.#hosts, this.#applications, this.#vlans, this.#tunnels, this.#unknown])
      table.ledger.closeWindow(end, seconds);
    this.#stacks.closeWindow(end, seconds);
    this.#pppoe.closeWindow(end, seconds);
    this.#problems.closeWindow();
  }

  #windowOf(totals: Totals): TrafficWindow {
    const limit = this.#limits.windowRows;
    const { startMicros, endMicros } = this.#clock;
    return {
      startAt: timestampText(startMicros),
      endAt: timestampText(endMicros),
      startMicros,
      endMicros,
      accounting: totals.accounting(),
      ...totals.split(),
      protocols: this.#stacks.shares(limit),
      vlans: this.#vlans.shares(limit),
      discovery: this.#pppoe.discovery('open'),
      pppoeSessions: this.#pppoe.shares(limit),
      tunnels: this.#tunnels.shares(limit),
      hosts: this.#hosts.shares(limit),
      applications: this.#applications.shares(limit),
      names: this.#inspection.closeWindow(),
      problems: this.#problems.rows('open'),
      unknown: this.#unknown.shares(limit).list,
      flows: this.#conversations.windowCounts(),
    };
  }
}
