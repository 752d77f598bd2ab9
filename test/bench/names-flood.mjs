// Random names and fingerprints without end, through the whole analysis: memory must not grow with them.
//   node test/bench/names-flood.mjs [--names 1000000]
// Ends with status 1 where it does. A quarter each are names in DNS, server names with a fingerprint of their own, and hosts in HTTP requests; the
// last quarter are answers for names, of addresses that are then contacted.

import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadParts } from './bundle.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { createRandom } from './random.mjs';
import { ETHER_IPV4, IP_TCP, IP_UDP, writeEthernet, writeIp, writeTcp, writeUdp } from './wire.mjs';

const FIRST_MICROS = 1_750_000_000e6;
const MICROS_BETWEEN_FRAMES = 20;
/** By then every table is full. */
const PART_TO_FILL = 0.4;
const MOST_GROWTH_BYTES = 8e6;
const TCP_SYN = 2;
const TCP_PSH_ACK = 24;
const RESOLVER = 9;

const { values } = parseArgs({ options: { names: { type: 'string', default: '1000000' } } });
/** A multiple of the number of kinds. */
const count = 4 * Math.ceil(Number(values.names) / 4);
const { Analysis, Frame } = await loadParts();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

console.log(machineText(describeMachine()));
const random = createRandom(4711);
const analysis = new Analysis();
const frame = new Frame();
const bytes = Buffer.alloc(2048);
const kinds = [askForName, sayHello, requestHost, answerForName];
let frames = 0;
let port = 0;
let fullBytes = 0;

const startedAt = performance.now();
for (let number = 0; number < count; number += 1) {
  kinds[number & 3](number);
  if (number === Math.floor(count * PART_TO_FILL)) fullBytes = memoryInUse();
}
analysis.settle();
const seconds = (performance.now() - startedAt) / 1000;
const growth = memoryInUse() - fullBytes;
const { names } = analysis.traffic.summary({ limit: 1 });
analysis.finish();

console.log(`${count} names in ${frames} frames, ${seconds.toFixed(1)} s: ${((seconds / count) * 1e6).toFixed(1)} µs each`);
for (const kind of ['dns', 'tls', 'http', 'fingerprints']) {
  const { total, other } = names[kind];
  check(`${kind}: ${total} rows, and ${other.rows} that gave way, are all there were`, total + other.rows === expectedOf(kind));
}
check(
  `memory grew by ${(growth / 1e6).toFixed(1)} MB after the first ${PART_TO_FILL * 100} % (${(fullBytes / 1e6).toFixed(0)} MB), less than 8`,
  growth < MOST_GROWTH_BYTES,
);

function expectedOf(kind) {
  return kind === 'dns' ? count / 2 : count / 4;
}

function memoryInUse() {
  analysis.settle();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  // Some of what lies outside of the heap is counted twice: what does not grow does not grow.
  return heapUsed + external + arrayBuffers;
}

function check(claim, isTrue) {
  console.log(`${isTrue ? 'PASS' : 'FAIL'}  ${claim}`);
  if (!isTrue) process.exitCode = 1;
}

function askForName(number) {
  datagram(number, true, dnsMessage(randomName(number), number & 0xffff, null));
}

function answerForName(number) {
  const name = randomName(number);
  const address = number & 0xffff;
  datagram(number, true, dnsMessage(name, number & 0xffff, null));
  datagram(number, false, dnsMessage(name, number & 0xffff, address));
  segment(number, { remote: address, port: 9999 }, Buffer.alloc(0), TCP_SYN);
}

function sayHello(number) {
  const name = Buffer.from(randomName(number));
  const suites = Buffer.alloc(16);
  for (let at = 0; at < 16; at += 4) suites.writeUInt32BE(random(), at);
  const serverName = Buffer.concat([Buffer.from([0, 0, 0, name.length + 5, 0, name.length + 3, 0, 0, name.length]), name]);
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    Buffer.from([0, 0, suites.length]),
    suites,
    Buffer.from([1, 0, 0, serverName.length]),
    serverName,
  ]);
  const head = Buffer.from([0x16, 3, 1, 0, body.length + 4, 1, 0, 0, body.length]);
  segment(number, { remote: remoteOf(number), port: 443 }, Buffer.concat([head, body]), TCP_PSH_ACK);
}

function requestHost(number) {
  segment(
    number,
    { remote: remoteOf(number), port: 80 },
    Buffer.from(`GET / HTTP/1.1\r\nHost: ${randomName(number)}\r\n\r\n`),
    TCP_PSH_ACK,
  );
}

/** No two are the same. */
function randomName(number) {
  return `n${random().toString(36)}${number.toString(36)}.example.net`;
}

function dnsMessage(name, id, address) {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 198, 18, 0, 0]);
  if (address !== null) answer.writeUInt16BE(address, 14);
  const flags = address === null ? [1, 0] : [0x81, 0x80];
  const header = Buffer.from([id >>> 8, id & 0xff, ...flags, 0, 1, 0, address === null ? 0 : 1, 0, 0, 0, 0]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1]), ...(address === null ? [] : [answer])]);
}

function datagram(number, fromHome, content) {
  port += fromHome ? 1 : 0;
  const at = begin(number, { fromHome, protocol: IP_UDP, length: 8 + content.length, remote: RESOLVER });
  const ports = fromHome ? [homePort(), 53] : [53, homePort()];
  finish(writeUdp(bytes, at, { sourcePort: ports[0], destinationPort: ports[1], length: content.length }), content);
}

function remoteOf(number) {
  return 10 + (number & 0xfff);
}

function segment(number, server, content, flags) {
  port += 1;
  const at = begin(number, { fromHome: true, protocol: IP_TCP, length: 20 + content.length, remote: server.remote });
  const header = { sourcePort: homePort(), destinationPort: server.port, sequence: random() | 0, acknowledgment: 0, flags };
  finish(writeTcp(bytes, at, header), content);
}

function homePort() {
  return 20_000 + (port % 40_000);
}

function begin(number, { fromHome, protocol, length, remote }) {
  const [source, destination] = fromHome ? [1 + (number >>> 14), remote] : [remote, 1 + (number >>> 14)];
  const at = writeEthernet(bytes, 0, { fromHome, etherType: ETHER_IPV4 });
  return writeIp(bytes, at, { family: 4, protocol, source, destination, length });
}

function finish(at, content) {
  content.copy(bytes, at);
  frame.bytes = bytes;
  frame.capturedLength = at + content.length;
  frame.wireLength = frame.capturedLength;
  frame.timestampMicros = FIRST_MICROS + frames * MICROS_BETWEEN_FRAMES;
  frames += 1;
  analysis.sink(frame);
  analysis.settle();
}
