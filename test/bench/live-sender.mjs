// Sends PPPoE session frames through an interface as fast as one core can, or at a rate: node live-sender.mjs INTERFACE
// Told `{ count, framesPerSecond }` (0: no limit) by its parent, answers `{ sent, seconds }`.
import { readFileSync } from 'node:fs';
import koffi from 'koffi';

const AF_PACKET = 17;
const SOCK_RAW = 3;
const SOL_PACKET = 263;
const PACKET_QDISC_BYPASS = 20;
const SOL_SOCKET = 1;
const SO_SNDBUF = 7;

const FRAMES = 8192;
const FLOWS = 40_000;
const BATCH = 64;
// Headers up to the payload of UDP: Ethernet 14, PPPoE 6, PPP 2, IPv4 20, UDP 8.
const SHORTEST = 60;
const MMSGHDR_LENGTH = 64;
const ENOBUFS = 105;

const library = koffi.load(null);
const socket = library.func('int socket(int, int, int)');
const setsockopt = library.func('int setsockopt(int, int, int, void *, unsigned int)');
const bind = library.func('int bind(int, void *, unsigned int)');
const sendmmsg = library.func('int sendmmsg(int, void *, unsigned int, int)');

const descriptor = openSocket(process.argv[2]);
// The kernel reads all three by address: the message handler below must keep hold of them.
const memory = buildMemory();
let next = 0;

process.on('message', ({ count, framesPerSecond }) => {
  const begin = performance.now();
  let sent = 0;
  while (sent < count) {
    if (framesPerSecond > 0 && sent / framesPerSecond > (performance.now() - begin) / 1000) continue;
    const wanted = Math.min(BATCH, count - sent, FRAMES - next);
    const done = sendmmsg(descriptor, memory.messages.subarray(next * MMSGHDR_LENGTH), wanted, 0);
    if (done <= 0) {
      // Full, for the moment.
      if (koffi.errno() === ENOBUFS) continue;
      throw new Error(`sending failed: errno ${koffi.errno()}`);
    }
    sent += done;
    next = (next + done) % FRAMES;
  }
  process.send({ sent, seconds: (performance.now() - begin) / 1000 });
});
process.on('disconnect', () => process.exit());
process.send('ready');

function openSocket(name) {
  const opened = socket(AF_PACKET, SOCK_RAW, 0);
  if (opened < 0) throw new Error(`no packet socket: errno ${koffi.errno()}`);
  setsockopt(opened, SOL_PACKET, PACKET_QDISC_BYPASS, Uint32Array.of(1), 4);
  setsockopt(opened, SOL_SOCKET, SO_SNDBUF, Uint32Array.of(8 << 20), 4);
  const address = new Uint8Array(20);
  new Uint16Array(address.buffer)[0] = AF_PACKET;
  new Int32Array(address.buffer)[1] = Number(readFileSync(`/sys/class/net/${name}/ifindex`, 'utf8'));
  if (bind(opened, address, address.length) < 0) throw new Error(`no binding to ${name}: errno ${koffi.errno()}`);
  return opened;
}

function buildMemory() {
  const frames = Array.from({ length: FRAMES }, (_, i) => buildFrame(i));
  const iovecs = buildIovecs(frames);
  return { frames, iovecs, messages: buildMessages(iovecs) };
}

/** A mix as on an access line: half short, a third full, the rest between. */
function lengthOf(i) {
  const lot = (i * 7919) % 100;
  if (lot < 50) return SHORTEST + (lot % 20);
  return lot < 67 ? 400 + lot * 4 : 1514;
}

function buildFrame(i) {
  // Not pooled and not on the JavaScript heap, where the garbage collector would move it.
  const frame = Buffer.from(new ArrayBuffer(lengthOf(i)));
  const flow = (i * 104_729) % FLOWS;
  frame.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0x64, 0x11, 0x00, 0x12, 0x34]);
  frame.writeUInt16BE(frame.length - 20, 18);
  frame.writeUInt16BE(0x0021, 20);
  frame.set([0x45, 0], 22);
  frame.writeUInt16BE(frame.length - 22, 24);
  frame.set([64, 17], 30);
  frame.writeUInt32BE(0xc0a8_0000 + (flow & 0xff), 34);
  frame.writeUInt32BE(0xcb00_7100 + (flow >>> 8), 38);
  frame.writeUInt16BE(1024 + flow, 42);
  frame.writeUInt16BE(443, 44);
  frame.writeUInt16BE(frame.length - 42, 46);
  return frame;
}

/** One `struct iovec` a frame: pointer and length, 64 bits each. */
function buildIovecs(all) {
  const words = new BigUint64Array(all.length * 2);
  for (const [i, frame] of all.entries()) {
    words[i * 2] = koffi.address(frame);
    words[i * 2 + 1] = BigInt(frame.length);
  }
  return words;
}

/** One `struct mmsghdr` a frame, each with one iovec; the socket is bound, so none has an address. */
function buildMessages(vectors) {
  const words = new BigUint64Array((MMSGHDR_LENGTH / 8) * FRAMES);
  const base = koffi.address(new Uint8Array(vectors.buffer));
  for (let i = 0; i < FRAMES; i++) {
    words[(i * MMSGHDR_LENGTH) / 8 + 2] = base + BigInt(i * 16);
    words[(i * MMSGHDR_LENGTH) / 8 + 3] = 1n;
  }
  return new Uint8Array(words.buffer);
}
