import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, Payload, PERHAPS, type Recogniser, Transport } from '../../../src/inspect/payload.ts';
import { latin1, watchBytes } from './text-bytes.ts';

export interface PayloadOptions {
  readonly transport?: Transport;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly otherMemory?: number;
  /** How many bytes the wire had that were not captured. */
  readonly cut?: number;
}

/** A payload between bytes that must not be read. Over TCP and between unknown ports unless said otherwise. */
export function textPayload(content: string | Uint8Array, options: PayloadOptions = {}): Payload {
  const { bytes, start, end } = watchBytes(typeof content === 'string' ? latin1(content) : content);
  return Object.assign(new Payload(), {
    bytes,
    start,
    end,
    wireEnd: end + (options.cut ?? 0),
    transport: options.transport ?? Transport.Tcp,
    sourcePort: options.sourcePort ?? 50_000,
    destinationPort: options.destinationPort ?? 50_001,
    otherMemory: options.otherMemory ?? 0,
  });
}

/** What a recogniser says of a content, by name. */
export function verdict(recogniser: Recogniser, content: string | Uint8Array, options: PayloadOptions = {}): string {
  const said = recogniser(textPayload(content, options));
  if (said === NOT_MINE) return 'not mine';
  if (said === PERHAPS) return 'perhaps';
  return Object.entries(AppProtocol).find(([, protocol]) => protocol === said)![0];
}
