// Flows that start, run and end, and what each of their frames carries.
import { clientHello, dnsAnswer, dnsQuery } from './payloads.mjs';
import { IP_TCP, IP_UDP } from './wire.mjs';

export const FIN = 1;
export const SYN = 2;
const RST = 4;
export const PSH = 8;
export const ACK = 16;

const SHORTEST_CONNECTION = 8;
const DNS_FRAMES = 2;
/** How many frames a flow sends in a row at most. */
const LONGEST_BURST = 16;
/** No flow is longer than so many of the mean: elephants, but none that outlives the capture. */
const MOST_OF_MEAN = 40;

/**
 * Makes `count` flows that come to `frames` frames; `place(number)` gives a flow its family, addresses and tunnel, `create` what it says.
 */
export function createFlows({ count, frames, random, place, create = createFlow }) {
  const flows = Array.from({ length: count }, (_, number) => create(number, random, place(number)));
  const longLived = flows.filter(({ isDns }) => !isDns);
  // Pareto with an exponent near that of real flows: most are short, a few carry most of the frames.
  const weights = longLived.map(() => Math.min(MOST_OF_MEAN, ((random() + 1) / 2 ** 32) ** (-1 / 1.3)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = frames - (flows.length - longLived.length) * DNS_FRAMES;
  const share = left / sum;
  longLived.forEach((flow, index) => {
    flow.length = Math.max(4, Math.floor(weights[index] * share));
    left -= flow.length;
  });
  for (let index = 0; left > 0 && longLived.length > 0; index = (index + 1) % longLived.length, left -= 1)
    longLived[index].length += 1;
  return flows;
}

/** Makes `count` flows that are in their middle and never end. */
export function createEndlessFlows({ count, random, place }) {
  return Array.from({ length: count }, (_, number) => ({
    ...createFlow(number, random, place(number)),
    isDns: false,
    remotePort: 443,
    length: Number.MAX_SAFE_INTEGER,
    sent: SHORTEST_CONNECTION,
  }));
}

function createFlow(number, random, placement) {
  const draw = random() % 100;
  const isDns = draw < 25;
  const isTcp = draw >= 40;
  const remotePort = isDns ? 53 : random() % 8 === 0 ? 80 : 443;
  return {
    ...placement,
    number,
    isDns,
    protocol: isTcp ? IP_TCP : IP_UDP,
    homePort: 32768 + (random() % 28232),
    remotePort,
    homeSequence: random() | 0,
    remoteSequence: random() | 0,
    breaksOff: random() % 16 === 0,
    length: DNS_FRAMES,
    sent: 0,
  };
}

/** Says which flow sends next: `active` flows at a time take turns at random, in short bursts; when one ends the next starts. */
export function createSchedule({ flows, active, random }) {
  const running = flows.slice(0, active);
  let next = running.length;
  let current = null;
  let burst = 0;
  let position = 0;
  return () => {
    if (current !== null && current.sent >= current.length) {
      if (next < flows.length) running[position] = flows[next++];
      else if (running.length > 1) running[position] = running.pop();
      burst = 0;
    }
    if (burst === 0) {
      position = random() % running.length;
      current = running[position];
      burst = 1 + (random() % Math.max(1, Math.min(LONGEST_BURST, current.length >>> 3)));
    }
    burst -= 1;
    return current;
  };
}

/** Fills `segment` with what the flow's next frame is: who sends, how much payload, which TCP flags, and the start of the payload. */
export function nextSegment(flow, random, segment) {
  const step = flow.sent;
  flow.sent += 1;
  segment.content = null;
  segment.flags = 0;
  if (flow.isDns) {
    segment.fromHome = step % 2 === 0;
    segment.content = segment.fromHome ? dnsQuery(flow.number) : dnsAnswer(flow.number);
    segment.payload = segment.content.length;
    return;
  }
  if (flow.protocol === IP_TCP && isHandshake(flow, step, segment)) return;
  drawData(flow, random, segment);
}

/** The first and the last frames of a connection. */
function isHandshake(flow, step, segment) {
  const fromEnd = flow.length - step;
  segment.payload = 0;
  if (step === 0) return control(segment, true, SYN);
  if (step === 1) return control(segment, false, SYN | ACK);
  if (step === 2) return control(segment, true, ACK);
  if (step === 3 && flow.remotePort === 443) {
    segment.content = clientHello(flow.number);
    segment.payload = segment.content.length;
    return control(segment, true, PSH | ACK);
  }
  if (flow.length < SHORTEST_CONNECTION) return false;
  if (fromEnd === 1 && flow.breaksOff) return control(segment, false, RST | ACK);
  if (fromEnd === 3 && !flow.breaksOff) return control(segment, true, FIN | ACK);
  if (fromEnd === 2 && !flow.breaksOff) return control(segment, false, FIN | ACK);
  return fromEnd === 1 && control(segment, true, ACK);
}

function control(segment, fromHome, flags) {
  segment.fromHome = fromHome;
  segment.flags = flags;
  return true;
}

/** Six in ten frames only acknowledge, two in ten are full, and those come from afar. */
export function drawData(flow, random, segment) {
  const draw = random() % 100;
  const isTcp = flow.protocol === IP_TCP;
  segment.flags = ACK;
  if (draw < 62) {
    segment.fromHome = draw < 50;
    segment.payload = isTcp ? 0 : 20 + (random() % 40);
  } else if (draw < 81) {
    segment.fromHome = draw < 70;
    segment.payload = 60 + (random() % 500);
    segment.flags |= PSH;
  } else {
    segment.fromHome = draw < 84;
    segment.payload = segment.largest;
  }
}
