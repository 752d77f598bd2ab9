import { describe, expect, it } from 'vitest';
import { hostText, type RequestHead, readRequestHead } from '../../../src/inspect/http/request-head.ts';
import { httpRequest } from '../../support/payloads/http-request.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function headOf(text: string): RequestHead | null {
  return readRequestHead(watchBytes(latin1(text)));
}

describe('readRequestHead', () => {
  it.each([
    ['http://www.example.net/path', 'www.example.net'],
    ['http://user:secret@www.example.net:8080/path', 'www.example.net:8080'],
    ['https://www.example.net', 'www.example.net'],
    ['/path?to=http://other.example/', null],
    ['*', null],
  ])('without a Host field takes the authority of %s', (target, host) => {
    expect(headOf(httpRequest({ target, host: null }))?.request.host).toBe(host);
  });

  it('goes by the Host field where there are both', () => {
    const head = headOf(httpRequest({ target: 'http://target.example/', host: 'field.example' }));
    expect(head?.request.host).toBe('field.example');
  });

  it('goes by the first Host field', () => {
    expect(headOf(httpRequest({ host: 'first.example', fields: ['Host: second.example'] }))?.request.host).toBe('first.example');
  });

  it('takes no field for another whose name begins the same', () => {
    expect(headOf(httpRequest({ host: null, fields: ['Hostess: no.example', 'Host yes.example'] }))?.request.host).toBeNull();
  });

  it('ends at the empty line', () => {
    expect(headOf(`${httpRequest({ host: null })}Host: body.example\r\n`)?.request.host).toBeNull();
  });

  it('knows how long the body is', () => {
    expect(headOf(httpRequest())?.bodyLength).toBe(0);
    expect(headOf(httpRequest({ fields: ['Content-Length:  42'] }))?.bodyLength).toBe(42);
    expect(headOf(httpRequest({ fields: ['Content-Length: 42', 'Transfer-Encoding: chunked'] }))?.bodyLength).toBe(-1);
    expect(headOf(httpRequest({ fields: ['Content-Length: -1'] }))?.bodyLength).toBe(-1);
  });

  it('reads a name of any length, and keeps 255 characters of it', () => {
    const host = headOf(httpRequest({ host: 'a'.repeat(9000) }))?.request.host;
    expect(host).toBe(`${'a'.repeat(254)}…`);
  });

  it('is nothing without a request line', () => {
    expect(headOf('Host: www.example.net\r\n\r\n')).toBeNull();
  });
});

describe('hostText', () => {
  it('is in small letters and can be seen', () => {
    expect(hostText(' WWW.Example.NET:80 ')).toBe('www.example.net:80');
    expect(hostText('a\u202egnp.example')).toBe('a‹202E›gnp.example');
  });

  it('ends at a zero byte, as for programs that end texts so', () => {
    expect(hostText('www.example.net\0.other.example')).toBe('www.example.net');
  });

  it('is nothing where nothing is left', () => {
    expect(hostText('  ')).toBeNull();
    expect(hostText('\0')).toBeNull();
  });

  it('stays in its bounds where all of it is written out', () => {
    expect(hostText('\u0001'.repeat(300))).toHaveLength(255);
  });
});
