// Every frame a flow of its own, through decoding and counting: totals must be exact and memory must not grow with the flows.
//   node test/bench/flood.mjs [--frames 5000000]
// Ends with status 1 where one of them is not so.
import { parseArgs } from 'node:util';
import { loadParts } from './bundle.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { ETHER_IPV4, ETHER_IPV6, ETHERNET_LENGTH, IP_UDP, ipHeaderLength, writeEthernet, writeIp, writeUdp } from './wire.mjs';

const FIRST_MICROS = 1_750_000_000e6;
const MICROS_BETWEEN_FRAMES = 10;
const PAYLOAD = 26;
/** By then the tables are full, and the flood has all the memory it may have. */
const FRAMES_TO_FILL = 500_000;
const MOST_GROWTH_BYTES = 64e6;

const { values } = parseArgs({ options: { frames: { type: 'string', default: '5000000' } } });
const count = Number(values.frames);
const { decodeFrame, Packet, Traffic, Frame } = await loadParts();

console.log(machineText(describeMachine()));
const lengths = [4, 6].map((family) => ETHERNET_LENGTH + ipHeaderLength(family) + 8 + PAYLOAD);
const templates = [4, 6].map(createTemplate);
const packet = new Packet();
const frame = new Frame();
const traffic = new Traffic();

const startedAt = performance.now();
let wireBytes = 0;
let fullBytes = 0;
let peakBytes = 0;
for (let number = 0; number < count; number += 1) {
  // Every fourth is IPv6. Source address and port count up: no two frames have the same.
  const kind = (number & 3) === 3 ? 1 : 0;
  const bytes = templates[kind];
  bytes.writeUInt32BE(number, kind === 0 ? ETHERNET_LENGTH + 12 : ETHERNET_LENGTH + 8 + 12);
  frame.bytes = bytes;
  frame.capturedLength = lengths[kind];
  frame.wireLength = lengths[kind];
  frame.timestampMicros = FIRST_MICROS + number * MICROS_BETWEEN_FRAMES;
  wireBytes += lengths[kind];
  decodeFrame(frame, packet);
  traffic.observe(packet);
  if (number === Math.min(FRAMES_TO_FILL, count - 1)) fullBytes = process.memoryUsage.rss();
  if ((number & 0xffff) === 0) peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
}
traffic.finish();
const seconds = (performance.now() - startedAt) / 1000;
peakBytes = Math.max(peakBytes, process.memoryUsage.rss());

const { accounting } = traffic.summary({ limit: 1 });
const growth = peakBytes - fullBytes;
const { attributed, other, malformed, seen } = accounting;
const use = traffic.tableUse().find(({ name }) => name === 'flows');
console.log(
  `${count} frames, each a flow of its own, in ${seconds.toFixed(2)} s: ${((seconds / count) * 1e9).toFixed(0)} ns each`,
);
check(
  'every frame and byte is accounted for',
  seen.frames === count && seen.wireBytes === wireBytes && attributed + other + malformed === count,
);
check('every flow is in the table or was counted as evicted', use.rows + use.evicted === count);
check(
  `memory grew by ${(growth / 1e6).toFixed(0)} MB after the tables were full (${(fullBytes / 1e6).toFixed(0)} MB), less than 64`,
  growth < MOST_GROWTH_BYTES,
);

function check(claim, isTrue) {
  console.log(`${isTrue ? 'PASS' : 'FAIL'}  ${claim}`);
  if (!isTrue) process.exitCode = 1;
}

function createTemplate(family) {
  const bytes = Buffer.alloc(256);
  let at = writeEthernet(bytes, 0, { fromHome: false, etherType: family === 4 ? ETHER_IPV4 : ETHER_IPV6 });
  at = writeIp(bytes, at, { family, protocol: IP_UDP, source: 0, destination: 1, length: 8 + PAYLOAD });
  writeUdp(bytes, at, { sourcePort: 53, destinationPort: 40_000, length: PAYLOAD });
  return bytes;
}
