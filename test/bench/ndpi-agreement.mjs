#!/usr/bin/env node
// Holds wanprobe's names of protocols against nDPI's, conversation by conversation. Needs ndpiReader 4.2 (apt install libndpi-bin) and a build.
//
//   node test/bench/ndpi-agreement.mjs --captures DIR [--show N] [--only NAME] [--others]
//
// Prints for each protocol how many of the conversations that nDPI is sure of by their payload we call the same, then how the others are called,
// with N of each. --only takes captures whose path has NAME in it. --others tells, too, what we know by payload where nDPI knows nothing or one of
// the protocols that are not compared.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** nDPI's names of protocols, and ours for the same. nDPI says one name for all of BitTorrent, and several where we say one. */
const SAME = {
  DNS: ['dns'],
  MDNS: ['mdns'],
  LLMNR: ['llmnr'],
  TLS: ['tls'],
  QUIC: ['quic'],
  HTTP: ['http', 'http2', 'websocket'],
  HTTP_Connect: ['http', 'tls'],
  HTTP_Proxy: ['http', 'tls'],
  WebSocket: ['websocket'],
  SSH: ['ssh'],
  SMTP: ['smtp'],
  SMTPS: ['smtp', 'tls'],
  IMAP: ['imap'],
  IMAPS: ['imap', 'tls'],
  POP3: ['pop3'],
  POPS: ['pop3', 'tls'],
  FTP_CONTROL: ['ftp'],
  NTP: ['ntp'],
  STUN: ['stun'],
  RTP: ['rtp'],
  RTCP: ['rtcp'],
  SIP: ['sip'],
  WireGuard: ['wireguard'],
  OpenVPN: ['openvpn'],
  IPsec: ['ike', 'ipsec'],
  DTLS: ['dtls'],
  BitTorrent: ['bittorrent', 'bittorrent-dht', 'utp'],
  MQTT: ['mqtt'],
  SNMP: ['snmp'],
  Radius: ['radius'],
  SMBv1: ['smb'],
  SMBv23: ['smb'],
  RDP: ['rdp'],
  SSDP: ['ssdp'],
  DHCP: ['dhcp'],
  Teredo: ['teredo'],
  BGP: ['bgp'],
};

/** By its payload, or because other conversations' payload announced it. Ports, addresses and half a look are guesses. */
const SURE = ['DPI', 'DPI (cache)'];
/** How many captures are read in one go. */
const BATCH = 50;
const NOT_CAPTURES = /\.(md|json|jsonl|txt)$/;
const FLOW =
  /^\s*\d+\s+(TCP|UDP) (\S+):(\d+) <?-> (\S+):(\d+) (?:\[VLAN: \d+\])?.*?\[proto: [\d.]+\/([^\]]+)\].*?\[Confidence: ([^\]]+)\]/;
const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

const { values: options } = parseArgs({
  options: {
    captures: { type: 'string' },
    show: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    others: { type: 'boolean', default: false },
  },
});
if (options.captures === undefined) throw new Error('--captures DIR is needed');
if (spawnSync('ndpiReader', ['-h']).error !== undefined) throw new Error('ndpiReader is not there: apt install libndpi-bin');

const folder = resolve(options.captures);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !NOT_CAPTURES.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => file.includes(options.only))
  .sort();

const rows = new Map();
const groups = new Map();
const notFound = new Map();
const others = new Map();
const missing = { total: 0, unknown: 0, notSure: 0, notListed: 0 };
for (let at = 0; at < files.length; at += BATCH) {
  const batch = files.slice(at, at + BATCH);
  const ours = await conversationsOf(batch);
  const theirs = await inParallel(batch, flowsOf);
  for (const [index, file] of batch.entries()) compare(file, theirs[index], ours.get(file) ?? new Map());
}
print();

function compare(file, flows, conversations) {
  for (const { key, name, confidence } of flows) {
    missing.total += 1;
    // `TLS.Google`: the protocol comes before the service; `NetBIOS.SMBv1`: before it may come what carries it.
    const master = name.split('.').find((part) => part in SAME);
    const conversation = { file, key, name, ...(conversations.get(key) ?? conversations.get(tunnelKeyOf(name, key))) };
    if (!SURE.includes(confidence) || master === undefined) noteOther(conversation, confidence);
    else if (conversation.protocol === undefined) group(`${master} is no conversation here`, conversation, notFound);
    else count(master, conversation);
  }
}

function noteOther(conversation, confidence) {
  const { name, protocol, basis } = conversation;
  const isUnknown = name === 'Unknown';
  if (!isUnknown && !SURE.includes(confidence)) missing.notSure += 1;
  else if (isUnknown) missing.unknown += 1;
  else missing.notListed += 1;
  if (options.others && basis === 'payload' && (isUnknown || SURE.includes(confidence)))
    group(`${name} here ${protocol}`, conversation, others);
}

function count(master, conversation) {
  const row = rows.get(master) ?? { agree: 0, of: 0 };
  rows.set(master, row);
  row.of += 1;
  if (SAME[master].includes(conversation.protocol)) row.agree += 1;
  else group(`${master} here ${conversation.protocol} (${conversation.basis})`, conversation, groups);
}

function group(title, conversation, all) {
  all.set(title, [...(all.get(title) ?? []), conversation]);
}

function print() {
  const sum = { agree: 0, of: 0 };
  for (const [name, { agree, of }] of [...rows].sort()) {
    sum.agree += agree;
    sum.of += of;
    printRow(name, agree, of);
  }
  printRow('all', sum.agree, sum.of);
  const { total, unknown, notSure, notListed } = missing;
  console.log(`\n${total} flows of nDPI's: ${unknown} unknown, ${notSure} guessed, ${notListed} of protocols not compared\n`);
  for (const all of [notFound, groups, others]) {
    for (const [title, list] of [...all].sort(([, a], [, b]) => b.length - a.length)) {
      const captures = new Set(list.map(({ file }) => file)).size;
      console.log(`${String(list.length).padStart(6)}  nDPI ${title}, in ${captures} captures`);
      for (const { file, key, name } of list.slice(0, Number(options.show)))
        console.log(`          ${file.slice(folder.length + 1)}  ${key}  ${name}`);
    }
    console.log('');
  }
}

function printRow(name, agree, of) {
  console.log(
    `${name.padEnd(16)} ${String(agree).padStart(6)} of ${String(of).padStart(6)}  ${((100 * agree) / of).toFixed(1)}%`,
  );
}

/** By file: what every five-tuple is. Where several conversations have one (in several VLANs), the one with most frames. */
async function conversationsOf(batch) {
  const found = new Map();
  // A crash would lose the rest of a batch: then nothing is found of it, and that is said.
  const text = await outputOf(process.execPath, [PROGRAM, 'replay', '--json', '--each', '--top', '0', ...batch]);
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) continue;
    const { capture, flows, tunnels } = JSON.parse(line);
    const conversations = new Map();
    for (const tunnel of tunnels) addTunnel(conversations, tunnel);
    for (const { protocol, initiator, responder, frames, application } of flows.list) {
      const key = keyOf(protocol, [initiator.address, initiator.port], [responder.address, responder.port]);
      if ((conversations.get(key)?.frames ?? 0) < frames)
        conversations.set(key, { protocol: application.protocol, basis: application.basis, frames });
    }
    found.set(resolve(capture.files[0].path), conversations);
  }
  return found;
}

/** A tunnel is not a conversation here: conversations are inside. Teredo goes to its server's port (RFC 4380, section 2.7) or between clients. */
function addTunnel(conversations, { type, endpoints, frames }) {
  if (type === 'teredo')
    conversations.set(`teredo ${endpoints.map(plain).sort().join(' - ')}`, { protocol: type, basis: 'header', frames });
}

async function flowsOf(file) {
  const text = await outputOf('ndpiReader', ['-v', '2', '-i', file]);
  return text.split('\n').flatMap((line) => {
    const match = FLOW.exec(line);
    if (match === null) return [];
    const [, transport, first, firstPort, second, secondPort, name, confidence] = match;
    return [{ key: keyOf(transport.toLowerCase(), [first, firstPort], [second, secondPort]), name, confidence }];
  });
}

function keyOf(transport, ...endpoints) {
  const [first, second] = endpoints.map(([address, port]) => `${plain(address)} ${port}`).sort();
  return `${transport} ${first} - ${second}`;
}

function tunnelKeyOf(name, key) {
  return `${name.toLowerCase()} ${key.replace(/^\w+ (\S+) \d+ - (\S+) \d+$/, '$1 - $2')}`;
}

/** One way to write an address: `::` in other places is the same. */
function plain(address) {
  const bare = address.replace(/[[\]]/g, '');
  if (!bare.includes(':')) return bare;
  return URL.canParse(`http://[${bare}]/`) ? new URL(`http://[${bare}]/`).hostname : bare;
}

async function inParallel(list, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < list.length; index = next++) results[index] = await work(list[index]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function outputOf(command, words) {
  return new Promise((done) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.on('close', () => done(Buffer.concat(parts).toString('latin1')));
  });
}
