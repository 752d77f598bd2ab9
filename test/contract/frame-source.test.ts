import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import type { Frame, FrameSink } from '../../src/capture/frame.ts';
import { CapSource } from '../../src/capture/live/cap-source.ts';
import { RingSource } from '../../src/capture/live/ring-source.ts';
import type { FrameSource, SourceState } from '../../src/capture/source.ts';
import { buildCapChild, isCapBuilt } from '../capture/live/cap-child-build.ts';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from '../capture/live/network-namespace.ts';
import { openRawSender, type RawSender } from '../capture/live/raw-sender.ts';

// What every FrameSource promises, whatever the frames come from. The same frames are put in front of each.
const LENGTHS = [60, 61, 200, 1514, 64];
const FRAMES = LENGTHS.map((length) =>
  Uint8Array.from({ length }, (_, i) => [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xb5][i] ?? length),
);

interface Rig {
  /** A source that delivers FRAMES once, perhaps among others. */
  open(): Promise<FrameSource>;
  /** Called after `open`: makes the frames happen, where they do not lie ready. */
  send(): void;
  close(): void;
}

interface Subject {
  readonly name: string;
  readonly isAvailable: boolean;
  /** Whether there is an end to come to. */
  readonly ends: boolean;
  build(): Promise<Rig>;
}

const SUBJECTS: readonly Subject[] = [
  { name: 'the ring', isAvailable: canMakeNamespaces, ends: false, build: () => onLink(openRing) },
  { name: 'cap', isAvailable: canMakeNamespaces && isCapBuilt, ends: false, build: () => onLink(openCap) },
  { name: 'a capture file', isAvailable: true, ends: true, build: async () => onFile() },
];

describe.each(SUBJECTS)('FrameSource: $name', (subject) => {
  describe.skipIf(!subject.isAvailable)('keeps the contract', { retry: 2 }, () => {
    let rig: Rig;
    let source: FrameSource;

    beforeAll(async () => {
      rig = await subject.build();
    });

    afterEach(async () => {
      await source?.close();
    });

    afterAll(() => rig?.close());

    it('delivers every frame once, in order, within the memory it hands out', async () => {
      source = await rig.open();
      rig.send();
      const lengths: number[] = [];
      let previous = 0;
      await stepUntil(
        source,
        () => lengths.length === LENGTHS.length,
        (frame) => {
          expect(frame.start).toBeGreaterThanOrEqual(0);
          expect(frame.start + frame.capturedLength).toBeLessThanOrEqual(frame.bytes.length);
          expect(frame.wireLength).toBeGreaterThanOrEqual(frame.capturedLength);
          const origin = source.interfaces[frame.interfaceIndex];
          expect(origin?.linkType).toBe(frame.linkType);
          if (!isOurs(frame)) return;
          expect([...bytesOf(frame)]).toEqual([...FRAMES[lengths.length]!]);
          expect(frame.timestampMicros).toBeGreaterThan(1.7e15);
          expect(frame.timestampMicros).toBeGreaterThanOrEqual(previous);
          previous = frame.timestampMicros;
          lengths.push(frame.wireLength);
        },
      );
      expect(lengths).toEqual(LENGTHS);
    });

    it.runIf(!subject.ends)('passes on what the sink throws, and goes on behind that frame', async () => {
      source = await rig.open();
      rig.send();
      const lengths: number[] = [];
      let hasThrown = false;
      const failing: FrameSink = (frame) => {
        if (!isOurs(frame)) return;
        lengths.push(frame.wireLength);
        if (hasThrown) return;
        hasThrown = true;
        throw new Error('the sink gave up');
      };
      await expect(stepUntil(source, () => false, failing)).rejects.toThrow('the sink gave up');
      await stepUntil(source, () => lengths.length === LENGTHS.length, failing);
      expect(lengths).toEqual(LENGTHS);
    });

    it('counts losses, or says that it does not know', async () => {
      source = await rig.open();
      rig.send();
      await source.step(() => undefined);
      const { card, kernel, freezes, probe } = source.losses();
      for (const losses of [card, kernel, freezes, probe]) {
        if (losses !== null) expect(losses).toBeGreaterThanOrEqual(0);
      }
      await source.close();
      expect(Object.keys(source.losses()).sort()).toEqual(['card', 'freezes', 'kernel', 'probe']);
    });

    it('has ended once closed, and may be closed again', async () => {
      source = await rig.open();
      rig.send();
      await source.close();
      await source.close();
      let delivered = 0;
      expect(await source.step(() => delivered++)).toBe('ended');
      expect(delivered).toBe(0);
    });

    it.runIf(!subject.ends)('may be closed from within the sink, and delivers nothing more', async () => {
      source = await rig.open();
      rig.send();
      let delivered = 0;
      await stepUntil(
        source,
        () => delivered > 0,
        () => {
          delivered++;
          void source.close();
        },
      );
      expect(delivered).toBe(1);
      expect(await source.step(() => delivered++)).toBe('ended');
      expect(delivered).toBe(1);
    });

    it.runIf(subject.ends)('stays ended', async () => {
      source = await rig.open();
      let state: SourceState = 'more';
      while (state !== 'ended') state = await source.step(() => undefined);
      expect(await source.step(() => undefined)).toBe('ended');
    });

    it('knows its name and where its frames come from', async () => {
      source = await rig.open();
      expect(source.name).not.toBe('');
      // A file may say so only further in.
      await source.step(() => undefined);
      expect(source.interfaces.length).toBeGreaterThan(0);
    });
  });
});

/** Steps until `isDone`, the end, or nothing has come for some seconds. */
async function stepUntil(source: FrameSource, isDone: () => boolean, sink: FrameSink): Promise<void> {
  for (let idle = 0; !isDone() && idle < 100; ) {
    const state = await source.step(sink);
    if (state === 'ended') return;
    idle = state === 'idle' ? idle + 1 : 0;
  }
}

function bytesOf(frame: Frame): Uint8Array {
  return frame.bytes.subarray(frame.start, frame.start + frame.capturedLength);
}

/** A fresh link carries frames of the system too. */
function isOurs(frame: Frame): boolean {
  const bytes = bytesOf(frame);
  return bytes[12] === 0x88 && bytes[13] === 0xb5;
}

async function openRing(): Promise<FrameSource> {
  return await RingSource.open({ interface: 'near', snapLength: 0 });
}

async function openCap(): Promise<FrameSource> {
  return await CapSource.open({ interface: 'near', snapLength: 0, childPath: buildCapChild() });
}

async function onLink(open: () => Promise<FrameSource>): Promise<Rig> {
  const network: NetworkNamespace = enterNetworkNamespace();
  network.ip('link add dev near type veth peer name far');
  network.ip('link set near up');
  network.ip('link set far up');
  const sender: RawSender = await openRawSender('far');
  return {
    open,
    send: () => {
      for (const frame of FRAMES) sender.send(frame);
    },
    close: () => {
      sender.close();
      network.leave();
    },
  };
}

function onFile(): Rig {
  const folder = mkdtempSync(join(tmpdir(), 'frame-source-'));
  const path = join(folder, 'frames.pcap');
  writeFileSync(path, pcapOf(FRAMES));
  return { open: () => openCaptureFile(path), send: () => undefined, close: () => rmSync(folder, { recursive: true }) };
}

/** A pcap file with microsecond timestamps, Ethernet. */
function pcapOf(frames: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [new Uint8Array(Uint32Array.of(0xa1b2_c3d4, 0x0004_0002, 0, 0, 65_535, 1).buffer)];
  for (const [index, frame] of frames.entries()) {
    parts.push(new Uint8Array(Uint32Array.of(1_795_000_000, index, frame.length, frame.length).buffer), frame);
  }
  return Buffer.concat(parts);
}
