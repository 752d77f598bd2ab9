import { once } from 'node:events';
import { connect } from 'node:http2';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Http2Reader } from '../../../src/inspect/http/http2-reader.ts';
import { type HttpRequest, hostText } from '../../../src/inspect/http/request-head.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { FrameFlag, FrameType, http2Frame, literalField, preface } from '../../support/payloads/http2.ts';
import { latin1 } from '../../support/payloads/text-bytes.ts';
import { cutInto, type ReadStream, readStream } from '../../support/payloads/text-stream.ts';
import { Random } from '../../support/random.ts';

function readRequests(...segments: readonly (string | Uint8Array)[]): ReadStream & { requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const stream = readStream(new Http2Reader((request) => requests.push(request)), segments);
  return { ...stream, requests };
}

const settings = http2Frame({ type: FrameType.Settings, payload: hexBytes('0003 00000064') });
const windowUpdate = http2Frame({ type: FrameType.WindowUpdate, payload: hexBytes('00ff0000') });
/** RFC 7541, section C.4.1. */
const block = hexBytes('8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff');
const headers = http2Frame({ type: FrameType.Headers, flags: FrameFlag.EndHeaders | FrameFlag.EndStream, payload: block });
const request = concatenate(preface, settings, windowUpdate, headers);
const found = { host: 'www.example.com', method: 'GET', agent: null, isConnect: false, isToProxy: false, isWebSocket: false };

/** What a client of Node says to begin with. */
async function clientBytes(fields: Record<string, string>): Promise<Uint8Array> {
  const written: Buffer[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk);
      done();
    },
  });
  const session = connect('http://www.example.net', { createConnection: () => socket });
  session.on('error', () => undefined);
  const stream = session.request(fields);
  stream.on('error', () => undefined);
  await once(session, 'connect');
  await new Promise(setImmediate);
  session.destroy();
  return Uint8Array.from(Buffer.concat(written));
}

describe('Http2Reader', () => {
  it('reads the first request', () => {
    expect(readRequests(request)).toMatchObject({ requests: [found], reading: 'Done' });
  });

  it('reads what another implementation writes', async () => {
    const bytes = await clientBytes({ ':path': '/a', ':authority': 'api.example.net:8080', 'user-agent': 'curl/8.5.0' });
    expect(readRequests(bytes).requests).toMatchObject([{ host: 'api.example.net:8080', method: 'GET', agent: 'curl' }]);
  });

  it('decodes every character that another implementation encodes', async () => {
    // Small letters have short codes: among enough of them, the encoder prefers codes to plain bytes.
    const characters = Array.from({ length: 0xff - 0x20 }, (_, index) => String.fromCharCode(0x21 + index)).filter(
      (text) => text !== '\x7f',
    );
    for (const character of characters) {
      const bytes = await clientBytes({ ':path': '/', ':authority': `${'a'.repeat(40)}${character}e` });
      const host = readRequests(bytes).requests[0]?.host;
      expect(host, character).toBe(hostText(`${'a'.repeat(40)}${character}e`));
    }
  });

  it('reads it in segments of any size', () => {
    const text = Buffer.from(request).toString('latin1');
    for (let size = 1; size <= text.length; size += 1) expect(readRequests(...cutInto(text, size)).requests).toEqual([found]);
  });

  it('leaves padding and priority out, and goes on in CONTINUATION', () => {
    const payload = concatenate(Uint8Array.of(3), hexBytes('80000000 10'), block.subarray(0, 5), new Uint8Array(3));
    const first = http2Frame({ type: FrameType.Headers, flags: FrameFlag.Padded | FrameFlag.Priority, payload });
    const second = http2Frame({ type: FrameType.Continuation, payload: block.subarray(5, 9) });
    const third = http2Frame({ type: FrameType.Continuation, flags: FrameFlag.EndHeaders, payload: block.subarray(9) });
    expect(readRequests(preface, settings, first, second, third).requests).toEqual([found]);
  });

  it('goes by the host field without an authority, and says null without either', () => {
    const fields = concatenate(hexBytes('83'), literalField('host', 'Host.example'));
    const posted = http2Frame({ type: FrameType.Headers, flags: FrameFlag.EndHeaders, payload: fields });
    expect(readRequests(preface, posted).requests).toMatchObject([{ host: 'host.example', method: 'POST' }]);
    const bare = http2Frame({ type: FrameType.Headers, flags: FrameFlag.EndHeaders, payload: hexBytes('82') });
    expect(readRequests(preface, bare).requests).toMatchObject([{ host: null, method: 'GET' }]);
  });

  it.each([
    ['frames without a preface', settings],
    ['HTTP/1', latin1('GET / HTTP/1.1\r\n\r\n')],
    ['a frame longer than agreed', concatenate(preface, http2Frame({ type: FrameType.Settings, length: 16_385 }))],
    [
      'another frame inside a header block',
      concatenate(preface, http2Frame({ type: FrameType.Headers, payload: block }), settings),
    ],
    [
      'padding longer than its frame',
      concatenate(
        preface,
        http2Frame({ type: FrameType.Headers, flags: FrameFlag.Padded | FrameFlag.EndHeaders, payload: Uint8Array.of(9, 0x82) }),
      ),
    ],
    [
      'a padded frame without a byte',
      concatenate(preface, http2Frame({ type: FrameType.Headers, flags: FrameFlag.Padded | FrameFlag.EndHeaders })),
    ],
    ['a block without a method', concatenate(preface, http2Frame({ type: FrameType.Headers, flags: FrameFlag.EndHeaders }))],
  ])('is done with %s', (_, bytes) => {
    expect(readRequests(bytes)).toMatchObject({ reading: 'Done', requests: [] });
  });

  it('gives up where no request comes', () => {
    const update = Buffer.from(windowUpdate).toString('latin1');
    expect(readRequests(preface, update.repeat(5000))).toMatchObject({ reading: 'Done', requests: [] });
  });

  it('costs at most 2.3 times as much with twice as many frames, however small the segments are', () => {
    const cost = (count: number): number => {
      const text = Buffer.from(concatenate(preface, ...Array.from({ length: count }, () => windowUpdate), headers)).toString(
        'latin1',
      );
      const { requests, reads } = readRequests(...cutInto(text, 5));
      expect(requests).toEqual([found]);
      return reads;
    };
    expect(cost(400)).toBeLessThanOrEqual(2.3 * cost(200));
  });

  it('never reads outside, whatever it is shown', () => {
    const random = new Random(11);
    for (let round = 0; round < 2000; round += 1) {
      const changed = request.slice(0, random.below(request.length + 1));
      for (let change = random.below(4); change > 0 && changed.length > 0; change -= 1)
        changed[random.below(changed.length)] = random.below(256);
      expect(['Done', 'More']).toContain(readRequests(changed).reading);
    }
  });
});
