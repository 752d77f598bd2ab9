import { Transform } from 'node:stream';

type Decompressor = Transform & { readonly bytesWritten: number };

const NO_BYTES = new Uint8Array(0);

/**
 * Decompresses zstd data of any number of frames (RFC 8878, section 3), and fails where it ends inside one. `create` makes Node.js's own
 * decompressor, which stops silently behind the first frame and takes a cut file for a whole one.
 */
export function createZstdFrames(create: () => Decompressor): Transform {
  let frame: Decompressor | null = null;
  // The last byte waits for the end, see `flush`.
  let held: Uint8Array = NO_BYTES;

  async function feed(bytes: Uint8Array, output: Transform): Promise<void> {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(await feedFrame(rest, output));
  }

  /** Decompresses to the end of `bytes` or of the frame; gives how many bytes that took. */
  async function feedFrame(bytes: Uint8Array, output: Transform): Promise<number> {
    frame ??= startFrame(create(), output);
    const before = frame.bytesWritten;
    await write(frame, bytes);
    const consumed = frame.bytesWritten - before;
    if (consumed < bytes.length) frame = null;
    return consumed;
  }

  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      const bytes = Buffer.concat([held, chunk]);
      held = bytes.subarray(-1);
      feed(bytes.subarray(0, -1), this).then(() => done(), done);
    },
    flush(done) {
      // A byte more than there is: a frame that ended leaves it, one that was cut takes it.
      feedFrame(Buffer.concat([held, Uint8Array.of(0)]), this).then(
        (consumed) => done(consumed === held.length ? null : new Error('unexpected end of file')),
        done,
      );
    },
  });
}

function startFrame(frame: Decompressor, output: Transform): Decompressor {
  frame.on('data', (chunk: Uint8Array) => output.push(chunk));
  // Reported by the write it fails.
  frame.on('error', () => {});
  return frame;
}

/** Waits until the bytes are decompressed, or the frame ended before them: then Node.js forgets to call back. */
function write(frame: Decompressor, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      frame.off('end', settle);
      frame.off('error', settle);
      if (error) reject(error);
      else resolve();
    };
    frame.once('end', settle);
    frame.on('error', settle);
    frame.write(bytes, settle);
  });
}
