import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type {
  ApplicationRow,
  FlowRow,
  HostRow,
  LineMessage,
  LiveMessage,
  NamesMessage,
  ProtocolRow,
  Rows,
  StatusMessage,
  TrafficMessage,
  TunnelRow,
} from '../../../src/api/messages.ts';
import { RateSeries } from '../chart/rate-series.ts';
import type { FeedState } from '../feed/live-feed.ts';
import { OncePerSecond } from '../feed/once-per-second.ts';
import { EchoHistory } from './echo-history.ts';
import { isAboutMachine, MachineState } from './machine-state.ts';
import { VerdictHistory } from './verdict-history.ts';

/** What the page shows, section by section; `null` until it is first heard of. */
export interface Shown {
  readonly status: Signal<StatusMessage | null>;
  readonly hosts: Signal<Rows<HostRow> | null>;
  readonly flows: Signal<Rows<FlowRow> | null>;
  readonly protocols: Signal<Rows<ProtocolRow> | null>;
  readonly applications: Signal<Rows<ApplicationRow> | null>;
  readonly names: Signal<NamesMessage | null>;
  readonly tunnels: Signal<Rows<TunnelRow> | null>;
  readonly line: Signal<LineMessage | null>;
}

export type Section = keyof Shown;
export type Sections = Omit<LiveMessage, 'startAt' | 'endAt' | 'traffic' | 'system' | 'events'>;

// Older than this, the page says so. A probe on a small board may be a moment late.
const STALE_SECONDS = 4;

/** Everything the page knows of the probe. Windows arrive as they come; what is shown changes at most once a second, and not while paused. */
export class ProbeState {
  readonly shown: Shown = {
    status: signal(null),
    hosts: signal(null),
    flows: signal(null),
    protocols: signal(null),
    applications: signal(null),
    names: signal(null),
    tunnels: signal(null),
    line: signal(null),
  };
  /** The minutes that are shown. */
  readonly verdicts = new VerdictHistory();
  readonly series = new RateSeries();
  /** Rises when `series` should be drawn again. */
  readonly seriesVersion = signal(0);
  readonly machine: MachineState;
  /** Packet time: the end of the window that is shown. */
  readonly windowEndAt = signal<string | null>(null);
  readonly feed = signal<FeedState>('connecting');
  /** Why the probe's answers do not arrive, in one line. */
  readonly trouble = signal<string | null>(null);
  readonly paused = signal(false);
  /** A clock that never jumps, in milliseconds; moved on once a second. */
  readonly nowMillis: Signal<number>;
  readonly heardMillis = signal<number | null>(null);
  /** Seconds since the last news, where there should be news; else `null`. */
  readonly staleSeconds: ReadonlySignal<number | null> = computed(() => this.#staleSeconds());

  readonly #clock: () => number;
  readonly #throttle: OncePerSecond;
  readonly #received = new VerdictHistory();
  readonly #echoes = new EchoHistory();
  #pending: Sections & { endAt?: string } = {};

  constructor(clock: () => number) {
    this.#clock = clock;
    this.nowMillis = signal(clock());
    this.#throttle = new OncePerSecond(() => this.#show(), clock);
    this.machine = new MachineState({ clock, nowMillis: this.nowMillis, paused: this.paused });
  }

  /** One message of the live feed: a window, or what is new about the machine. */
  receive(message: LiveMessage): void {
    const { startAt: _, traffic, system, events, ...sections } = message;
    if (isAboutMachine(message)) {
      this.machine.receive({ ...(system && { system }), ...(events && { events }) });
      return;
    }
    if (traffic !== undefined) this.series.add(traffic);
    this.#note(sections);
    this.#pending = { ...this.#pending, ...sections };
    this.heardMillis.value = this.#clock();
    this.#throttle.request();
  }

  /** Sections read by themselves, not pushed. */
  receiveSections(sections: Sections): void {
    this.#note(sections);
    this.#pending = { ...sections, ...this.#pending };
    this.#throttle.request();
  }

  receiveHistory(history: TrafficMessage): void {
    this.series.load(history.points);
    this.#throttle.request();
  }

  tick(): void {
    this.nowMillis.value = this.#clock();
  }

  togglePause(): void {
    this.paused.value = !this.paused.value;
    if (this.paused.value) return;
    this.#throttle.request();
    this.machine.goOn();
  }

  /** At once, as a later message may bring fewer minutes and samples. */
  #note({ line }: Sections): void {
    if (line === undefined) return;
    this.#received.add(line.verdict.minutes);
    this.#echoes.add(line.ppp.sessions);
  }

  #show(): void {
    if (this.paused.value) return;
    const { endAt, ...sections } = this.#pending;
    if (sections.line !== undefined) sections.line = this.#wholeLine(sections.line);
    this.#pending = {};
    this.verdicts.take(this.#received);
    batch(() => {
      for (const [name, value] of Object.entries(sections)) {
        if (name in this.shown) (this.shown[name as Section] as Signal<unknown>).value = value;
      }
      this.windowEndAt.value = endAt ?? this.windowEndAt.value ?? this.shown.status.value?.lastWindowAt ?? null;
      this.seriesVersion.value += 1;
    });
  }

  #wholeLine(line: LineMessage): LineMessage {
    return { ...line, ppp: { ...line.ppp, sessions: this.#echoes.whole(line.ppp.sessions) } };
  }

  #staleSeconds(): number | null {
    // Only a source that captures has something to say every second.
    if (this.shown.status.value?.source.condition !== 'capturing' && this.feed.value === 'open') return null;
    if (this.heardMillis.value === null) return null;
    const seconds = (this.nowMillis.value - this.heardMillis.value) / 1000;
    return seconds > STALE_SECONDS ? seconds : null;
  }
}
