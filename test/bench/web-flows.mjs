// Flows like those of people who surf: a name is asked for, a connection opened, a hello said, and then much is loaded.
import { ACK, drawData, FIN, PSH, SYN } from './flows.mjs';
import { createWebPayloads, HTTP_RESPONSE, SERVER_HELLO } from './web-payloads.mjs';
import { IP_TCP, IP_UDP } from './wire.mjs';

const RESOLVER = 60;
const DNS_FRAMES = 2;
const FINISHING_FRAMES = 3;
/** RFC 9000, section 17.3.1: a packet behind the handshake. */
const SHORT_HEADER = 0x41;

/** Returns how `createFlows` is to make a flow, and what its next frame is. */
export function createWeb(random) {
  const payloads = createWebPayloads(random);
  const encrypted = Buffer.from(Uint8Array.from({ length: 1600 }, () => random() >>> 24));
  encrypted[0] = SHORT_HEADER;
  return {
    createFlow: (number, random, placement) => createWebFlow(number, { random, placement, payloads }),
    nextSegment: (flow, random, segment) => nextWebSegment(flow, random, { segment, payloads, encrypted }),
  };
}

function createWebFlow(number, { random, placement, payloads }) {
  const draw = random() % 100;
  const kind = draw < 60 ? 'tls' : draw < 90 ? 'quic' : 'http';
  // Half of the names are in the client's own memory.
  const asks = random() % 2 === 0;
  return {
    ...placement,
    number,
    kind,
    asks,
    server: placement.remote,
    name: random() % payloads.nameCount,
    query: random() & 0xffff,
    homePort: 32768 + (random() % 28232),
    homeSequence: random() | 0,
    remoteSequence: random() | 0,
    isDns: false,
    length: 0,
    sent: 0,
    said: null,
    page: 0,
    ...(asks ? { protocol: IP_UDP, remotePort: 53, remote: RESOLVER } : connection(kind, placement.remote)),
  };
}

function connection(kind, remote) {
  return { protocol: kind === 'quic' ? IP_UDP : IP_TCP, remotePort: kind === 'http' ? 80 : 443, remote };
}

function nextWebSegment(flow, random, { segment, payloads, encrypted }) {
  const step = flow.sent;
  flow.sent += 1;
  segment.flags = 0;
  if (flow.asks && step < DNS_FRAMES) {
    const { name, family, query, server } = flow;
    const isQuery = step === 0;
    say(segment, isQuery, isQuery ? payloads.dnsQuery(name, family, query) : payloads.dnsAnswer(name, family, query, server));
    return;
  }
  if (flow.asks && step === DNS_FRAMES) Object.assign(flow, connection(flow.kind, flow.server));
  const at = flow.asks ? step - DNS_FRAMES : step;
  if (flow.kind === 'quic') nextDatagram(flow, random, { segment, payloads, encrypted, at });
  else nextTcpSegment(flow, random, { segment, payloads, at });
}

function nextDatagram(flow, random, { segment, payloads, encrypted, at }) {
  const hellos = payloads.quicHellos(flow.name);
  if (at < hellos.length) return say(segment, true, hellos[at]);
  drawData(flow, random, segment);
  segment.content = encrypted;
  segment.flags = 0;
}

function nextTcpSegment(flow, random, { segment, payloads, at }) {
  segment.payload = 0;
  segment.content = null;
  const fromEnd = flow.length - flow.sent;
  if (at < FINISHING_FRAMES) return control(segment, at !== 1, [SYN, SYN | ACK, ACK][at]);
  if (fromEnd < FINISHING_FRAMES) return control(segment, fromEnd !== 1, [ACK, FIN | ACK, FIN | ACK][fromEnd]);
  if (at === FINISHING_FRAMES)
    flow.said = flow.kind === 'tls' ? payloads.tlsHello(flow.name) : payloads.httpRequest(flow.name, 0);
  if (flow.said !== null) return sayNext(flow, segment);
  drawData(flow, random, segment);
  // Browsers keep connections open and ask again.
  if (flow.kind === 'http' && segment.fromHome && segment.payload > 0)
    say(segment, true, payloads.httpRequest(flow.name, ++flow.page));
}

/** As much of what is to be said as fits into a segment; the server's first words follow. */
function sayNext(flow, segment) {
  if (flow.said === 'answer') {
    flow.said = null;
    return say(segment, false, flow.kind === 'tls' ? SERVER_HELLO : HTTP_RESPONSE);
  }
  const part = flow.said.subarray(0, segment.largest);
  flow.said = part.length === flow.said.length ? 'answer' : flow.said.subarray(part.length);
  say(segment, true, part);
}

function say(segment, fromHome, content) {
  segment.fromHome = fromHome;
  segment.content = content;
  segment.payload = content.length;
  segment.flags = PSH | ACK;
}

function control(segment, fromHome, flags) {
  segment.fromHome = fromHome;
  segment.flags = flags;
}
