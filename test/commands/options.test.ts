import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LISTEN,
  detachServe,
  parseListen,
  parseNetwork,
  parseOneOf,
  parseRingMebibytes,
  parseRouterMac,
  parseSnapLength,
  parseSpeed,
  parseTop,
} from '../../src/commands/options.ts';
import { SETTINGS } from '../../src/config/shape.ts';

describe('parseListen', () => {
  it.each([
    ['127.0.0.1:8080', '127.0.0.1', 8080],
    ['0.0.0.0:0', '0.0.0.0', 0],
    ['[::1]:8080', '::1', 8080],
    ['[fe80::1%eth0]:65535', 'fe80::1%eth0', 65_535],
    ['localhost:80', 'localhost', 80],
    [':8080', '127.0.0.1', 8080],
    ['9000', '127.0.0.1', 9000],
  ])('reads %s', (text, host, port) => {
    expect(parseListen(text)).toEqual({ host, port });
  });

  it.each([
    '',
    ':',
    '127.0.0.1',
    '127.0.0.1:',
    '::1:8080',
    '[127.0.0.1]:80',
    '[]:80',
    '[::1]8080',
    'example.org:80',
    '1.2.3:80',
    '*:80',
    'a b:80',
    ':-1',
    ':80x',
  ])('refuses %j', (text) => {
    expect(() => parseListen(text)).toThrow(
      `expected ADDR:PORT, such as 127.0.0.1:8080, [::1]:8080 or :8080, found ${JSON.stringify(text)}`,
    );
  });

  it.each(['127.0.0.1:65536', ':99999999999999999999'])('refuses the port of %s', (text) => {
    expect(() => parseListen(text)).toThrow(/expected a port from 0 to 65535/);
  });

  it('has the default that the configuration has', () => {
    const setting = (key: string) => SETTINGS.find((candidate) => candidate.key === key)?.schema.default;
    expect(DEFAULT_LISTEN).toEqual({ host: setting('listen.address'), port: setting('listen.port') });
  });
});

describe('parseTop', () => {
  it('reads a number of rows', () => {
    expect([parseTop('0'), parseTop('20'), parseTop('1000000')]).toEqual([0, 20, 1_000_000]);
  });

  it.each(['', '-1', '1.5', 'all', '1e3', '99999999999'])('refuses %j', (text) => {
    expect(() => parseTop(text)).toThrow(`expected a number of rows, 0 for all of them, found ${JSON.stringify(text)}`);
  });
});

describe('parseSpeed', () => {
  it('reads a factor, or max', () => {
    expect([parseSpeed('max'), parseSpeed('1'), parseSpeed('0.5'), parseSpeed('1000000')]).toEqual(['max', 1, 0.5, 1_000_000]);
  });

  it.each(['', '0', '-1', 'fast', '1e9', '1000001', 'Infinity', '2x'])('refuses %j', (text) => {
    expect(() => parseSpeed(text)).toThrow('expected max, or a factor from 0.001 to 1000000');
  });
});

describe('options that are also settings', () => {
  const range = (key: string) => {
    const { minimum, maximum } = SETTINGS.find((setting) => setting.key === key)!.schema as unknown as {
      minimum: number;
      maximum: number;
    };
    return { minimum, maximum };
  };

  it.each([
    ['capture.snapLength', parseSnapLength],
    ['capture.inspectLength', parseSnapLength],
    ['capture.ringMebibytes', parseRingMebibytes],
  ])('have the range of %s', (key, parse) => {
    const { minimum, maximum } = range(key);
    expect([parse(String(minimum)), parse(String(maximum))]).toEqual([minimum, maximum]);
    expect(() => parse(String(maximum + 1))).toThrow(/expected a whole number/);
    expect(() => parse(String(minimum - 1))).toThrow(/expected a whole number/);
  });
});

describe('what is told of home', () => {
  it('adds networks up', () => {
    expect(parseNetwork('2001:db8::/32', parseNetwork('192.0.2.0/24'))).toEqual(['192.0.2.0/24', '2001:db8::/32']);
    expect(() => parseNetwork('192.0.2.0/24 ')).toThrow('expected a network such as');
  });

  it('takes the address of one device for the router', () => {
    expect(parseRouterMac('00-00-5E-00-53-01')).toBe('00-00-5E-00-53-01');
    for (const text of ['', '00:00:00:00:00:00', '01:00:5e:00:00:01', '00:00:5e:00:53']) {
      expect(() => parseRouterMac(text)).toThrow('expected a MAC address such as 00:00:5e:00:53:01');
    }
  });
});

describe('parseOneOf', () => {
  it('takes the words and no others', () => {
    const parse = parseOneOf(['ring', 'cap']);
    expect(parse('cap')).toBe('cap');
    expect(() => parse('Cap')).toThrow('expected one of ring, cap, found "Cap"');
  });
});

describe('detachServe', () => {
  const rewritten = (line: string) => detachServe(line.split(' ')).join(' ');

  it('keeps a file behind --serve a file', () => {
    expect(rewritten('replay --serve a.pcap b.pcap')).toBe('replay --serve= a.pcap b.pcap');
    expect(rewritten('replay --serve 10.pcap')).toBe('replay --serve= 10.pcap');
    expect(rewritten('replay --serve --speed 2 a.pcap')).toBe('replay --serve= --speed 2 a.pcap');
  });

  it('leaves an address behind --serve where it is', () => {
    for (const line of [
      'replay --serve :8080 a.pcap',
      'replay --serve [::1]:80 a',
      'replay --serve 8080 a',
      'replay --serve=:80 a',
    ]) {
      expect(rewritten(line)).toBe(line);
    }
  });

  it('leaves everything else alone', () => {
    for (const line of ['replay a.pcap --serve', 'serve --serve x', 'replay -- --serve a.pcap'])
      expect(rewritten(line)).toBe(line);
  });
});
