/** Bytes on the wire of one direction, and what they were spent on. `payloadBytes` and the parts before it add up to `wireBytes`. */
export interface DirectionBytes {
  readonly frames: number;
  readonly wireBytes: number;
  /** Link-layer header and padding; not the preamble, frame check sequence and gap (24 bytes a frame), which nobody captures. */
  readonly ethernetBytes: number;
  readonly vlanBytes: number;
  /** PPPoE and PPP headers. */
  readonly pppoeBytes: number;
  readonly mplsBytes: number;
  /** Frames without an IP packet, behind the headers above: discovery, LCP, ARP and the like. */
  readonly controlBytes: number;
  /** The IP packets that the session or the Ethernet carries: what a provider bills. */
  readonly payloadBytes: number;
  /** The part of the payload that is headers of tunnels: everything around the innermost IP packet. */
  readonly tunnelBytes: number;
}

/** The same, while it is added up. */
export class DirectionTotals {
  frames = 0;
  wireBytes = 0;
  vlanBytes = 0;
  pppoeBytes = 0;
  mplsBytes = 0;
  controlBytes = 0;
  payloadBytes = 0;
  tunnelBytes = 0;

  add(part: DirectionTotals): void {
    this.frames += part.frames;
    this.wireBytes += part.wireBytes;
    this.vlanBytes += part.vlanBytes;
    this.pppoeBytes += part.pppoeBytes;
    this.mplsBytes += part.mplsBytes;
    this.controlBytes += part.controlBytes;
    this.payloadBytes += part.payloadBytes;
    this.tunnelBytes += part.tunnelBytes;
  }

  clear(): void {
    this.frames = 0;
    this.wireBytes = 0;
    this.vlanBytes = 0;
    this.pppoeBytes = 0;
    this.mplsBytes = 0;
    this.controlBytes = 0;
    this.payloadBytes = 0;
    this.tunnelBytes = 0;
  }

  value(): DirectionBytes {
    const { frames, wireBytes, vlanBytes, pppoeBytes, mplsBytes, controlBytes, payloadBytes, tunnelBytes } = this;
    const ethernetBytes = wireBytes - vlanBytes - pppoeBytes - mplsBytes - controlBytes - payloadBytes;
    return { frames, wireBytes, ethernetBytes, vlanBytes, pppoeBytes, mplsBytes, controlBytes, payloadBytes, tunnelBytes };
  }
}
