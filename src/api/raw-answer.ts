import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorMessage } from './messages.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Writes an error to a connection that no HTTP request object stands for, and ends it. */
export function writeRawAnswer(socket: Duplex, status: number, body: ErrorMessage): void {
  // The peer may be gone already; there is nobody left to tell.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const content = JSON.stringify(body);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(content)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${content}`, () => socket.destroy());
}
