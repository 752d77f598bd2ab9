// Runs once per frame.
import type { PcapWriter } from '../capture/file/pcap-writer.ts';
import { Frame, type FrameConsumer, type FrameSink } from '../capture/frame.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { Packet } from '../decode/packet.ts';
import { endOfHeaders } from '../line/secrets/end-of-headers.ts';
import { overwriteSecrets } from '../line/secrets.ts';

const USUAL_LENGTH = 2048;

export interface CleanCopyOptions {
  /** Leaves out what follows the headers. */
  readonly stripPayload: boolean;
}

/** Writes frames to a capture file with their secrets overwritten. */
export class CleanCopy implements FrameConsumer {
  /** How many secrets were overwritten so far. */
  secrets = 0;
  readonly #writer: PcapWriter;
  readonly #stripPayload: boolean;
  readonly #copy = new Frame();
  readonly #packet = new Packet();

  constructor(writer: PcapWriter, { stripPayload }: CleanCopyOptions) {
    this.#writer = writer;
    this.#stripPayload = stripPayload;
    this.#copy.bytes = new Uint8Array(USUAL_LENGTH);
  }

  /** The source's bytes stay as they are. */
  readonly sink: FrameSink = (frame) => {
    const copy = this.#copy;
    const { start, capturedLength } = frame;
    if (capturedLength > copy.bytes.length) copy.bytes = new Uint8Array(2 * capturedLength);
    copy.bytes.set(frame.bytes.subarray(start, start + capturedLength));
    copy.capturedLength = capturedLength;
    copy.wireLength = frame.wireLength;
    copy.timestampMicros = frame.timestampMicros;
    copy.linkType = frame.linkType;
    decodeFrame(copy, this.#packet);
    this.secrets += overwriteSecrets(this.#packet);
    if (this.#stripPayload) copy.capturedLength = endOfHeaders(this.#packet);
    this.#writer.write(copy);
  };

  /** Each frame is written when it comes. */
  settle(): void {}
}
