import type { Packet } from '../../decode/packet.ts';

const TEXT = 0x78; // x
const BINARY = 0;

/** Overwrites bytes of one decoded frame, and never any outside of it, whatever positions it is given. */
export class Eraser {
  readonly packet: Packet;
  /** One past the frame's last captured byte. */
  readonly end: number;
  /** How many secrets were overwritten. */
  count = 0;
  hasChanged = false;
  /** One past the last byte that belonged to a secret. */
  secretsEnd = 0;

  constructor(packet: Packet) {
    this.packet = packet;
    this.end = packet.capturedEnd;
  }

  /** Overwrites a secret that people can read with `x`. One without bytes is none. */
  text(from: number, to: number): void {
    this.#secret(from, to, TEXT);
  }

  /** Overwrites a secret that is no text with zeros. */
  binary(from: number, to: number): void {
    this.#secret(from, to, BINARY);
  }

  /** Overwrites what belongs to no packet, such as padding, with zeros: it is no secret of its own, but may hold pieces of one. */
  clear(from: number, to: number): void {
    this.#fill(from, to, BINARY);
  }

  #secret(from: number, to: number, value: number): void {
    if (!this.#fill(from, to, value)) return;
    this.count += 1;
    this.secretsEnd = Math.max(this.secretsEnd, Math.min(to, this.end));
  }

  #fill(from: number, to: number, value: number): boolean {
    const { bytes, start } = this.packet;
    const first = Math.max(from, start);
    const end = Math.min(to, this.end);
    for (let at = first; at < end; at += 1) {
      if (bytes[at] === value) continue;
      bytes[at] = value;
      this.hasChanged = true;
    }
    return first < end;
  }
}
