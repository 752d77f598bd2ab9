// A program of its own: captures with the module cap, which may abort its process at any time, and hands frames to its parent.
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { type CapMessage, type CapRequest, FRAMES_DESCRIPTOR } from './cap-messages.ts';
import { type FrameRecord, MAX_CAPTURED, RecordWriter } from './cap-records.ts';

// The kernel keeps a slot of 65,535 bytes for each frame here: 64 MiB are a thousand frames.
const KERNEL_BUFFER_BYTES = 64 * 1024 * 1024;
const BATCH_BYTES = 64 * 1024;
const FLUSH_MILLIS = 20;
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;
const CLOCK_TOLERANCE_MILLIS = 5;

/** The part of the module that is used. */
interface Cap {
  open(device: string, filter: string, bufferBytes: number, buffer: Buffer): string;
  on(event: 'packet', listener: (length: number) => void): void;
}

const request = JSON.parse(process.argv[2] ?? '{}') as CapRequest;
const output = new Socket({ fd: FRAMES_DESCRIPTOR, readable: false, writable: true });
const writer = new RecordWriter(BATCH_BYTES);
// Read by the module's native code, which keeps no reference: held here for good.
const buffer = Buffer.alloc(MAX_CAPTURED);
const record: FrameRecord = { bytes: buffer, start: 0, capturedLength: 0, wireLength: 0, timestampMicros: 0 };
const keep = request.snapLength === 0 ? MAX_CAPTURED : request.snapLength;
let clockOrigin = performance.timeOrigin;
let flushedAt = performance.now();
let droppedFrames = 0;
let reportedDrops = 0;

process.on('disconnect', () => process.exit(0));
output.on('error', () => process.exit(0));
const cap = openCap();
if (cap !== null) {
  cap.on('packet', onPacket);
  setInterval(flush, FLUSH_MILLIS);
}

function openCap(): Cap | null {
  let module: { Cap: new () => Cap };
  try {
    module = createRequire(import.meta.url)('cap') as { Cap: new () => Cap };
  } catch (error) {
    tell({ kind: 'failed', stage: 'load', reason: reasonOf(error) });
    return null;
  }
  try {
    const opened = new module.Cap();
    tell({ kind: 'opened', linkType: opened.open(request.interface, request.filter, KERNEL_BUFFER_BYTES, buffer) });
    return opened;
  } catch (error) {
    tell({ kind: 'failed', stage: 'open', reason: reasonOf(error) });
    return null;
  }
}

/** The module calls this for as long as frames keep coming without letting anything else run, so it flushes by the clock too. */
function onPacket(length: number): void {
  if (output.writableLength > MAX_UNSENT_BYTES) {
    droppedFrames++;
    return;
  }
  record.capturedLength = Math.min(length, keep);
  record.wireLength = length;
  record.timestampMicros = wallMicros();
  writer.add(record);
  if (writer.length >= BATCH_BYTES || performance.now() - flushedAt >= FLUSH_MILLIS) flush();
}

function flush(): void {
  flushedAt = performance.now();
  if (writer.length > 0) output.write(writer.take());
  if (droppedFrames === reportedDrops) return;
  reportedDrops = droppedFrames;
  tell({ kind: 'dropped', frames: droppedFrames });
}

/** Finer than Date, and set right when the system's clock is. */
function wallMicros(): number {
  const millis = clockOrigin + performance.now();
  const drift = Date.now() - millis;
  if (Math.abs(drift) < CLOCK_TOLERANCE_MILLIS) return millis * 1000;
  clockOrigin += drift;
  return (millis + drift) * 1000;
}

function tell(message: CapMessage): void {
  process.send?.(message);
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]!;
}
