// What browsers and the programs of a home say first, for the capture that is like the web.
import { quicInitial } from './quic-initial.mjs';
import { addressBytes } from './wire.mjs';

const NAME_COUNT = 3_000;
const QUIC_HELLOS = 300;
/** How much of a hello is in the first of two packets. */
const QUIC_PART = 1100;

/** Some are services people know, some nobody's in particular. */
const DOMAINS = [
  ...['googlevideo.com', 'ytimg.com', 'nflxvideo.net', 'whatsapp.net', 'fbcdn.net', 'scdn.co', 'steamcontent.com', 'icloud.com'],
  ...['example.net', 'example.org', 'example.com', 'cdn.example.net', 'static.example.com', 'ads.example.org'],
];
const NAMES = Array.from({ length: NAME_COUNT }, (_, number) => `host${number}.${DOMAINS[number % DOMAINS.length]}`);

const SUITES = [
  0x2a2a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x9c, 0x9d, 0x2f, 0x35,
];
const SIGNATURES = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601];
const X25519 = 0x001d;
const X25519_MLKEM768 = 0x11ec;
/** A hello without a large key share is filled up to this (RFC 7685), from when middleboxes stumbled over shorter ones. */
const PADDED_LENGTH = 512;

/** Most browsers' hellos have a key share against quantum computers, and more than a segment of it. */
function hello(name, { random, isLarge, isQuic }) {
  const keys = [keyShare(X25519, 32, random)];
  if (isLarge) keys.unshift(keyShare(X25519_MLKEM768, 1216, random));
  const protocols = isQuic ? ['h3'] : ['h2', 'http/1.1'];
  const extensions = [
    extension(0x2a2a, Buffer.alloc(0)),
    extension(0, before(2, Buffer.concat([Buffer.from([0]), before(2, Buffer.from(name))]))),
    extension(23, Buffer.alloc(0)),
    extension(10, before(2, numbers([0x2a2a, ...(isLarge ? [X25519_MLKEM768] : []), X25519, 0x17, 0x18]))),
    extension(16, before(2, Buffer.concat(protocols.map((text) => before(1, Buffer.from(text)))))),
    extension(5, Buffer.from([1, 0, 0, 0, 0])),
    extension(13, before(2, numbers(SIGNATURES))),
    extension(51, before(2, Buffer.concat(keys))),
    extension(45, Buffer.from([1, 1])),
    extension(43, before(1, numbers([0x2a2a, 0x0304, 0x0303]))),
    ...(isQuic ? [extension(57, Buffer.from([4, 4, 0x80, 0xf0, 0, 0]))] : []),
  ];
  const fixed = Buffer.concat([
    Buffer.from([3, 3]),
    noise(32, random),
    before(1, isQuic ? Buffer.alloc(0) : noise(32, random)),
    before(2, numbers(isQuic ? SUITES.slice(1, 4) : SUITES)),
    Buffer.from([1, 0]),
  ]);
  const length = fixed.length + Buffer.concat(extensions).length + 6;
  if (length < PADDED_LENGTH) extensions.push(extension(21, Buffer.alloc(PADDED_LENGTH - length)));
  const body = Buffer.concat([fixed, before(2, Buffer.concat(extensions))]);
  return Buffer.concat([Buffer.from([1]), before(3, body)]);
}

/** Makes what flows say; the same for the same `random`. */
export function createWebPayloads(random) {
  const quic = Array.from({ length: QUIC_HELLOS }, (_, number) => {
    const message = hello(NAMES[number], { random, isLarge: random() % 4 !== 0, isQuic: true });
    const connectionId = noise(8, random);
    const parts = message.length > QUIC_PART ? [message.subarray(0, QUIC_PART), message.subarray(QUIC_PART)] : [message];
    return parts.map((part, packetNumber) => quicInitial({ connectionId, packetNumber, offset: packetNumber * QUIC_PART, part }));
  });
  const tls = NAMES.map((name) => {
    const message = hello(name, { random, isLarge: random() % 8 < 5, isQuic: false });
    return Buffer.concat([Buffer.from([0x16, 3, 1]), before(2, message)]);
  });
  return {
    nameCount: NAME_COUNT,
    /** A ClientHello in its record, 517 bytes or about 1,800. */
    tlsHello: (number) => tls[number],
    /** A client's first datagrams: one or two. */
    quicHellos: (number) => quic[number % QUIC_HELLOS],
    httpRequest: (number, page) =>
      Buffer.from(
        `GET /page/${page}?from=${number} HTTP/1.1\r\nHost: ${NAMES[number]}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n` +
          `Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en\r\nCookie: session=${number.toString(36).padStart(64, 'x')}\r\n\r\n`,
      ),
    dnsQuery: (number, family, id) => dnsMessage(number, { family, id, answers: [] }),
    /** An alias and where it leads, as content networks answer; `remote` is an address's number. */
    dnsAnswer: (number, family, id, remote) => dnsMessage(number, { family, id, answers: [remote] }),
  };
}

/** RFC 8446, section 4.1.3: a ServerHello's record, and encrypted ones behind it. */
export const SERVER_HELLO = Buffer.concat([
  Buffer.from([0x16, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3]),
  Buffer.alloc(32, 0xc3),
  before(1, Buffer.alloc(32, 0x1e)),
  Buffer.from([0x13, 1, 0, 0, 14]),
  extension(43, numbers([0x0304])),
  extension(51, numbers([X25519, 0])),
  Buffer.from([0x14, 3, 3, 0, 1, 1, 0x17, 3, 3, 0x10, 0]),
]);

export const HTTP_RESPONSE = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 40000\r\n\r\n');

/** RFC 1035, section 4.1. */
function dnsMessage(number, { family, id, answers }) {
  const header = Buffer.from([
    id >>> 8,
    id & 0xff,
    answers.length === 0 ? 1 : 0x81,
    answers.length === 0 ? 0 : 0x80,
    0,
    1,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  const type = family === 4 ? 1 : 28;
  const question = Buffer.concat([dnsName(NAMES[number]), numbers([type, 1])]);
  const alias = dnsName(`edge${number % 64}.cdn.example.org`);
  const records = answers.flatMap((remote) => [
    Buffer.from([0xc0, 12, 0, 5, 0, 1, 0, 0, 1, 44]),
    before(2, alias),
    alias,
    Buffer.concat([numbers([type, 1]), Buffer.from([0, 0, 0, 60])]),
    before(2, addressBytes(family, remote)),
  ]);
  header.writeUInt16BE(2 * answers.length, 6);
  return Buffer.concat([header, question, ...records]);
}

function dnsName(name) {
  return Buffer.concat([...name.split('.').map((label) => before(1, Buffer.from(label))), Buffer.from([0])]);
}

function extension(type, content) {
  return Buffer.concat([numbers([type]), before(2, content)]);
}

function keyShare(group, length, random) {
  return Buffer.concat([numbers([group]), before(2, noise(length, random))]);
}

function numbers(list) {
  return Buffer.from(list.flatMap((number) => [number >>> 8, number & 0xff]));
}

function noise(length, random) {
  return Buffer.from(Uint8Array.from({ length }, () => random() >>> 24));
}

/** `content` behind its length in so many bytes. */
function before(bytes, content) {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(content.length, 0, bytes);
  return Buffer.concat([length, content]);
}
