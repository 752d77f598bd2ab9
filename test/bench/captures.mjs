// Makes the captures the benches read, the same bytes every time, where they are missing:
//   node test/bench/captures.mjs [--cache DIR] [--frames N]
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createEndlessFlows, createFlows, createSchedule, nextSegment } from './flows.mjs';
import { createNoise } from './payloads.mjs';
import { createRandom } from './random.mjs';
import { createWeb } from './web-flows.mjs';
import {
  ETHER_IPV4,
  ETHER_IPV6,
  ETHER_PPPOE_SESSION,
  ETHERNET_LENGTH,
  IP_GRE,
  IP_IPV6,
  IP_TCP,
  IP_UDP,
  ipHeaderLength,
  SHORTEST_FRAME,
  transportLength,
  writeEthernet,
  writeIp,
  writeKeyedGre,
  writePppoe,
  writeTcp,
  writeUdp,
  writeVxlan,
} from './wire.mjs';

export const CACHE = fileURLToPath(new URL('.cache/', import.meta.url));

const SEED = 20_250_101;
const FIRST_FRAME_SECONDS = 1_750_000_000;
/** On average, so that a million frames last half a minute: some 100 Mbit/s. */
const MICROS_BETWEEN_FRAMES = 30;
const BUFFER_BYTES = 8 * 1024 * 1024;
const LARGEST_RECORD = 2048;
const LONGEST_PACKET = 1492;
const HOME = 1;
const FIRST_REMOTE = 64;
const TUNNEL_ENDPOINTS = 16;
const TCP_SYN_OR_FIN = 3;
const TCP_ACK = 16;

const PLAIN = { name: 'plain', frames: 1_000_000, flows: 4_000, active: 300, place: placeAtHome, envelope: writePlain };
const PPPOE = { name: 'pppoe', frames: 1_000_000, flows: 50_000, active: 3_000, place: placeAtHome, envelope: writeInPppoe };
const SCATTERED = { ...PPPOE, name: 'pppoe-scattered', place: placeApart, isScattered: true };

/**
 * What there is. `flows`, and how many of them are `active` at a time, are for `frames` frames; a smaller capture has fewer of both.
 * `place` gives a flow its addresses, as numbers; `envelope` writes what is around a flow's IP packet, `tunnelLength` bytes of it inside
 * the outermost IP packet. `microsBetween` frames lie, on average. `create` makes other flows than the usual ones. The bare ones are the same packets in the same order without PPPoE, for programs that do not know it.
 */
const CAPTURES = [
  PLAIN,
  PPPOE,
  SCATTERED,
  {
    name: 'tunnels',
    frames: 500_000,
    flows: 5_000,
    active: 500,
    place: placeInTunnel,
    envelope: writeInTunnel,
    tunnelLength: 66,
  },
  { ...PPPOE, name: 'web', flows: 16_000, active: 300, create: createWeb },
  { ...PPPOE, name: 'pppoe-bare', envelope: writePlain },
  { ...SCATTERED, name: 'pppoe-scattered-bare', envelope: writePlain },
  { ...PLAIN, name: 'quiet-day', frames: 260_000, microsBetween: 333_333 },
];

/** Makes the named captures, or all, where they are missing; returns their paths by name. `frames` overrides how many frames each has. */
export function ensureCaptures({ names, cache = CACHE, frames, say = () => {} }) {
  mkdirSync(cache, { recursive: true });
  const paths = {};
  for (const capture of CAPTURES.filter(({ name }) => names === undefined || names.includes(name))) {
    const count = frames ?? capture.frames;
    const path = join(cache, `${capture.name}${count === capture.frames ? '' : `-${count}`}.pcap`);
    if (!existsSync(path)) {
      const startedAt = performance.now();
      const bytes = writeCapture(path, capture, count);
      say(
        `made ${path}: ${count} frames, ${(bytes / 1e6).toFixed(0)} MB, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
      );
    }
    paths[capture.name] = path;
  }
  return paths;
}

function writeCapture(path, capture, frames) {
  const random = createRandom(SEED);
  const scale = frames / capture.frames;
  const count = Math.max(4, Math.round(capture.flows * scale));
  const place = (number) => capture.place(number, random);
  const content = capture.create?.(random) ?? { nextSegment };
  const flows = capture.isScattered
    ? createEndlessFlows({ count, random, place })
    : createFlows({ count, frames, random, place, create: content.createFlow });
  const schedule = capture.isScattered
    ? () => flows[random() % count]
    : createSchedule({ flows, active: Math.max(2, Math.round(capture.active * scale)), random });

  const draft = `${path}.${process.pid}.draft`;
  const file = openSync(draft, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  const noise = createNoise(random);
  const segment = { fromHome: true, flags: 0, payload: 0, content: null, largest: 0 };
  let at = writeFileHeader(buffer);
  let micros = 0;
  let bytes = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    if (at > BUFFER_BYTES - LARGEST_RECORD) {
      bytes += writeSync(file, buffer, 0, at);
      at = 0;
    }
    const flow = schedule();
    micros += 1 + (random() % (2 * (capture.microsBetween ?? MICROS_BETWEEN_FRAMES) - 1));
    segment.largest = LONGEST_PACKET - (capture.tunnelLength ?? 0) - ipHeaderLength(flow.family) - transportLength(flow.protocol);
    content.nextSegment(flow, random, segment);
    const end = writeFrame(buffer, at + 16, { capture, flow, segment, noise });
    buffer.writeUInt32LE(FIRST_FRAME_SECONDS + Math.floor(micros / 1e6), at);
    buffer.writeUInt32LE(micros % 1e6, at + 4);
    buffer.writeUInt32LE(end - at - 16, at + 8);
    buffer.writeUInt32LE(end - at - 16, at + 12);
    at = end;
  }
  bytes += writeSync(file, buffer, 0, at);
  closeSync(file);
  renameSync(draft, path);
  return bytes;
}

function writeFileHeader(buffer) {
  buffer.writeUInt32LE(0xa1b2c3d4, 0);
  buffer.writeUInt16LE(2, 4);
  buffer.writeUInt16LE(4, 6);
  buffer.writeUInt32LE(262_144, 16);
  buffer.writeUInt32LE(1, 20);
  return 24;
}

/** Returns where the frame ends. */
function writeFrame(bytes, start, { capture, flow, segment, noise }) {
  const transport = transportLength(flow.protocol);
  const length = transport + segment.payload;
  let at = capture.envelope(bytes, start, { flow, fromHome: segment.fromHome, length: ipHeaderLength(flow.family) + length });
  const source = segment.fromHome ? flow.home : flow.remote;
  const destination = segment.fromHome ? flow.remote : flow.home;
  at = writeIp(bytes, at, { family: flow.family, protocol: flow.protocol, source, destination, length });
  at = writeTransport(bytes, at, flow, segment);
  (segment.content ?? noise).copy(bytes, at, 0, segment.payload);
  at += segment.payload;
  if (at - start < SHORTEST_FRAME) {
    bytes.fill(0, at, start + SHORTEST_FRAME);
    at = start + SHORTEST_FRAME;
  }
  return at;
}

function writeTransport(bytes, at, flow, segment) {
  const { fromHome, flags, payload } = segment;
  const sourcePort = fromHome ? flow.homePort : flow.remotePort;
  const destinationPort = fromHome ? flow.remotePort : flow.homePort;
  if (flow.protocol !== IP_TCP) return writeUdp(bytes, at, { sourcePort, destinationPort, length: payload });

  const sequence = fromHome ? flow.homeSequence : flow.remoteSequence;
  const acknowledgment = (flags & TCP_ACK) === 0 ? 0 : fromHome ? flow.remoteSequence : flow.homeSequence;
  const moved = (sequence + payload + ((flags & TCP_SYN_OR_FIN) === 0 ? 0 : 1)) | 0;
  if (fromHome) flow.homeSequence = moved;
  else flow.remoteSequence = moved;
  return writeTcp(bytes, at, { sourcePort, destinationPort, sequence, acknowledgment, flags });
}

/** One local address, a remote one of its own for about every second flow. */
function placeAtHome(number, random) {
  return { family: random() % 10 < 6 ? 4 : 6, home: HOME, remote: FIRST_REMOTE + (random() % Math.max(64, number)) };
}

/** Two addresses of its own for every flow. */
function placeApart(number) {
  const pair = 2 * (number >>> 1);
  return { family: number % 2 === 0 ? 4 : 6, home: FIRST_REMOTE + pair, remote: FIRST_REMOTE + pair + 1 };
}

function placeInTunnel(number, random) {
  const tunnel = ['gre', 'vxlan', '6in4'][number % 3];
  const inner = placeAtHome(number, random);
  return {
    ...inner,
    family: tunnel === '6in4' ? 6 : inner.family,
    tunnel,
    tunnelNumber: random() % 50,
    endpoint: 2 + (random() % TUNNEL_ENDPOINTS),
  };
}

function etherTypeOf(family) {
  return family === 4 ? ETHER_IPV4 : ETHER_IPV6;
}

function writePlain(bytes, at, { flow, fromHome }) {
  return writeEthernet(bytes, at, { fromHome, etherType: etherTypeOf(flow.family) });
}

function writeInPppoe(bytes, at, { flow, fromHome, length }) {
  const behind = writeEthernet(bytes, at, { fromHome, etherType: ETHER_PPPOE_SESSION });
  return writePppoe(bytes, behind, { sessionId: 0x1234, family: flow.family, length });
}

function writeInTunnel(bytes, at, { flow, fromHome, length }) {
  const source = fromHome ? HOME : flow.endpoint;
  const destination = fromHome ? flow.endpoint : HOME;
  const behind = writeEthernet(bytes, at, { fromHome, etherType: ETHER_IPV4 });
  if (flow.tunnel === '6in4') return writeIp(bytes, behind, { family: 4, protocol: IP_IPV6, source, destination, length });
  const etherType = etherTypeOf(flow.family);
  if (flow.tunnel === 'gre') {
    const header = writeIp(bytes, behind, { family: 4, protocol: IP_GRE, source, destination, length: 8 + length });
    return writeKeyedGre(bytes, header, { key: 1000 + flow.tunnelNumber, etherType });
  }
  const inside = 8 + ETHERNET_LENGTH + length;
  let header = writeIp(bytes, behind, { family: 4, protocol: IP_UDP, source, destination, length: 8 + inside });
  header = writeUdp(bytes, header, { sourcePort: 49152 + (flow.number % 16384), destinationPort: 4789, length: inside });
  header = writeVxlan(bytes, header, { vni: 5000 + flow.tunnelNumber });
  return writeEthernet(bytes, header, { fromHome, etherType });
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { cache: { type: 'string' }, frames: { type: 'string' } } });
  const frames = values.frames === undefined ? undefined : Number(values.frames);
  ensureCaptures({ cache: values.cache, frames, say: console.log });
}
