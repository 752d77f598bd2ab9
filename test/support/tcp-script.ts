import { buildFrame, payload } from './frames/build-frame.ts';
import { ethernet } from './frames/ethernet.ts';
import { ipv4 } from './frames/ipv4.ts';
import { maximumSegmentSize, type TcpOptions, tcp } from './frames/tcp.ts';
import type { TimedFrame } from './observe.ts';

export const ROUTER_MAC = '00:00:5e:00:53:01';
const PROVIDER_MAC = '00:00:5e:00:53:fe';
const HOME = '192.0.2.1';
const REMOTE = '198.51.100.1';

export interface Say extends TcpOptions {
  /** Payload bytes. */
  readonly length?: number;
}

/** One TCP connection as the probe sees it: `up` comes from home, `down` from the far end. Sequence numbers are relative to 0 at the SYN. */
export class TcpScript {
  readonly frames: TimedFrame[] = [];
  readonly #base: { up: number; down: number };
  readonly #ports: { readonly home: number; readonly remote: number };
  readonly #remote: string;

  constructor(options: { upBase?: number; downBase?: number; homePort?: number; remotePort?: number; remote?: string } = {}) {
    this.#base = { up: options.upBase ?? 1000, down: options.downBase ?? 5000 };
    this.#ports = { home: options.homePort ?? 40000, remote: options.remotePort ?? 443 };
    this.#remote = options.remote ?? REMOTE;
  }

  up(at: number, sequence: number, acknowledgment: number, say: Say = {}): this {
    return this.#say('up', at, { sequence, acknowledgment, say });
  }

  down(at: number, sequence: number, acknowledgment: number, say: Say = {}): this {
    return this.#say('down', at, { sequence, acknowledgment, say });
  }

  /** A handshake asked for by the host at home: 20 ms to the far end and back, 1 ms to the host and back. */
  open(at = 0, mss = 1452): this {
    const options = [maximumSegmentSize(mss)];
    return this.up(at, 0, 0, { flags: 'syn', options })
      .down(at + 0.02, 0, 1, { flags: 'syn ack', options })
      .up(at + 0.021, 1, 1);
  }

  #say(
    direction: 'up' | 'down',
    at: number,
    { sequence, acknowledgment, say }: { readonly sequence: number; readonly acknowledgment: number; readonly say: Say },
  ): this {
    const isUp = direction === 'up';
    const { length = 0, ...fields } = say;
    const other = isUp ? 'down' : 'up';
    const isFirstSyn = fields.flags === 'syn';
    const bytes = buildFrame(
      ethernet(isUp ? { source: ROUTER_MAC, destination: PROVIDER_MAC } : { source: PROVIDER_MAC, destination: ROUTER_MAC }),
      ipv4(isUp ? { source: HOME, destination: this.#remote } : { source: this.#remote, destination: HOME }),
      tcp({
        sourcePort: isUp ? this.#ports.home : this.#ports.remote,
        destinationPort: isUp ? this.#ports.remote : this.#ports.home,
        sequenceNumber: (this.#base[direction] + sequence) >>> 0,
        acknowledgmentNumber: isFirstSyn ? 0 : (this.#base[other] + acknowledgment) >>> 0,
        ...fields,
      }),
      payload(new Uint8Array(length)),
    );
    this.frames.push({ bytes, at });
    return this;
  }
}
