import { timestampText } from '../../../decode/text.ts';

export type MirrorCode =
  | 'one-direction'
  | 'every-frame-twice'
  | 'some-frames-twice'
  | 'wrong-port'
  | 'tags-stripped'
  | 'oversize-frames-lost'
  | 'cut-by-snap-length'
  | 'silence';

/** Something about the mirror that makes its frames not what the line carries. */
export interface MirrorFinding {
  readonly code: MirrorCode;
  readonly since: string;
  /** Null while it lasts. */
  readonly until: string | null;
  readonly evidence: string;
  readonly remedy: string;
}

const REMEDIES: Readonly<Record<MirrorCode, string>> = {
  'one-direction':
    'Set the mirror session on the switch to both directions (ingress and egress, "rx and tx") of the port to the modem.',
  'every-frame-twice':
    'Mirror one port only: with the ports of router and modem both mirrored in both directions every frame comes twice.',
  'some-frames-twice':
    'Look whether the switch mirrors more than the port to the modem, or the line has two ways into the probe.',
  'wrong-port': 'Mirror the port between router and modem; this looks like a port inside the home network.',
  'tags-stripped': 'Let the switch keep VLAN tags on the mirror port (tagged or trunk), or take no notice of VLAN ids.',
  'oversize-frames-lost':
    'Allow frames above 1518 bytes on the mirror port of the switch and the network card (jumbo or baby jumbo frames).',
  'cut-by-snap-length': 'Keep more of every frame: raise the snap length of the capture, or the truncation of the mirror.',
  silence: 'Look whether the cable is in the mirror port, the port is up, and the mirror session still exists.',
};

const MAX_PAST = 32;

interface Active {
  readonly sinceMicros: number;
  evidence: string;
}

/** What is wrong with the mirror now, and what was. */
export class MirrorFindings {
  readonly #active = new Map<MirrorCode, Active>();
  readonly #past: MirrorFinding[] = [];
  #codes: readonly MirrorCode[] = [];

  /** In the order of the alphabet; another list whenever it changes. */
  get activeCodes(): readonly MirrorCode[] {
    return this.#codes;
  }

  isActive(code: MirrorCode): boolean {
    return this.#active.has(code);
  }

  /** Says that something is so, since when, with figures. */
  raise(code: MirrorCode, sinceMicros: number, evidence: string): void {
    const active = this.#active.get(code);
    if (active !== undefined) {
      active.evidence = evidence;
      return;
    }
    this.#active.set(code, { sinceMicros, evidence });
    this.#codes = [...this.#active.keys()].sort();
  }

  clear(code: MirrorCode, untilMicros: number): void {
    const active = this.#active.get(code);
    if (active === undefined) return;
    this.#active.delete(code);
    this.#codes = [...this.#active.keys()].sort();
    this.#past.push(findingOf(code, active, timestampText(untilMicros)));
    if (this.#past.length > MAX_PAST) this.#past.shift();
  }

  /** Those that last first, then the ones that are over, the latest first. */
  list(): MirrorFinding[] {
    const active = this.activeCodes.map((code) => findingOf(code, this.#active.get(code)!, null));
    return [...active, ...this.#past.toReversed()];
  }
}

function findingOf(code: MirrorCode, { sinceMicros, evidence }: Active, until: string | null): MirrorFinding {
  return { code, since: timestampText(sinceMicros), until, evidence, remedy: REMEDIES[code] };
}
