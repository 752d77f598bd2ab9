// Sends through an interface as fast as one core can, or at a rate: node live-sender.mjs INTERFACE line|flood [FLOWS]
// `line` sends PPPoE frames of 60 to 1514 bytes, each of the next of so many flows; `flood` frames of 64 bytes of which each is a flow and a host of its own.
// Told `{ count, framesPerSecond }` (0: no limit) by its parent, answers `{ sent, seconds }`.
import { allocateFrame, RawFrames } from './raw-frames.mjs';

const FRAMES = 8192;
// Headers up to the payload of UDP: Ethernet 14, PPPoE 6, PPP 2, IPv4 20, UDP 8.
const SHORTEST = 60;
const FLOOD_LENGTH = 64;

const [, , interfaceName, kind, flows = String(FRAMES)] = process.argv;
const sender = kind === 'flood' ? createFlood() : new RawFrames(interfaceName, Array.from({ length: FRAMES }, buildLineFrame));

process.on('message', ({ count, framesPerSecond }) => process.send(sender.sendAll(count, framesPerSecond)));
process.on('disconnect', () => process.exit());
process.send('ready');

/** A mix as on an access line: half short, a third full, the rest between. */
function lengthOf(i) {
  const lot = (i * 7919) % 100;
  if (lot < 50) return SHORTEST + (lot % 20);
  return lot < 67 ? 400 + lot * 4 : 1514;
}

function buildLineFrame(_, i) {
  const frame = allocateFrame(lengthOf(i));
  const flow = i % Number(flows);
  frame.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0x64, 0x11, 0x00, 0x12, 0x34]);
  frame.writeUInt16BE(frame.length - 20, 18);
  frame.writeUInt16BE(0x0021, 20);
  const addresses = { source: 0xc0a8_0000 + (flow & 0xff), destination: 0xcb00_7100 + (flow >>> 8) };
  writeUdpPacket(frame, 22, { ...addresses, sourcePort: 1024 + flow });
  return frame;
}

/** Counts up source address and port in the frames about to be sent: no two frames have the same address. */
function createFlood() {
  let number = 0;
  const frames = Array.from({ length: FRAMES }, () => {
    const frame = allocateFrame(FLOOD_LENGTH);
    frame.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00]);
    writeUdpPacket(frame, 14, { source: 0, destination: 0xcb00_7101, sourcePort: 0 });
    return frame;
  });
  return new RawFrames(interfaceName, frames, (from, to) => {
    for (let i = from; i < to; i++) {
      frames[i].writeUInt32BE(0x0a00_0000 + (number & 0xff_ffff), 26);
      frames[i].writeUInt16BE(1024 + (number % 60_000), 34);
      number++;
    }
  });
}

function writeUdpPacket(frame, at, { source, destination, sourcePort }) {
  frame.set([0x45, 0], at);
  frame.writeUInt16BE(frame.length - at, at + 2);
  frame.set([64, 17], at + 8);
  frame.writeUInt32BE(source, at + 12);
  frame.writeUInt32BE(destination, at + 16);
  frame.writeUInt16BE(sourcePort, at + 20);
  frame.writeUInt16BE(443, at + 22);
  frame.writeUInt16BE(frame.length - at - 20, at + 24);
}
