// A probe that is none: serves the built page with made-up, moving data, to work on the page and to test it.
//
//   node dashboard/dev/mock-server.mjs [--scene normal|demonstration|outage|dhcp|bufferbloat|empty|ugly] [--port 5190] [--drop-after SECONDS]
//
// --drop-after cuts every live connection after that many seconds, as a restarting probe does.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { emptyScene } from './scenes/empty.mjs';
import { machineScene } from './scenes/machine.mjs';
import { normalScene } from './scenes/normal.mjs';
import { dhcpLine, fullLine, outageLine } from './scenes/troubled.mjs';
import { NAMES, uglyScene } from './scenes/ugly.mjs';

const SCENES = {
  normal: () => normalScene({ demonstration: false }),
  demonstration: () => normalScene({ demonstration: true }),
  outage: () => normalScene({ demonstration: false, line: outageLine, rateFactor: 0 }),
  dhcp: () => normalScene({ demonstration: false, line: dhcpLine }),
  bufferbloat: () => normalScene({ demonstration: false, line: fullLine }),
  empty: emptyScene,
  ugly: uglyScene,
};
const LIVE_MINUTES = 3;
const PAGE = fileURLToPath(new URL('../../dist/dashboard/', import.meta.url));
const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
};

const { values } = parseArgs({
  options: {
    scene: { type: 'string', default: 'normal' },
    port: { type: 'string', default: '5190' },
    'drop-after': { type: 'string' },
  },
});
const scene = (SCENES[values.scene] ?? SCENES.normal)();
let current = scene.window();
const machine = machineScene(values.scene === 'ugly' ? { names: NAMES } : {});
let snapshot = machine.snapshot();

const server = createServer((request, response) => void answer(request, response));
const sockets = new WebSocketServer({ server, path: '/api/v1/live' });

sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    socket.request = JSON.parse(data.toString());
    sendSnapshot(socket);
  });
  if (values['drop-after'] !== undefined) setTimeout(() => socket.terminate(), Number(values['drop-after']) * 1000);
});

setInterval(() => {
  current = scene.window();
  for (const socket of sockets.clients)
    if (socket.request !== undefined) socket.send(JSON.stringify(pick(current, socket.request)));
}, 1000);

setInterval(() => {
  snapshot = machine.snapshot();
  for (const socket of sockets.clients) sendSnapshot(socket);
}, 2000);

server.listen(Number(values.port), '127.0.0.1', () => {
  process.stdout.write(`${values.scene} data at http://127.0.0.1:${server.address().port}/\n`);
});

async function answer(request, response) {
  const url = new URL(request.url, 'http://probe');
  if (url.pathname.startsWith('/api/v1/')) return answerApi(url, response);
  const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
  try {
    const body = await readFile(join(PAGE, path));
    response
      .writeHead(200, { ...PAGE_HEADERS, 'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(body);
  } catch {
    response.writeHead(404, PAGE_HEADERS).end('not here');
  }
}

function answerApi(url, response) {
  const name = url.pathname.slice('/api/v1/'.length);
  const limit = Number(url.searchParams.get('limit') ?? 20);
  const body = bodyOf(name, limit);
  const found = body ?? { error: { code: 'not-found', message: `there is no ${name}` } };
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
}

function bodyOf(name, limit) {
  if (name === 'traffic') return { stepSeconds: 1, points: scene.history() };
  if (name === 'system/history') return { stepSeconds: 4, points: machine.history() };
  if (name === 'machines') return machine.machines();
  if (name === 'system' || name === 'events') return snapshot[name];
  return cut(current[name], limit);
}

/** Snapshots of the machine come in messages of their own. */
function sendSnapshot(socket) {
  const topics = (socket.request?.topics ?? []).filter((topic) => topic === 'system' || topic === 'events');
  if (topics.length === 0) return;
  const { startAt, endAt } = snapshot;
  socket.send(JSON.stringify({ startAt, endAt, ...Object.fromEntries(topics.map((topic) => [topic, snapshot[topic]])) }));
}

function pick(window, { topics, limit = 20 }) {
  const message = { startAt: window.startAt, endAt: window.endAt };
  for (const topic of topics) message[topic] = cut(topic === 'line' ? latestMinutes(window.line) : window[topic], limit);
  return message;
}

/** The live feed repeats the minutes that may have changed only. */
function latestMinutes(line) {
  if (line?.verdict === undefined) return line;
  return { ...line, verdict: { ...line.verdict, minutes: line.verdict.minutes.slice(-LIVE_MINUTES) } };
}

function cut(section, limit) {
  return Array.isArray(section?.list) ? { ...section, list: section.list.slice(0, limit) } : section;
}
