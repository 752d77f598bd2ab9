// `noteSyn` and `sample` run for few frames; everything else once per window: cold.

import { Direction } from '../../../decode/direction.ts';
import type { Packet } from '../../../decode/packet.ts';
import type { WindowSpan } from '../../window-span.ts';
import type { HomeLearner } from '../learner.ts';
import type { LineSamples } from '../line-samples.ts';
import { isGroupMac, NO_MAC } from '../mac.ts';
import type { Overhead, StackCounts } from '../overhead.ts';
import { Duplicates } from './duplicates.ts';
import { type MirrorCode, type MirrorFinding, MirrorFindings } from './findings.ts';
import { largestSegment } from './largest-segment.ts';
import { OneSided } from './one-sided.ts';

/** What the mirror did in a window. */
export interface MirrorWindow {
  /** Frames that were compared with those before, and copies among them. */
  readonly sampled: number;
  readonly copies: number;
  /** Frames that were cut inside a header: less is known of them than was on the line. */
  readonly cutFrames: number;
  /** Addresses that sent to single others lately. */
  readonly unicastSources: number;
  /** What is wrong as the window closes. */
  readonly findings: readonly MirrorCode[];
}

/** What is in other parts' hands when a window closes. */
export interface MirrorEvidence {
  readonly span: WindowSpan;
  readonly frames: number;
  readonly payloadDownBytes: number;
}

/** An idle line has an echo at least this often; one without echoes is as quiet as it was before, or a few times that. */
const SILENT_MICROS = 30e6;
const LONGEST_SILENCES = 4;
/** In so many windows frames must have been flowing before their absence says anything. */
const FLOWING_WINDOWS = 20;
const INSIDE_MICROS = 10e6;
const MANY_SOURCES = 4;
const ENOUGH_SAMPLES = 32;
const ENOUGH_TAGS = 20;
const ENOUGH_PAYLOAD = 1e6;
/** Each window weighs so much of the one after it. */
const FADE = 0.9;
/** Ethernet, PPPoE and PPP around a packet of 1500 bytes. */
const FULL_PPPOE_FRAME = 1522;
const FULL_SEGMENT = 1460;

interface Fading {
  sampled: number;
  copies: number;
  retagged: number;
  ip: number;
  inside: number;
  tags: [StackCounts, StackCounts];
}

/** Whether the frames that arrive are the frames of the line: the ways in which mirrors go wrong, each with its figures. */
export class MirrorCheck {
  readonly #learner: HomeLearner;
  readonly #overhead: Overhead;
  readonly #samples: LineSamples;
  readonly #duplicates: Duplicates;
  readonly #oneSided: OneSided;
  readonly #findings = new MirrorFindings();
  readonly #fading: Fading = { sampled: 0, copies: 0, retagged: 0, ip: 0, inside: 0, tags: [noTags(), noTags()] };
  readonly #before = { sampled: 0, copies: 0, retagged: 0, ip: 0, inside: 0, cut: 0, tags: [noTags(), noTags()] };
  #insideSince = -1;
  #silentSince = -1;
  /** Windows with frames, and the longest silence between two of them. */
  #flowingWindows = 0;
  #longestSilence = 0;
  #payloadDown = 0;
  #mru = 0;
  /** Reused for every window. */
  readonly #sources = new Set<number>();
  readonly #largestSegments = new Uint16Array(3);

  constructor(learner: HomeLearner, overhead: Overhead, samples: LineSamples, random: () => number) {
    this.#learner = learner;
    this.#overhead = overhead;
    this.#samples = samples;
    this.#duplicates = new Duplicates(random);
    this.#oneSided = new OneSided(learner.pairs, this.#findings);
  }

  /** Takes the largest packet that both ends agreed to receive. */
  noteMru(mru: number): void {
    this.#mru = mru;
  }

  /** Notes the largest segment that a SYN offers to receive; it limits what comes the other way. */
  noteSyn(packet: Packet): void {
    const size = largestSegment(packet);
    const towards = packet.direction === Direction.Up ? Direction.Down : Direction.Up;
    if (packet.direction !== Direction.Unknown && size > this.#largestSegments[towards]!) this.#largestSegments[towards] = size;
  }

  /** Takes what was said between two ends of which one is not heard. */
  noteOneWay(atMicros: number, evidence: string): void {
    this.#findings.raise('one-direction', atMicros, evidence);
  }

  sample(packet: Packet, layer: number): void {
    this.#duplicates.note(packet, layer);
    this.#oneSided.sample(packet);
  }

  closeWindow(evidence: MirrorEvidence): MirrorWindow {
    const window = this.#fade();
    const unicastSources = this.#countSources();
    this.#checkSilence(evidence);
    if (evidence.frames > 0) {
      this.#payloadDown += evidence.payloadDownBytes;
      this.#oneSided.check(evidence.span);
      this.#checkCopies(evidence.span);
      this.#checkPort(evidence.span, unicastSources);
      this.#checkTags(evidence.span);
      this.#checkLengths(evidence, window.cutFrames);
    }
    return { ...window, unicastSources, findings: this.#findings.activeCodes };
  }

  findings(): MirrorFinding[] {
    return this.#findings.list();
  }

  /** Takes in what the window added, and returns it. */
  #fade(): { sampled: number; copies: number; cutFrames: number } {
    const { sampled, copies, retagged } = this.#duplicates;
    const { ip, inside } = this.#samples;
    const [before, fading] = [this.#before, this.#fading];
    const window = {
      sampled: sampled - before.sampled,
      copies: copies - before.copies,
      cutFrames: this.#overhead.cutFrames - before.cut,
    };
    fading.sampled = FADE * fading.sampled + window.sampled;
    fading.copies = FADE * fading.copies + window.copies;
    fading.retagged = FADE * fading.retagged + retagged - before.retagged;
    fading.ip = FADE * fading.ip + ip - before.ip;
    fading.inside = FADE * fading.inside + inside - before.inside;
    for (const [at, direction] of [Direction.Down, Direction.Up].entries()) {
      const now = this.#overhead.stacks[direction]!;
      const sum = fading.tags[at]!;
      const then = before.tags[at]!;
      sum.tagged = FADE * sum.tagged + now.tagged - then.tagged;
      sum.untagged = FADE * sum.untagged + now.untagged - then.untagged;
      sum.pppoe = FADE * sum.pppoe + now.pppoe - then.pppoe;
      then.tagged = now.tagged;
      then.untagged = now.untagged;
      then.pppoe = now.pppoe;
    }
    before.sampled = sampled;
    before.copies = copies;
    before.retagged = retagged;
    before.ip = ip;
    before.inside = inside;
    before.cut = this.#overhead.cutFrames;
    return window;
  }

  #checkSilence({ span, frames }: MirrorEvidence): void {
    const { startMicros, endMicros } = span;
    if (frames > 0) {
      if (this.#silentSince >= 0) this.#longestSilence = Math.max(this.#longestSilence, startMicros - this.#silentSince);
      this.#silentSince = -1;
      this.#flowingWindows += 1;
      this.#findings.clear('silence', startMicros);
      return;
    }
    if (this.#silentSince < 0) this.#silentSince = startMicros;
    const silent = endMicros - this.#silentSince;
    const patience = Math.max(SILENT_MICROS, LONGEST_SILENCES * this.#longestSilence);
    if (silent < patience || this.#flowingWindows < FLOWING_WINDOWS) return;
    this.#findings.raise('silence', this.#silentSince, `no frame for ${Math.round(silent / 1e6)} s`);
  }

  #checkCopies({ startMicros }: WindowSpan): void {
    const { sampled, copies, retagged } = this.#fading;
    if (sampled < ENOUGH_SAMPLES) return;
    const share = copies / sampled;
    const tags = retagged > copies / 2 ? ', one with and one without a VLAN tag' : '';
    const figures = `${Math.round(copies)} of ${Math.round(sampled)} frames compared were copies of the frame before${tags}`;
    const raise = (code: MirrorCode, isSo: boolean, isOver: boolean) => {
      if (isSo) this.#findings.raise(code, startMicros, figures);
      else if (isOver) this.#findings.clear(code, startMicros);
    };
    raise('every-frame-twice', share >= 0.4, share < 0.3);
    raise(
      'some-frames-twice',
      share >= 0.05 && share < 0.4 && !this.#findings.isActive('every-frame-twice'),
      share < 0.02 || share >= 0.4,
    );
  }

  #checkPort({ startMicros, endMicros }: WindowSpan, sources: number): void {
    const { ip, inside, tags } = this.#fading;
    const isPppoe = tags[0].pppoe + tags[1].pppoe > 0;
    const isInside = ip >= ENOUGH_SAMPLES && inside >= 0.95 * ip;
    const isCrowded = sources > MANY_SOURCES && this.#learner.roles.provider.mac === NO_MAC;
    if (isPppoe || (!isInside && !isCrowded)) {
      this.#insideSince = -1;
      if (isPppoe || ip >= ENOUGH_SAMPLES) this.#findings.clear('wrong-port', startMicros);
      return;
    }
    if (this.#insideSince < 0) this.#insideSince = startMicros;
    if (endMicros - this.#insideSince < INSIDE_MICROS) return;
    const share = ip === 0 ? 0 : Math.round((100 * inside) / ip);
    const evidence = `${share}% of the packets stay between private addresses or go to groups; ${sources} addresses send to single others`;
    this.#findings.raise('wrong-port', this.#insideSince, evidence);
  }

  #checkTags({ startMicros }: WindowSpan): void {
    const [down, up] = this.#fading.tags;
    const isTagged = (one: StackCounts) => one.tagged >= ENOUGH_TAGS && one.untagged <= 0.05 * one.tagged;
    const isBare = (one: StackCounts) => one.untagged >= ENOUGH_TAGS && one.tagged <= 0.05 * one.untagged;
    const bare = isTagged(up) && isBare(down) ? 'down' : isTagged(down) && isBare(up) ? 'up' : null;
    if (bare === null) {
      if (down.tagged + down.untagged >= ENOUGH_TAGS && up.tagged + up.untagged >= ENOUGH_TAGS) {
        this.#findings.clear('tags-stripped', startMicros);
      }
      return;
    }
    const [with_, without] = bare === 'down' ? [up, down] : [down, up];
    const evidence = `${Math.round(with_.tagged)} frames ${bare === 'down' ? 'up' : 'down'} have VLAN tags and ${Math.round(without.untagged)} frames ${bare} have none`;
    this.#findings.raise('tags-stripped', startMicros, evidence);
  }

  #checkLengths({ span }: MirrorEvidence, cutFrames: number): void {
    const { longest } = this.#overhead;
    const [down] = this.#fading.tags;
    const mayBeFull = this.#mru >= 1500 && this.#largestSegments[Direction.Down]! >= FULL_SEGMENT && down.pppoe > 0;
    if (mayBeFull && longest[Direction.Down]! >= FULL_PPPOE_FRAME) this.#findings.clear('oversize-frames-lost', span.startMicros);
    else if (mayBeFull && this.#payloadDown >= ENOUGH_PAYLOAD) {
      const evidence = `packets of 1500 bytes were agreed on (MRU ${this.#mru}), but no frame was longer than ${longest[Direction.Down]} bytes`;
      this.#findings.raise('oversize-frames-lost', span.startMicros, evidence);
    }
    if (cutFrames > 0)
      this.#findings.raise('cut-by-snap-length', span.startMicros, `${this.#overhead.cutFrames} frames are cut inside a header`);
  }

  #countSources(): number {
    const { pairs } = this.#learner;
    const sources = this.#sources;
    sources.clear();
    for (let slot = 0; slot < pairs.size; slot += 1) {
      const isLately = pairs.recentFrames[slot]! + pairs.frames[slot]! >= 1;
      if (isLately && !isGroupMac(pairs.destinationOf(slot))) sources.add(pairs.sourceOf(slot));
    }
    return sources.size;
  }
}

function noTags(): StackCounts {
  return { ipv4: 0, ipv6: 0, softwire: 0, pppoe: 0, tagged: 0, untagged: 0 };
}
