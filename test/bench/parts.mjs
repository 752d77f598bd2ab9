// The parts a frame passes through, each on its own, as they ship:
//   node test/bench/parts.mjs [--frames 5000000] [--rounds 5] [--captures plain,pppoe] [--keys 32768] [--quick]
import { openSync, readSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadParts } from './bundle.mjs';
import { ensureCaptures } from './captures.mjs';
import { countCollections } from './collections.mjs';
import { keysAgainstMap, keysAgainstTable } from './crafted-keys.mjs';
import { describeMachine, machineText } from './machine.mjs';
import { createRandom } from './random.mjs';
import { median, tableText } from './statistics.mjs';

const FRAMES_IN_MEMORY = 250_000;
const BYTES_IN_MEMORY = 128 * 1024 * 1024;
const QUICK = { frames: 50_000, rounds: 1, keys: 2048 };
const TABLE_ROWS = 65_536;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '5000000' },
    rounds: { type: 'string', default: '5' },
    keys: { type: 'string', default: '32768' },
    captures: { type: 'string', default: 'plain,pppoe,pppoe-scattered,tunnels' },
    cache: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const size = values.quick ? QUICK : { frames: Number(values.frames), rounds: Number(values.rounds), keys: Number(values.keys) };
const { Analysis, decodeFrame, Packet, KeyedTable, Frame } = await loadParts();

console.log(machineText(describeMachine()));
await measureFrames();
measureLookups();

async function measureFrames() {
  const names = values.captures.split(',');
  const paths = ensureCaptures({ names, cache: values.cache, frames: values.quick ? 5_000 : undefined, say: console.log });
  const rows = [['ns per frame', 'decode', 'observe', 'both', 'collections', 'small']];
  for (const name of names) {
    const frames = loadFrames(paths[name]);
    const nanos = { decode: [], both: [] };
    const count = Math.min(size.frames, 2 * frames.count);
    for (let round = 0; round < size.rounds; round += 1) {
      nanos.decode.push((passDecode(frames, count) / count) * 1e6);
      nanos.both.push((passBoth(frames, count) / count) * 1e6);
    }
    const { sink } = new Analysis();
    pass(frames, frames.count, sink);
    const collections = await countCollections(() => pass(frames, size.frames, sink));
    const [decode, both] = [median(nanos.decode), median(nanos.both)];
    rows.push([
      name,
      ...[decode, both - decode, both].map((figure) => figure.toFixed(0)),
      String(collections.others),
      String(collections.small),
    ]);
  }
  console.log(
    `\n${tableText(rows)}\n(garbage collections during ${size.frames} frames; observe is what counting adds to decoding)`,
  );
}

/** The first frames of a capture, as they lie in the file. */
function loadFrames(path) {
  const bytes = Buffer.alloc(BYTES_IN_MEMORY);
  const length = readSync(openSync(path, 'r'), bytes, 0, bytes.length, 0);
  const starts = new Int32Array(FRAMES_IN_MEMORY);
  const lengths = new Int32Array(FRAMES_IN_MEMORY);
  const micros = new Float64Array(FRAMES_IN_MEMORY);
  let count = 0;
  for (let at = 24; count < FRAMES_IN_MEMORY && at + 16 <= length; count += 1) {
    const captured = bytes.readUInt32LE(at + 8);
    if (at + 16 + captured > length) break;
    micros[count] = bytes.readUInt32LE(at) * 1e6 + bytes.readUInt32LE(at + 4);
    starts[count] = at + 16;
    lengths[count] = captured;
    at += 16 + captured;
  }
  return { bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, length), starts, lengths, micros, count };
}

/** Goes round the frames until `count` are done, a later time each round. Returns milliseconds. */
function pass(frames, count, each) {
  const { starts, lengths, micros } = frames;
  const lasts = micros[frames.count - 1] - micros[0] + 1;
  const frame = new Frame();
  frame.bytes = frames.bytes;
  const startedAt = performance.now();
  for (let done = 0, at = 0, later = 0; done < count; done += 1) {
    frame.start = starts[at];
    frame.capturedLength = lengths[at];
    frame.wireLength = lengths[at];
    frame.timestampMicros = micros[at] + later;
    each(frame);
    at += 1;
    if (at === frames.count) {
      at = 0;
      later += lasts;
    }
  }
  return performance.now() - startedAt;
}

function passDecode(frames, count) {
  const packet = new Packet();
  return pass(frames, count, (frame) => decodeFrame(frame, packet));
}

function passBoth(frames, count) {
  return pass(frames, count, new Analysis().sink);
}

/** Adds keys and looks each up twice: what a flood of packets with chosen addresses would do to a table. */
function measureLookups() {
  const random = createRandom(7);
  const randomKeys = Int32Array.from({ length: size.keys }, random);
  const seed = Int32Array.from({ length: 3 }, random);
  const againstMap = keysAgainstMap(size.keys);
  const againstSeed = keysAgainstTable(size.keys, seed);
  const knownSeed = () => {
    let next = 0;
    return () => seed[next++];
  };
  const cases = [
    ['Map, random keys', () => inMap(randomKeys)],
    ['Map, keys crafted against V8', () => inMap(againstMap)],
    ['KeyedTable, random keys', () => inTable(randomKeys, random)],
    ['KeyedTable, keys crafted against V8', () => inTable(againstMap, random)],
    ['KeyedTable, keys crafted against another seed', () => inTable(againstSeed, random)],
    ['KeyedTable, keys crafted against its own seed', () => inTable(againstSeed, knownSeed())],
  ];
  for (let warmUp = 0; warmUp < 5; warmUp += 1) {
    inMap(randomKeys);
    inTable(randomKeys, random);
  }
  const rows = cases.map(([name, run]) => [name, median(Array.from({ length: Math.min(3, size.rounds) }, run)).toFixed(0)]);
  console.log(`\n${tableText([['ns per look-up', `${size.keys} keys`], ...rows])}`);
  console.log('(the last row is why the seed is random and told to nobody)');
}

function inMap(keys) {
  const startedAt = performance.now();
  const map = new Map();
  for (const key of keys) map.set(key, 1);
  let found = 0;
  for (let round = 0; round < 2; round += 1) for (const key of keys) if (map.has(key)) found += 1;
  return nanosEach(startedAt, keys.length + found);
}

function inTable(keys, random) {
  const table = new KeyedTable(TABLE_ROWS, { keyWords: 1, numbers: 1 }, random);
  const startedAt = performance.now();
  let found = 0;
  for (let round = 0; round < 3; round += 1) {
    for (const key of keys) {
      table.probe[0] = key;
      if (table.find(1) < 0) table.append();
      else found += 1;
    }
  }
  return nanosEach(startedAt, keys.length + found);
}

function nanosEach(startedAt, lookups) {
  return ((performance.now() - startedAt) * 1e6) / lookups;
}
