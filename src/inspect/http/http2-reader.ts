// Runs for the first segments of a connection.
import type { Packet } from '../../decode/packet.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import { Match, matchAt } from '../text-protocols/ascii.ts';
import { agentFamily } from './agent-family.ts';
import { readHeaderBlock } from './hpack.ts';
import { FRAME_HEADER_LENGTH, findFirstBlock, HTTP2_PREFACE } from './http2-frames.ts';
import { type HttpRequest, hostText } from './request-head.ts';

/** A client's settings and its first header block take less. */
const LONGEST_VIEW = 48 * 1024;

/**
 * Reads the first request of connections of HTTP/2 without TLS: later ones need all that was said before (RFC 7541, section 2.2), and go to
 * the same place. Frames of a server, which sends no preface, are not read.
 */
export class Http2Reader implements StreamReader {
  readonly #onRequest: (request: HttpRequest, packet: Packet) => void;

  constructor(onRequest: (request: HttpRequest, packet: Packet) => void) {
    this.#onRequest = onRequest;
  }

  read(view: StreamView, packet: Packet): Reading {
    const match = matchAt(view, view.start, HTTP2_PREFACE);
    if (match === Match.No || view.length > LONGEST_VIEW) return Reading.Done;
    if (match === Match.Partly) {
      view.needed = HTTP2_PREFACE.length;
      return Reading.More;
    }
    // Nothing is consumed, so that the preface says each time whose frames they are; the memo is where the next frame starts.
    const found = findFirstBlock(view, view.start + (view.memo || HTTP2_PREFACE.length));
    if (found.kind === 'short') {
      view.memo = found.at - view.start;
      view.needed = Math.max(view.memo + FRAME_HEADER_LENGTH, view.length + 1);
      return Reading.More;
    }
    if (found.kind === 'block') this.#tell(found.block, packet);
    return Reading.Done;
  }

  #tell(block: Uint8Array, packet: Packet): void {
    const fields = readHeaderBlock(block);
    const method = fields.get(':method');
    if (method === undefined) return;
    const host = hostText(fields.get(':authority') ?? fields.get('host') ?? '');
    const agent = agentFamily(fields.get('user-agent') ?? '');
    this.#onRequest({ host, method, agent, isConnect: method === 'CONNECT', isToProxy: false, isWebSocket: false }, packet);
  }
}
