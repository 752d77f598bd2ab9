// Reads an interface through the ring: node live-receiver.mjs SOURCE INTERFACE SNAPLENGTH RING [SINK]
// SOURCE is the built ring source, SINK a module exporting `createConsumer(): { sink, settle }`, the place to plug in decoding and counting.
// Told `mark` by its parent, answers with what it has seen so far.
import { pathToFileURL } from 'node:url';

// As `serve` has it unless told otherwise.
const INSPECT_LENGTH = 2048;

const [, , sourcePath, name, snapLength, ringMebibytes, sinkPath] = process.argv;
const { RingSource } = await import(pathToFileURL(sourcePath).href);

let frames = 0;
let wireBytes = 0;
const nothing = { sink: () => undefined, settle: () => undefined };
const { sink, settle } = await createConsumer();
const source = await RingSource.open({
  interface: name,
  snapLength: Number(snapLength),
  inspectLength: INSPECT_LENGTH,
  ringMebibytes: Number(ringMebibytes),
  ignoreOutgoing: true,
});

process.on('message', () => process.send({ frames, wireBytes, losses: source.losses() }));
process.on('disconnect', () => process.exit());
process.send('ready');
step();

async function createConsumer() {
  if (sinkPath === undefined) return nothing;
  const consumer = (await import(pathToFileURL(sinkPath).href)).createConsumer();
  return { sink: consumer.sink, settle: () => consumer.settle() };
}

function step() {
  source.step((frame) => {
    frames++;
    wireBytes += frame.wireLength;
    sink(frame);
  });
  settle();
  setImmediate(step);
}
