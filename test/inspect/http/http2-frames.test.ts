import { describe, expect, it } from 'vitest';
import { type FirstBlock, findFirstBlock, HTTP2_PREFACE } from '../../../src/inspect/http/http2-frames.ts';
import { concatenate } from '../../support/frames/drawing.ts';
import { FrameFlag, FrameType, http2Frame, preface } from '../../support/payloads/http2.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function find(bytes: Uint8Array): FirstBlock {
  const span = watchBytes(bytes);
  const found = findFirstBlock(span, span.start);
  return found.kind === 'short' ? { kind: 'short', at: found.at - span.start } : found;
}

const settings = http2Frame({ type: FrameType.Settings });
const headers = http2Frame({ type: FrameType.Headers, payload: latin1('abc') });
const continuation = http2Frame({ type: FrameType.Continuation, flags: FrameFlag.EndHeaders, payload: latin1('de') });

describe('findFirstBlock', () => {
  it('puts the parts of the block together', () => {
    expect(find(concatenate(settings, headers, continuation, settings))).toEqual({ kind: 'block', block: latin1('abcde') });
  });

  it('says from where to go on at every length', () => {
    const whole = concatenate(settings, headers, continuation);
    for (let length = 0; length < whole.length; length += 1) {
      expect(find(whole.subarray(0, length)), `${length} bytes`).toEqual({
        kind: 'short',
        at: length < settings.length ? 0 : settings.length,
      });
    }
  });

  it('refuses a block longer than its bound', () => {
    const part = (type: number): Uint8Array => http2Frame({ type, payload: new Uint8Array(9000) });
    expect(find(concatenate(part(FrameType.Headers), part(FrameType.Continuation)))).toEqual({ kind: 'malformed' });
  });
});

describe('HTTP2_PREFACE', () => {
  it('is what RFC 9113 says, byte by byte', () => {
    const bytes = Buffer.from('505249202a20485454502f322e300d0a0d0a534d0d0a0d0a', 'hex');
    expect(Buffer.from(latin1(HTTP2_PREFACE))).toEqual(bytes);
    expect(Buffer.from(preface)).toEqual(bytes);
  });
});
