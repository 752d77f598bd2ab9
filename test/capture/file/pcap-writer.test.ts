import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';
import { PcapWriter } from '../../../src/capture/file/pcap-writer.ts';
import type { WrittenFrame } from '../../../src/capture/file/written-frame.ts';
import { buildPcap, buildPcapng } from '../../support/capture-files.ts';

const SECONDS = 1_800_000_000;
const ETHERNET = 1;
const PPP = 9;

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanprobe-writer-'));
  path = join(folder, 'out.pcap');
});
afterEach(() => rmSync(folder, { recursive: true }));

function frame(given: Partial<WrittenFrame> = {}): WrittenFrame {
  const bytes = given.bytes ?? Uint8Array.of(1, 2, 3, 4, 5);
  const capturedLength = given.capturedLength ?? bytes.length;
  return {
    bytes,
    start: 0,
    capturedLength,
    wireLength: capturedLength,
    timestampMicros: SECONDS * 1e6,
    linkType: ETHERNET,
    ...given,
  };
}

function write(frames: readonly WrittenFrame[], linkType = ETHERNET): PcapWriter {
  const writer = new PcapWriter(path, { force: false, linkType });
  for (const written of frames) writer.write(written);
  writer.finish();
  return writer;
}

interface Read {
  readonly format: string;
  readonly complete: boolean;
  readonly frames: readonly Omit<WrittenFrame, 'start'>[];
}

async function read(): Promise<Read> {
  const source = await openCaptureFile(path);
  const frames: Omit<WrittenFrame, 'start'>[] = [];
  let state = 'more';
  while (state === 'more') {
    state = await source.step(({ bytes, start, capturedLength, wireLength, timestampMicros, linkType }) => {
      frames.push({ bytes: bytes.slice(start, start + capturedLength), capturedLength, wireLength, timestampMicros, linkType });
    });
  }
  return { format: source.format, complete: source.complete, frames };
}

function asRead(frames: readonly WrittenFrame[]): Read['frames'] {
  return frames.map(({ start, bytes, ...rest }) => ({ ...rest, bytes: bytes.slice(start, start + rest.capturedLength) }));
}

describe('PcapWriter', () => {
  it('writes pcap of version 2.4, little-endian, with nanoseconds', () => {
    const frames = [
      frame({ timestampMicros: SECONDS * 1e6 + 123_456.75, wireLength: 1514 }),
      frame({ bytes: Uint8Array.of(9, 8, 7), start: 1, capturedLength: 2, timestampMicros: SECONDS * 1e6 + 999_999.5 }),
    ];
    const writer = write(frames);
    expect([writer.format, writer.frames]).toEqual(['pcap', 2]);
    expect(new Uint8Array(readFileSync(path))).toEqual(
      buildPcap({
        resolution: 'ns',
        frames: frames.map(({ bytes, start, ...rest }) => ({
          ...rest,
          bytes: bytes.subarray(start, start + rest.capturedLength),
        })),
      }),
    );
  });

  it('writes what is read again as it was', async () => {
    const frames = Array.from({ length: 3000 }, (_, index) =>
      frame({
        bytes: new Uint8Array(index).fill(index),
        timestampMicros: SECONDS * 1e6 + index * 1234.25,
        wireLength: index + 7,
      }),
    );
    write(frames);
    expect(await read()).toEqual({ format: 'pcap', complete: true, frames: asRead(frames) });
  });

  it('writes pcapng from the first frame on that has another link type, with all that came before', async () => {
    const frames = Array.from({ length: 2000 }, (_, index) =>
      frame({
        bytes: new Uint8Array(index % 700).fill(index),
        timestampMicros: SECONDS * 1e6 + index * 1000.25,
        linkType: index < 1500 || index % 3 === 0 ? ETHERNET : PPP,
      }),
    );
    const writer = write(frames);
    expect([writer.format, writer.frames]).toEqual(['pcapng', 2000]);
    expect(await read()).toEqual({ format: 'pcapng', complete: true, frames: asRead(frames) });
    expect(readdirSync(folder)).toEqual(['out.pcap']);
  });

  it('writes pcapng as its specification says', () => {
    const [first, second] = [frame(), frame({ linkType: PPP, timestampMicros: SECONDS * 1e6 + 0.25, wireLength: 9 })];
    write([first!, second!]);
    const described = { resolution: 9, snapLength: 0 };
    const opening = buildPcapng({ interfaces: [{ ...described, linkType: ETHERNET }], frames: [first!] });
    const both = [
      { ...described, linkType: ETHERNET },
      { ...described, linkType: PPP },
    ];
    const whole = buildPcapng({ interfaces: both, frames: [first!, { ...second!, interfaceId: 1 }] });
    const sectionAndInterfaces = buildPcapng({ interfaces: both }).length;
    const packet = opening.length - (sectionAndInterfaces - 32);
    const written = new Uint8Array(readFileSync(path));
    expect(written.subarray(0, opening.length)).toEqual(opening);
    expect(written.subarray(opening.length, opening.length + 32)).toEqual(
      whole.subarray(sectionAndInterfaces - 32, sectionAndInterfaces),
    );
    expect(written.subarray(opening.length + 32)).toEqual(whole.subarray(sectionAndInterfaces + packet));
  });

  it('writes pcapng for a time that pcap cannot hold', async () => {
    const frames = [frame(), frame({ timestampMicros: 2 ** 32 * 1e6 + 5 })];
    write(frames);
    expect(await read()).toEqual({ format: 'pcapng', complete: true, frames: asRead(frames) });
  });

  it('says in the file how long its longest frame is, so that readers believe it', async () => {
    const frames = [frame(), frame({ bytes: new Uint8Array(1_000_000).fill(7) }), frame()];
    write(frames);
    expect(await read()).toEqual({ format: 'pcap', complete: true, frames: asRead(frames) });
    rmSync(path);
    write([...frames, frame({ linkType: PPP })]);
    expect((await read()).frames.map(({ capturedLength }) => capturedLength)).toEqual([5, 1_000_000, 5, 5]);
  });

  it('writes an empty capture of the link type it was told', () => {
    write([], PPP);
    expect(new Uint8Array(readFileSync(path))).toEqual(buildPcap({ resolution: 'ns', linkType: PPP }));
  });

  it('has no file before it is finished, and leaves nothing where it is discarded', () => {
    const writer = new PcapWriter(path, { force: false, linkType: ETHERNET });
    writer.write(frame());
    expect(readdirSync(folder)).not.toContain('out.pcap');
    writer.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses to replace a file, also one that has come into being meanwhile', () => {
    writeFileSync(path, 'precious');
    expect(() => write([frame()])).toThrow(/^\S+out\.pcap: is there already; name another file, or replace it with --force$/);
    rmSync(path);
    const writer = new PcapWriter(path, { force: false, linkType: ETHERNET });
    writer.write(frame());
    writeFileSync(path, 'precious');
    expect(() => writer.finish()).toThrow(/is there already/);
    expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['out.pcap'], 'precious']);
  });

  it('replaces a file when forced to, and not the link that leads to it', async () => {
    const target = join(folder, 'target.pcap');
    writeFileSync(target, 'old');
    symlinkSync(target, path);
    const writer = new PcapWriter(path, { force: true, linkType: ETHERNET });
    writer.write(frame());
    writer.finish();
    expect(readlinkSync(path)).toBe(target);
    expect((await read()).frames.length).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['out.pcap', 'target.pcap']);
  });

  it('says in one line what it cannot write to', () => {
    const open = (to: string) => () => new PcapWriter(to, { force: true, linkType: ETHERNET });
    mkdirSync(join(folder, 'inner'));
    writeFileSync(path, 'a file');
    expect(open(join(folder, 'inner'))).toThrow(/inner: is there and no file; name a file to write$/);
    expect(open('/dev/null')).toThrow(/^\/dev\/null: is there and no file; name a file to write$/);
    expect(open(join(folder, 'nowhere/out.pcap'))).toThrow(/out\.pcap: no such folder; check the path$/);
    expect(open(join(path, 'out.pcap'))).toThrow(/out\.pcap: no such folder; check the path$/);
  });
});
