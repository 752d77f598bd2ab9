// `direct` and `observe` run once per frame: allocate nothing.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { ipv4Text, ipv6Text, timestampText } from '../../decode/text.ts';
import type { WindowSpan } from '../window-span.ts';
import { outermostIpLayer } from './address-ranges.ts';
import { BillingDays, type BillingOptions } from './billing-days.ts';
import { isDhcp } from './dhcp-witness.ts';
import type { LineFact } from './facts.ts';
import { HomeLearner, type HomeOptions } from './learner.ts';
import { AddressLeases } from './leases/address-leases.ts';
import { LineSamples } from './line-samples.ts';
import { classifyLine, type LineKind } from './line-type.ts';
import { MirrorCheck } from './mirror/mirror-check.ts';
import { Overhead } from './overhead.ts';
import { Sampling } from './sampling.ts';
import type { HomeSummary } from './summary.ts';
import type { HomeWindow } from './window.ts';

export interface HomePartOptions extends HomeOptions, BillingOptions {
  /** 32 random bits per call; seeds hashes. */
  readonly random: () => number;
}

const SYN = 0x02;

/** Who is home on the line, what the provider lends it, whether the mirror is right, and what the line's headers cost. */
export class HomePart {
  readonly learner: HomeLearner;
  readonly leases: AddressLeases;
  readonly #overhead = new Overhead();
  readonly #billing: BillingDays;
  readonly #sampling = new Sampling();
  readonly #samples: LineSamples;
  readonly #mirror: MirrorCheck;
  #roleEventsSeen = 0;
  /** Name servers that the last session was given (RFC 1877). */
  #sessionNameServers: readonly string[] = [];

  constructor(options: HomePartOptions) {
    this.learner = new HomeLearner(options);
    this.leases = new AddressLeases(this.learner);
    this.#billing = new BillingDays(options);
    this.#samples = new LineSamples(this.learner.local);
    this.#mirror = new MirrorCheck(this.learner, this.#overhead, this.#samples, options.random);
  }

  /** Sets `packet.direction`; before anybody counts the frame. */
  direct(packet: Packet): void {
    this.learner.direct(packet);
  }

  /** Takes in a frame that has its direction. */
  observe(packet: Packet): void {
    this.#overhead.count(packet);
    const last = packet.protocols[packet.layerCount - 1];
    if (last === Protocol.Udp || last === Protocol.Icmpv6) {
      if (packet.tunnelCount === 0 && packet.layerCount > 0 && (last === Protocol.Icmpv6 || isDhcp(packet)))
        this.leases.observe(packet);
    } else if ((packet.tcpFlags & SYN) !== 0) this.#mirror.noteSyn(packet);
    if (this.#sampling.wants(packet)) this.#sample(packet);
  }

  noteFact(fact: LineFact): void {
    this.learner.noteFact(fact);
    if (fact.kind === 'dns') this.#sessionNameServers = fact.servers;
    if (fact.kind === 'one-way') this.#mirror.noteOneWay(fact.atMicros, fact.evidence);
    if (fact.kind === 'mru') this.#mirror.noteMru(Math.min(fact.localMru, fact.remoteMru));
  }

  /** The provider's name servers, as far as it was seen to name them: in IPCP, DHCP or router advertisements. */
  nameServers(): readonly string[] {
    return [...this.#sessionNameServers, ...this.leases.nameServers()];
  }

  /** Whether an address is home's: family 4 with one word, or 6 with four. */
  isLocal(family: 4 | 6, words: ArrayLike<number>): boolean {
    return family === 4 ? this.learner.local.isLocalIpv4(words[0]!) : this.learner.local.isLocalIpv6(words);
  }

  closeWindow(span: WindowSpan): HomeWindow {
    const { startMicros, endMicros } = span;
    const [unknown, down, up] = this.#overhead.closeWindow() as [HomeWindow['unknown'], HomeWindow['down'], HomeWindow['up']];
    this.#billing.add(startMicros, down.payloadBytes, up.payloadBytes);
    const frames = unknown.frames + down.frames + up.frames;
    const mirror = this.#mirror.closeWindow({ span, frames, payloadDownBytes: down.payloadBytes });
    this.leases.tick(endMicros);
    this.learner.closeWindow(endMicros);
    this.#sampling.closeWindow();
    const { how, confidence } = this.learner.certainty();
    return {
      startAt: timestampText(startMicros),
      endAt: timestampText(endMicros),
      how,
      confidence,
      down,
      up,
      unknown,
      mirror,
      roleEvents: this.#takeRoleEvents(),
      leaseEvents: this.leases.takeWindow(),
    };
  }

  summary(): HomeSummary {
    const { local } = this.learner;
    const [unknown, down, up] = this.#overhead.totals() as [
      HomeSummary['overhead']['unknown'],
      HomeSummary['overhead']['down'],
      HomeSummary['overhead']['up'],
    ];
    return {
      home: {
        ...this.learner.state(),
        localIpv4: local.ipv4 === null ? null : ipv4Text(local.ipv4),
        localIpv4Source: local.ipv4Source,
        remoteIpv4: local.remoteIpv4 === null ? null : ipv4Text(local.remoteIpv4),
        prefixes: local.prefixes(),
        droppedPrefixes: local.dropped,
        vlanIds: this.#samples.vlanIds,
        line: this.#kind(),
        events: [...this.learner.roles.events],
      },
      leases: this.leases.summary(),
      mirror: { findings: this.#mirror.findings() },
      overhead: { down, up, unknown },
      billing: this.#billing.periods(),
    };
  }

  #sample(packet: Packet): void {
    const layer = outermostIpLayer(packet);
    this.#samples.note(packet, layer);
    this.#mirror.sample(packet, layer);
  }

  #takeRoleEvents(): HomeWindow['roleEvents'] {
    const { total, events } = this.learner.roles;
    const added = total - this.#roleEventsSeen;
    this.#roleEventsSeen = total;
    return added === 0 ? [] : events.slice(-added);
  }

  #kind(): LineKind {
    const { aftrAddress, nat64 } = this.#samples;
    return classifyLine({
      stacks: [this.#overhead.stacks[Direction.Down]!, this.#overhead.stacks[Direction.Up]!],
      isHomeKnown: this.learner.certainty().how !== 'unknown',
      hasDhcpv4Lease: this.leases.hasDhcpv4Lease,
      aftrName: this.leases.aftrName,
      aftrAddress: aftrAddress === null ? null : ipv6Text(aftrAddress),
      hasOtherSoftwire: this.leases.hasOtherSoftwire,
      nat64Packets: nat64,
      isBehindSharedAddress: this.learner.local.isBehindSharedAddress,
    });
  }
}
