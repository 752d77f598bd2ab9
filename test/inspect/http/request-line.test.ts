import { describe, expect, it } from 'vitest';
import { isHttp2Preface, requestStart, responseStart, Start, skipMethod } from '../../../src/inspect/http/request-line.ts';
import { Match, type Span } from '../../../src/inspect/text-protocols/ascii.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function span(text: string): Span {
  return watchBytes(latin1(text));
}

function startOf(text: string): string {
  const start = requestStart(span(text));
  return Object.entries(Start).find(([, value]) => value === start)![0];
}

describe('requestStart', () => {
  it.each([
    'GET / HTTP/1.1\r\n',
    'GET / HTTP/1.0\n',
    'MKCALENDAR /a b HTTP/1.1 \r\n',
    'OPTIONS * HTTP/1.1\r\n',
    'SOURCE /live ICE/1.0\r\n',
  ])('knows %j for a request', (text) => {
    expect(startOf(text)).toBe('Request');
  });

  it('knows the requests of HTTP/0.9', () => {
    expect(startOf('GET /index.html\r\n')).toBe('Simple');
  });

  it('waits for the rest of a line', () => {
    expect(startOf('')).toBe('Short');
    expect(startOf('GE')).toBe('Short');
    expect(startOf('GET ')).toBe('Short');
    expect(startOf('CONNECT www.example.net:44')).toBe('Short');
    expect(startOf('GET /index')).toBe('Begun');
  });

  it.each([
    'get / http/1.1\r\n',
    'GET  / HTTP/1.1\r\n',
    'GO / HTTP/1.1\r\n',
    'GET away\r\n',
    'GET / RTSP/1.0\r\n',
    'INVITE sip:a@example.net SIP/2.0\r\n',
    'PRI * HTTP/2.0\r\n',
    'A-METHOD-LONGER-THAN-ALL / HTTP/1.1\r\n',
    'GET xHTTP/1.1\r\n',
    `LONG ${'x'.repeat(9000)}`,
  ])('refuses %j', (text) => {
    expect(startOf(text)).toBe('Other');
  });
});

describe('isHttp2Preface', () => {
  it('knows the preface alone', () => {
    expect(isHttp2Preface(span('PRI * HTTP/2.0\r\n\r\nSM'))).toBe(true);
    expect(isHttp2Preface(span('PRI * HTTP'))).toBe(false);
  });
});

describe('responseStart', () => {
  it('knows status lines of HTTP and SHOUTcast', () => {
    expect(responseStart(span('HTTP/1.1 200 OK\r\n'))).toBe(Match.Whole);
    expect(responseStart(span('ICY 200 OK\r\n'))).toBe(Match.Whole);
    expect(responseStart(span('HTTP/1'))).toBe(Match.Partly);
    expect(responseStart(span('IC'))).toBe(Match.Partly);
    expect(responseStart(span('HTTP/x.y'))).toBe(Match.No);
    expect(responseStart(span('RTSP/1.0 200 OK'))).toBe(Match.No);
  });
});

describe('skipMethod', () => {
  it('ends at what is no capital, and at a bound', () => {
    expect(skipMethod({ bytes: latin1('M-SEARCH * '), start: 0, end: 11 })).toBe(8);
    expect(skipMethod({ bytes: latin1('GEt /'), start: 0, end: 5 })).toBe(2);
    expect(skipMethod({ bytes: latin1('A'.repeat(100)), start: 0, end: 100 })).toBe(21);
  });
});
