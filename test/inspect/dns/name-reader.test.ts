import { describe, expect, it } from 'vitest';
import { NameFault, NameReader, skipName } from '../../../src/inspect/dns/name-reader.ts';
import { dnsName } from '../../support/frames/dns.ts';
import { concatenate, textBytes } from '../../support/frames/drawing.ts';
import { guarded } from '../../support/payloads/dns.ts';
import { label, pointer } from '../../support/payloads/dns-message.ts';

const ROOT = Uint8Array.of(0);

function read(bytes: Uint8Array, at = 0): string {
  const message = guarded(bytes);
  return new NameReader().read(message, message.start + at);
}

function faultOf(bytes: Uint8Array, at = 0): NameFault {
  const message = guarded(bytes);
  const reader = new NameReader();
  reader.read(message, message.start + at);
  return reader.fault;
}

function skip(bytes: Uint8Array): number {
  const message = guarded(bytes);
  const end = skipName(message, message.start);
  return end < 0 ? end : end - message.start;
}

describe('reading a name', () => {
  it('puts dots between labels and none at the end', () => {
    expect(read(dnsName('www.example.net'))).toBe('www.example.net');
  });

  it('writes ASCII in lower case, and the root as nothing', () => {
    expect(read(dnsName('WwW.eXaMpLe.NET'))).toBe('www.example.net');
    expect(read(ROOT)).toBe('');
  });

  it('leaves Punycode as it is', () => {
    expect(read(dnsName('xn--bcher-kva.example'))).toBe('xn--bcher-kva.example');
  });

  it('follows pointers, also to pointers (the example of RFC 1035, section 4.1.4)', () => {
    const message = new Uint8Array(96);
    message.set(dnsName('F.ISI.ARPA'), 20);
    message.set(concatenate(label(textBytes('FOO')), pointer(20)), 40);
    message.set(pointer(26), 64);
    expect([20, 40, 64, 92].map((at) => read(message, at))).toEqual(['f.isi.arpa', 'foo.f.isi.arpa', 'arpa', '']);
    expect(read(concatenate(dnsName('a.example'), pointer(0), pointer(11)), 13)).toBe('a.example');
  });

  it('follows a pointer forward to a name', () => {
    expect(read(concatenate(pointer(2), dnsName('example.org')))).toBe('example.org');
  });

  it('escapes dots and backslashes inside labels, and control characters in decimal', () => {
    const name = concatenate(label(textBytes('a.b\\c')), label(Uint8Array.of(0, 9, 31, 127)), ROOT);
    expect(read(name)).toBe('a\\.b\\\\c.\\000\\009\\031\\127');
  });

  it('keeps UTF-8 and blanks, as names of services have them', () => {
    expect(read(concatenate(label(textBytes('Küche links')), label(textBytes('_ipp')), ROOT))).toBe('küche links._ipp');
  });

  it('puts U+FFFD for what is no UTF-8', () => {
    expect(read(concatenate(label(Uint8Array.of(0x61, 0xff, 0x62)), ROOT))).toBe('a\ufffdb');
  });

  it('makes what turns the reading direction round visible', () => {
    expect(read(concatenate(label(textBytes('a\u202egnp')), ROOT))).toBe('a‹202E›gnp');
  });

  it('keeps 255 characters of a name that is longer for its escapes, or for what is made visible', () => {
    const controls = concatenate(...[63, 63, 63].map((length) => label(new Uint8Array(length).fill(1))), ROOT);
    const overrides = concatenate(...[21, 21, 21].map((length) => label(textBytes('\u202e'.repeat(length)))), ROOT);
    for (const text of [read(controls), read(overrides)]) expect([text.length, text.at(-1)]).toEqual([255, '…']);
  });

  it('reads 255 bytes and not one more', () => {
    const labels = (last: number): Uint8Array =>
      concatenate(...[63, 63, 63, last].map((length) => label(new Uint8Array(length).fill(0x61))), ROOT);
    expect(faultOf(labels(61))).toBe(NameFault.None);
    expect(faultOf(labels(62))).toBe(NameFault.TooLong);
  });

  it('counts what pointers lead to as part of the name', () => {
    const part = concatenate(...[63, 63].map((length) => label(new Uint8Array(length).fill(0x61))), ROOT);
    const name = concatenate(...[63, 63].map((length) => label(new Uint8Array(length).fill(0x62))), pointer(0));
    expect(faultOf(concatenate(part, name), part.length)).toBe(NameFault.TooLong);
  });

  it('gives up a name that goes in circles', () => {
    expect(faultOf(pointer(0))).toBe(NameFault.Pointer);
    expect(faultOf(concatenate(pointer(2), pointer(0)))).toBe(NameFault.Pointer);
    expect(faultOf(concatenate(label(textBytes('a')), pointer(0)))).toBe(NameFault.TooLong);
  });

  it('blames the pointer where one forward leads to no name', () => {
    expect(faultOf(concatenate(pointer(2), Uint8Array.of(0x80)))).toBe(NameFault.Pointer);
    expect(faultOf(pointer(9))).toBe(NameFault.Pointer);
  });

  it('gives up at a label of an unknown type', () => {
    expect(faultOf(Uint8Array.of(0x41, 0x61, 0))).toBe(NameFault.LabelType);
    expect(faultOf(Uint8Array.of(1, 0x61, 0x80))).toBe(NameFault.LabelType);
  });

  it('says that a name is cut short, wherever it is', () => {
    const name = concatenate(dnsName('www.example').slice(0, -1), pointer(0));
    for (let length = 0; length < name.length; length += 1) expect(faultOf(name.subarray(0, length))).toBe(NameFault.Cut);
  });
});

describe('skipping a name', () => {
  it('goes behind the root or the first pointer, wherever that leads', () => {
    expect(skip(dnsName('www.example.net'))).toBe(17);
    expect(skip(concatenate(label(textBytes('www')), pointer(0x3fff), Uint8Array.of(7)))).toBe(6);
  });

  it('says that the name does not end', () => {
    const name = concatenate(dnsName('www.example').slice(0, -1), pointer(0));
    for (let length = 0; length < name.length; length += 1) expect(skip(name.subarray(0, length))).toBe(-1);
    expect(skip(Uint8Array.of(0x40, 0))).toBe(-1);
  });
});
