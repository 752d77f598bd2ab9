// Frames as they are, out through an interface, 64 to a system call.
import { readFileSync } from 'node:fs';
import koffi from 'koffi';

const AF_PACKET = 17;
const SOCK_RAW = 3;
const SOL_PACKET = 263;
const PACKET_QDISC_BYPASS = 20;
const SOL_SOCKET = 1;
const SO_SNDBUF = 7;
const ENOBUFS = 105;

const BATCH = 64;
const MMSGHDR_LENGTH = 64;

const library = koffi.load(null);
const socket = library.func('int socket(int, int, int)');
const setsockopt = library.func('int setsockopt(int, int, int, void *, unsigned int)');
const bind = library.func('int bind(int, void *, unsigned int)');
const sendmmsg = library.func('int sendmmsg(int, void *, unsigned int, int)');

/** Memory for a frame: not pooled, and not on the JavaScript heap, where the garbage collector would move it. */
export function allocateFrame(length) {
  return Buffer.from(new ArrayBuffer(length));
}

/** Sends frames from `allocateFrame` over and over, as many as asked for; those about to be sent are shown to `prepare` (from, to) before. */
export class RawFrames {
  #descriptor;
  #count;
  #next = 0;
  // The kernel reads all three by address: as long as this object is held, they are.
  #memory;
  #prepare;

  constructor(interfaceName, frames, prepare = () => {}) {
    this.#descriptor = openSocket(interfaceName);
    this.#count = frames.length;
    const iovecs = buildIovecs(frames);
    this.#memory = { frames, iovecs, messages: buildMessages(iovecs, frames.length) };
    this.#prepare = prepare;
  }

  /** Sends up to `wanted` frames and says how many it has sent: none where there is no room for the moment. */
  send(wanted) {
    const from = this.#next;
    const to = Math.min(from + BATCH, from + wanted, this.#count);
    this.#prepare(from, to);
    const done = sendmmsg(this.#descriptor, this.#memory.messages.subarray(from * MMSGHDR_LENGTH), to - from, 0);
    if (done <= 0) {
      if (koffi.errno() === ENOBUFS) return 0;
      throw new Error(`sending failed: errno ${koffi.errno()}`);
    }
    this.#next = (from + done) % this.#count;
    return done;
  }

  /** Sends `count` frames, with at most so many a second where that is not 0. Returns how long it took. */
  sendAll(count, framesPerSecond) {
    const begin = performance.now();
    let sent = 0;
    while (sent < count) {
      if (framesPerSecond > 0 && sent / framesPerSecond > (performance.now() - begin) / 1000) continue;
      sent += this.send(count - sent);
    }
    return { sent, seconds: (performance.now() - begin) / 1000 };
  }
}

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

/** One `struct iovec` a frame: pointer and length, 64 bits each. */
function buildIovecs(frames) {
  const words = new BigUint64Array(frames.length * 2);
  for (const [i, frame] of frames.entries()) {
    words[i * 2] = koffi.address(frame);
    words[i * 2 + 1] = BigInt(frame.length);
  }
  return words;
}

/** One `struct mmsghdr` a frame, each with one iovec; the socket is bound, so none has an address. */
function buildMessages(iovecs, count) {
  const words = new BigUint64Array((MMSGHDR_LENGTH / 8) * count);
  const first = koffi.address(new Uint8Array(iovecs.buffer));
  for (let i = 0; i < count; i++) {
    words[(i * MMSGHDR_LENGTH) / 8 + 2] = first + BigInt(i * 16);
    words[(i * MMSGHDR_LENGTH) / 8 + 3] = 1n;
  }
  return new Uint8Array(words.buffer);
}
