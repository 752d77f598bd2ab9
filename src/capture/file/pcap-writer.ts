import { openSync, statSync } from 'node:fs';
import { ByteWindow } from './byte-window.ts';
import { createReader, HEAD_BYTES } from './create-reader.ts';
import { FileSource } from './file-source.ts';
import { OutputFile } from './output-file.ts';
import { PcapFormat, SNAP_LENGTH, USUAL_SNAP_LENGTH } from './pcap-format.ts';
import { PcapngFormat } from './pcapng-format.ts';
import { PlainBytes } from './plain-bytes.ts';
import type { RecordFormat } from './record-format.ts';
import type { WrittenFrame } from './written-frame.ts';

const CHUNK_BYTES = 256 * 1024;

export interface PcapWriterOptions {
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** What the file is of as long as no frame says otherwise. */
  readonly linkType: number;
}

/**
 * Writes a capture file: pcap, which everything reads, as long as all frames are of one link type; pcapng from the first one on that is of
 * another, or from a time that pcap cannot hold. The file gets its name when it is finished. Errors are those of `OutputFile`.
 */
export class PcapWriter {
  frames = 0;
  readonly #path: string;
  readonly #force: boolean;
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  #used = 0;
  #file: OutputFile;
  #format: RecordFormat;
  #longest = USUAL_SNAP_LENGTH;

  constructor(path: string, { force, linkType }: PcapWriterOptions) {
    this.#path = path;
    this.#force = force;
    this.#file = new OutputFile(path, { force });
    this.#format = new PcapFormat(linkType);
  }

  get format(): 'pcap' | 'pcapng' {
    return this.#format.name;
  }

  write(frame: WrittenFrame): void {
    if (this.frames === 0) this.#begin(frame);
    else if (!this.#format.holds(frame)) this.#becomePcapng();
    this.#add(frame);
    this.frames += 1;
  }

  /** Writes what is left and gives the file its name. */
  finish(): void {
    if (this.frames === 0) this.#append(this.#format.opening);
    this.#flush();
    this.#announceLongest();
    this.#file.publish();
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#file.discard();
  }

  #begin(frame: WrittenFrame): void {
    const pcap = new PcapFormat(frame.linkType);
    this.#format = pcap.holds(frame) ? pcap : new PcapngFormat();
    this.#append(this.#format.opening);
  }

  #add(frame: WrittenFrame): void {
    const { bytes, start, capturedLength } = frame;
    this.#longest = Math.max(this.#longest, capturedLength);
    this.#append(this.#format.before(frame));
    this.#append(bytes.subarray(start, start + capturedLength));
    this.#append(this.#format.behind(frame));
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length > this.#chunk.length - this.#used) this.#flush();
    if (bytes.length > this.#chunk.length) {
      this.#file.write(bytes);
      return;
    }
    this.#chunk.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  #flush(): void {
    this.#file.write(this.#chunk.subarray(0, this.#used));
    this.#used = 0;
  }

  /** Readers of pcap do not believe a frame that is longer than its file says frames are. */
  #announceLongest(): void {
    if (this.format !== 'pcap' || this.#longest === USUAL_SNAP_LENGTH) return;
    const field = new Uint8Array(4);
    new DataView(field.buffer).setUint32(0, this.#longest, true);
    this.#file.overwrite(field, SNAP_LENGTH);
  }

  /** Nothing says beforehand what frames will come, so what was written as pcap is written once more. */
  #becomePcapng(): void {
    this.#flush();
    this.#announceLongest();
    const written = this.#file;
    try {
      this.#file = new OutputFile(this.#path, { force: this.#force });
      this.#format = new PcapngFormat();
      this.#append(this.#format.opening);
      this.#copyFrom(written.temporaryPath);
    } finally {
      written.discard();
    }
  }

  #copyFrom(path: string): void {
    const bytes = new PlainBytes(this.#path, openSync(path, 'r'), statSync(path).size);
    const window = new ByteWindow(CHUNK_BYTES, new Uint8Array(0));
    window.fill(bytes, HEAD_BYTES);
    const source = new FileSource(this.#path, { bytes, window, reader: createReader(this.#path, window) });
    try {
      while (source.step((frame) => this.#add(frame)) === 'more');
    } finally {
      source.close();
    }
  }
}
