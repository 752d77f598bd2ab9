import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { openCaptures, readCaptures } from '../../src/commands/read-captures.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SESSIONS = join(FIXTURES, 'pppoe-lifecycle/sessions.pcap');
const OVERLAYS = join(FIXTURES, 'tunnels/overlays.pcap');

describe('readCaptures', () => {
  it('reads one file after the other and says of each what it was', async () => {
    let frames = 0;
    const count = (): void => {
      frames += 1;
    };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const rows = await readCaptures(await openCaptures([SESSIONS, OVERLAYS]), count, options);
    expect(frames).toBe(131 + 41);
    expect(rows[0]).toEqual({
      path: SESSIONS,
      format: 'pcap',
      timestampResolution: 'us',
      complete: true,
      damage: null,
      interfaces: [{ linkType: 1, linkTypeName: 'EN10MB', snapLength: 262_144, isDecoded: true }],
    });
    expect(rows[1]!.path).toBe(OVERLAYS);
  });

  it('ends when it is interrupted while it waits for more, and keeps what it has read', async () => {
    const stream = new PassThrough();
    // The last frame is still on its way.
    stream.write(readFileSync(SESSIONS).subarray(0, -1));
    const source = await openCaptureFile('-', { standardInput: stream });
    const interruption = new AbortController();
    let frames = 0;
    const rows = await readCaptures(
      [source],
      () => {
        frames += 1;
        if (frames === 130) interruption.abort();
      },
      { signal: interruption.signal, onProgress: () => undefined },
    );
    expect(frames).toBe(130);
    expect(rows).toMatchObject([{ path: '-', complete: false, damage: null }]);
    expect(stream.destroyed).toBe(true);
  });

  it('waits no longer for a stream that has gone quiet when it is interrupted', async () => {
    const stream = new PassThrough();
    stream.write(readFileSync(SESSIONS).subarray(0, 24));
    const source = await openCaptureFile('-', { standardInput: stream });
    const interruption = new AbortController();
    const reading = readCaptures([source], () => undefined, { signal: interruption.signal, onProgress: () => undefined });
    interruption.abort();
    expect(await reading).toMatchObject([{ complete: false, damage: null }]);
  });
});

describe('openCaptures', () => {
  it('opens all files or none', async () => {
    await expect(openCaptures([SESSIONS, '/nonexistent/line.pcap'])).rejects.toMatchObject({ code: 'not-found' });
  });
});
