// Runs for the first payloads of a conversation: allocate little.
import type { Packet } from '../../decode/packet.ts';
import { AppProtocol } from '../app-protocol.ts';
import { type DatagramReader, NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { Reading } from '../stream-view.ts';
import { headOf, holdsText, Match, matchAny, matchAt, type Span } from '../text-protocols/ascii.ts';
import { HTTP2_PREFACE } from './http2-frames.ts';
import { type HttpRequest, readRequestHead } from './request-head.ts';
import { requestStart, responseStart, Start } from './request-line.ts';

/** So much of a request line decides where its end is not there: shorter ones may yet turn out to be RTSP's. */
const LONG_ENOUGH = 128;
const SSDP_PORT = 1900;
/** UPnP Device Architecture 1.1, section 1: what devices say of themselves, and what is searched for. */
const SSDP_REQUESTS = ['M-SEARCH * HTTP/1.', 'NOTIFY * HTTP/1.'] as const;
const SSDP_RESPONSE = 'HTTP/1.1 200';
const SSDP_FIELDS = ['\nST:', '\nUSN:', '\nNT:'] as const;
/** Search targets stand among the first lines. */
const SEARCHED_BYTES = 512;

export const recogniseHttp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const response = responseStart(payload);
  if (response === Match.Whole) return AppProtocol.Http;
  switch (requestStart(payload)) {
    case Start.Request:
    case Start.Simple:
      return AppProtocol.Http;
    case Start.Begun:
      return payload.end - payload.start >= LONG_ENOUGH || payload.wireEnd > payload.end ? AppProtocol.Http : PERHAPS;
    case Start.Short:
      return PERHAPS;
    default:
      return response === Match.Partly ? PERHAPS : NOT_MINE;
  }
};

/** HTTP/2 without TLS, by the preface of its client (RFC 9113, section 3.4). */
export const recogniseHttp2: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const match = matchAt(payload, payload.start, HTTP2_PREFACE);
  if (match === Match.Whole) return AppProtocol.Http2;
  return match === Match.Partly ? PERHAPS : NOT_MINE;
};

export const recogniseSsdp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Udp) return NOT_MINE;
  if (matchAny(payload, SSDP_REQUESTS) === Match.Whole) return AppProtocol.Ssdp;
  if (matchAt(payload, payload.start, SSDP_RESPONSE) !== Match.Whole) return NOT_MINE;
  return hasSsdpPort(payload) || hasSsdpField(payload) ? AppProtocol.Ssdp : NOT_MINE;
};

/** Reads the requests of SSDP, which are those of HTTP, one in a datagram. */
export class SsdpReader implements DatagramReader {
  readonly #onRequest: (request: HttpRequest, packet: Packet) => void;

  constructor(onRequest: (request: HttpRequest, packet: Packet) => void) {
    this.#onRequest = onRequest;
  }

  read(payload: Payload, packet: Packet): Reading {
    const head = readRequestHead(payload);
    if (head !== null) this.#onRequest(head.request, packet);
    return Reading.More;
  }
}

function hasSsdpPort({ sourcePort, destinationPort }: Payload): boolean {
  return sourcePort === SSDP_PORT || destinationPort === SSDP_PORT;
}

function hasSsdpField(span: Span): boolean {
  const head = headOf(span, SEARCHED_BYTES);
  return SSDP_FIELDS.some((field) => holdsText(head, field));
}
