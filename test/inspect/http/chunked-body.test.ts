import { describe, expect, it } from 'vitest';
import { findChunkedEnd } from '../../../src/inspect/http/chunked-body.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function endOf(body: string): number {
  const span = watchBytes(latin1(body));
  const end = findChunkedEnd(span, span.start);
  return end === -1 ? -1 : end - span.start;
}

const BODY = '4;ext="1"\r\nWiki\r\nB\r\npedia in \r\n\r\n0\r\nTrailer: value\r\n\r\n';

describe('findChunkedEnd', () => {
  it('is behind the trailers', () => {
    expect(endOf(`${BODY}GET / HTTP/1.1\r\n`)).toBe(BODY.length);
  });

  it('takes lines without CR', () => {
    expect(endOf('4\nWiki\n0\n\nrest')).toBe('4\nWiki\n0\n\n'.length);
  });

  it('is nowhere as long as anything is missing', () => {
    for (let length = 0; length < BODY.length; length += 1) expect(endOf(BODY.slice(0, length)), `${length} bytes`).toBe(-1);
  });

  it.each(['x\r\n', '\r\n', '-1\r\n', '123456789\r\n', 'FFFFFFFF\r\nabc'])('is nowhere behind a size such as %j', (body) => {
    expect(endOf(body)).toBe(-1);
  });
});
