// Runs once per segment with a request: reads each byte of heads a bounded number of times.
import type { Packet } from '../../decode/packet.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import { CR, LF, Match, type Span } from '../text-protocols/ascii.ts';
import { AgentFamilies } from './agent-family.ts';
import { findChunkedEnd } from './chunked-body.ts';
import { type HttpRequest, readRequestHead } from './request-head.ts';
import { isHttp2Preface, LONGEST_METHOD, requestStart, responseStart, Start } from './request-line.ts';

export { type HttpRequest, readPartialRequest } from './request-head.ts';

/** Servers take heads of 8 to 16 KiB. */
const LONGEST_HEAD = 16 * 1024;
/** Nobody sends more small requests at once; whoever does would have the probe do a hundred times what other frames cost. */
const MOST_AT_ONCE = 8;
/** The last bytes of a view that may be part of the line feeds that end a head. */
const UNDECIDED = 3;

/**
 * Reads all requests of connections of HTTP/1: heads, and behind bodies that are not there whole the next segment that begins a request.
 * Responses are not read. Behind CONNECT anything may follow, and behind an upgrade to HTTP/2 its preface: both are to be recognised anew.
 */
export class HttpReader implements StreamReader {
  readonly #onRequest: (request: HttpRequest, packet: Packet) => void;
  readonly #agents = new AgentFamilies();

  constructor(onRequest: (request: HttpRequest, packet: Packet) => void) {
    this.#onRequest = onRequest;
  }

  read(view: StreamView, packet: Packet): Reading {
    let at = view.start;
    // What was searched before belongs to the first head alone.
    let searched = view.memo;
    for (let requests = 0; requests < MOST_AT_ONCE; requests += 1) {
      at = skipEmptyLines(view, at);
      if (at !== view.start) searched = 0;
      view.consumed = at - view.start;
      if (at === view.end) return Reading.More;

      const span: Span = { bytes: view.bytes, start: at, end: view.end };
      if (searched === 0) {
        const start = requestStart(span);
        if (start === Start.Other) return this.#leave(view, span);
        if (start === Start.Short && view.end - at <= LONGEST_METHOD) return waitForMore(view, span);
      }
      const headEnd = findHeadEnd(span, at + searched);
      if (headEnd === -1) {
        if (view.end - at < LONGEST_HEAD) return rememberSearched(view, span);
        this.#tell(span, packet);
        return skipAll(view);
      }
      const head = this.#tell({ ...span, end: headEnd }, packet);
      view.consumed = headEnd - view.start;
      if (head === null) return skipAll(view);
      if (head.request.isConnect) return Reading.Restart;
      if (head.request.isWebSocket) return Reading.Done;
      const bodyEnd = head.bodyLength === -1 ? findChunkedEnd(view, headEnd) : headEnd + head.bodyLength;
      if (bodyEnd === -1 || bodyEnd > view.end) return skipAll(view);
      at = bodyEnd;
      searched = 0;
    }
    return skipAll(view);
  }

  begins(bytes: Uint8Array, start: number, end: number): boolean {
    const begun = requestStart({ bytes, start, end });
    return begun === Start.Request || begun === Start.Begun;
  }

  #tell(span: Span, packet: Packet): ReturnType<typeof readRequestHead> {
    const head = readRequestHead(span, this.#agents.of);
    if (head !== null) this.#onRequest(head.request, packet);
    return head;
  }

  /** No request stands there: it is the other direction, HTTP/2 begins, or it is the middle of a body. */
  #leave(view: StreamView, span: Span): Reading {
    if (isHttp2Preface(span)) return Reading.Restart;
    if (responseStart(span) === Match.Whole) return Reading.Done;
    return skipAll(view);
  }
}

/**
 * Empty lines before a request line are to be ignored (RFC 9112, section 2.2). A zero may be the byte of a probe that keeps a connection alive
 * (RFC 9293, section 3.8.4), where it was not seen from its beginning.
 */
function skipEmptyLines({ bytes, end }: Span, from: number): number {
  let at = from;
  while (at < end && (bytes[at] === CR || bytes[at] === LF || bytes[at] === 0)) at += 1;
  return at;
}

/** Where the head ends, behind the empty line; -1 where that is not there. */
function findHeadEnd({ bytes, end }: Span, from: number): number {
  for (let at = from; at < end; at += 1) {
    if (bytes[at] !== LF) continue;
    if (at + 1 < end && bytes[at + 1] === LF) return at + 2;
    if (at + 2 < end && bytes[at + 1] === CR && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

function rememberSearched(view: StreamView, span: Span): Reading {
  // What is remembered is forgotten where something is consumed; then the head's first part is searched once more.
  if (view.consumed === 0) view.memo = Math.max(0, span.end - span.start - UNDECIDED);
  return waitForMore(view, span);
}

function waitForMore(view: StreamView, span: Span): Reading {
  view.needed = span.end - span.start + 1;
  return Reading.More;
}

function skipAll(view: StreamView): Reading {
  view.consumed = view.length;
  return Reading.Skip;
}
