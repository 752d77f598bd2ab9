// What flows say first, so that programs which look into payloads find what they look for.

const NAMES = Array.from({ length: 64 }, (_, number) => `host${number}.example.net`);

/** RFC 8446, section 4.1.2: a ClientHello with a server name (RFC 6066, section 3), in one record. */
const CLIENT_HELLOS = NAMES.map((name) => {
  const host = Buffer.from(name);
  const serverName = lengthBefore(2, Buffer.concat([Buffer.from([0]), lengthBefore(2, host)]));
  const extensions = Buffer.concat([
    Buffer.from([0, 0]),
    lengthBefore(2, serverName),
    Buffer.from([0, 43]),
    lengthBefore(2, Buffer.from([2, 3, 4])),
    Buffer.from([0, 21]),
    lengthBefore(2, Buffer.alloc(300)),
  ]);
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32, 7),
    lengthBefore(1, Buffer.alloc(32, 9)),
    lengthBefore(2, Buffer.from([0x13, 0x01, 0x13, 0x02])),
    lengthBefore(1, Buffer.from([0])),
    lengthBefore(2, extensions),
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), lengthBefore(2, body)]);
  return Buffer.concat([Buffer.from([0x16, 3, 1]), lengthBefore(2, handshake)]);
});

/** RFC 1035, section 4.1: a question for an A record. */
const DNS_QUERIES = NAMES.map((name) => dnsMessage(name, { flags: 0x0100, answer: Buffer.alloc(0) }));
/** And its answer, which points at the question's name. */
const DNS_ANSWERS = NAMES.map((name) =>
  dnsMessage(name, { flags: 0x8180, answer: Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 198, 18, 7, 7]) }),
);

function dnsMessage(name, { flags, answer }) {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(flags, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answer.length === 0 ? 0 : 1, 6);
  const labels = name.split('.').map((label) => lengthBefore(1, Buffer.from(label)));
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1]), answer]);
}

function lengthBefore(bytes, content) {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(content.length, 0, bytes);
  return Buffer.concat([length, content]);
}

export function clientHello(number) {
  return CLIENT_HELLOS[number % NAMES.length];
}

export function dnsQuery(number) {
  return DNS_QUERIES[number % NAMES.length];
}

export function dnsAnswer(number) {
  return DNS_ANSWERS[number % NAMES.length];
}

/** Stands for encrypted content: no program finds anything in it. */
export function createNoise(random) {
  return Buffer.from(Uint32Array.from({ length: 400 }, random).buffer);
}
