// `note` runs for sampled frames: allocate nothing.

import type { Packet } from '../../../decode/packet.ts';
import { Protocol } from '../../../decode/protocol.ts';

const FLOWS = 32;
const ACK = 0x10;

// RFC 9293, section 3.1.
const SEQUENCE_NUMBER = 4;
const ACKNOWLEDGMENT_NUMBER = 8;

/** Whether TCP gets anywhere: numbers that go up mean that both ends hear each other, even where one of them is not shown. */
export class TcpProgress {
  readonly #ports = new Int32Array(FLOWS);
  readonly #sequences = new Int32Array(FLOWS);
  readonly #acknowledged = new Int32Array(FLOWS);
  /** How often a connection's numbers went up, and how often a segment met one that had gone the other way between the same ports. */
  advances = 0;
  answers = 0;

  note(packet: Packet): void {
    const last = packet.layerCount - 1;
    if ((packet.tcpFlags & ACK) === 0 || packet.protocols[last] !== Protocol.Tcp) return;
    const header = packet.offsets[last]!;
    const ports = packet.view.getInt32(header);
    const sequence = packet.view.getInt32(header + SEQUENCE_NUMBER);
    const acknowledged = packet.view.getInt32(header + ACKNOWLEDGMENT_NUMBER);
    const reversed = (ports << 16) | (ports >>> 16);
    if (reversed !== ports && this.#ports[placeOf(reversed)] === reversed) this.answers += 1;
    const at = placeOf(ports);
    if (this.#ports[at] === ports) {
      const hasAdvanced = ((sequence - this.#sequences[at]!) | 0) > 0 || ((acknowledged - this.#acknowledged[at]!) | 0) > 0;
      if (!hasAdvanced) return;
      this.advances += 1;
    }
    this.#ports[at] = ports;
    this.#sequences[at] = sequence;
    this.#acknowledged[at] = acknowledged;
  }
}

function placeOf(ports: number): number {
  return (Math.imul(ports, 0x9e3779b1) >>> 27) % FLOWS;
}
