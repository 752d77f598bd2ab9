// Runs once per frame: allocate nothing in `count`.

import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import type { Accounting } from './summary.ts';

/** Everything added up, whatever it was. */
export class Totals {
  /** The earliest and the latest timestamp of a frame, in microseconds since 1970; infinite before the first. */
  earliestMicros = Number.POSITIVE_INFINITY;
  latestMicros = Number.NEGATIVE_INFINITY;
  openIpv4Bytes = 0;
  openIpv6Bytes = 0;

  #openFrames = 0;
  #openWireBytes = 0;
  #openCapturedBytes = 0;
  #closedFrames = 0;
  #closedWireBytes = 0;
  #closedCapturedBytes = 0;

  count(packet: Packet): void {
    if (packet.timestampMicros < this.earliestMicros) this.earliestMicros = packet.timestampMicros;
    if (packet.timestampMicros > this.latestMicros) this.latestMicros = packet.timestampMicros;
    this.#openFrames += 1;
    this.#openWireBytes += packet.wireLength;
    this.#openCapturedBytes += packet.capturedEnd - packet.start;
    const { ipLayer } = packet;
    if (ipLayer >= 0) {
      if (packet.protocols[ipLayer] === Protocol.Ipv4) this.openIpv4Bytes += packet.wireLength;
      else this.openIpv6Bytes += packet.wireLength;
    }
  }

  /** Whether the open window has no frame. */
  get isSilent(): boolean {
    return this.#openFrames === 0;
  }

  closeWindow(): void {
    this.#closedFrames += this.#openFrames;
    this.#closedWireBytes += this.#openWireBytes;
    this.#closedCapturedBytes += this.#openCapturedBytes;
    this.#openFrames = 0;
    this.#openWireBytes = 0;
    this.#openCapturedBytes = 0;
    this.openIpv4Bytes = 0;
    this.openIpv6Bytes = 0;
  }

  accounting(of: 'closed' | 'open', malformed: number, other: number): Accounting {
    const isOpen = of === 'open';
    const frames = isOpen ? this.#openFrames : this.#closedFrames;
    return {
      seen: { frames, wireBytes: isOpen ? this.#openWireBytes : this.#closedWireBytes },
      capturedBytes: isOpen ? this.#openCapturedBytes : this.#closedCapturedBytes,
      attributed: frames - malformed - other,
      other,
      malformed,
    };
  }
}
