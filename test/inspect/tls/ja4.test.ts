import { describe, expect, it } from 'vitest';
import { type Ja4Parts, ja4Of } from '../../../src/inspect/tls/ja4.ts';
import { textBytes } from '../../support/frames/drawing.ts';

const SIGNATURE_ALGORITHMS = 0x000d;
const SUPPORTED_VERSIONS = 0x002b;
const GREASE = 0x3a3a;

/** A hello of which JA4 has next to nothing to say, and the parts of it that a test is about. */
function parts(some: Partial<Ja4Parts>): Ja4Parts {
  return {
    carrier: 't',
    legacyVersion: 0x0303,
    supportedVersions: [],
    cipherSuites: [],
    extensionTypes: [],
    signatureAlgorithms: [],
    firstProtocol: [],
    ...some,
  };
}

function hexNumbers(list: string): number[] {
  return list.split(',').map((digits) => Number.parseInt(digits, 16));
}

/** The parts that the raw fingerprint in the original order tells of: what stands before the first underscore is left to be worked out. */
function partsOfRaw(raw: string, some: Partial<Ja4Parts>): Ja4Parts {
  const [, suites, types, algorithms] = raw.split('_');
  return parts({
    cipherSuites: hexNumbers(suites!),
    extensionTypes: hexNumbers(types!),
    signatureAlgorithms: algorithms === undefined ? [] : hexNumbers(algorithms),
    ...some,
  });
}

const CHROME =
  't13d1516h2_1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035' +
  '_001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015' +
  '_0403,0804,0401,0503,0805,0501,0806,0601';

describe('JA4', () => {
  it('of the example in its specification', () => {
    const hello = partsOfRaw(CHROME, { supportedVersions: [0x0304, 0x0303], firstProtocol: [...textBytes('h2')] });
    expect(ja4Of(hello)).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
  });

  it('of the same example without signature algorithms', () => {
    expect(ja4Of({ ...partsOfRaw(CHROME, {}), signatureAlgorithms: [] })).toBe('t12d151600_8daaf6152771_6d807ffa2a79');
  });

  // As FoxIO publishes them with its captures: the raw fingerprint in the original order, and what becomes of it.
  it.each([
    [
      't13d1615h2_46e7e9700bed_45f260be83e2',
      't13d1615h2_1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035,000a' +
        '_0000,0017,ff01,000a,000b,0023,0010,0005,000d,0012,0033,002d,002b,001b,0015_0403,0804,0401,0503,0805,0501,0806,0601,0201',
    ],
    [
      't10d230100_6a57a6f57151_000000000000',
      't10d230100_0039,0038,0035,0016,0013,000a,0033,0032,002f,009a,0099,0096,0005,0004,0015,0012,0009,0014,0011,0008,0006,0003,00ff_0000',
    ],
    [
      't12d4605h2_85626a9a5f7f_aaf95bb78ec9',
      't12d4605h2_c030,c02c,c028,c024,c014,c00a,009f,006b,0039,cca9,cca8,ccaa,ff85,00c4,0088,0081,009d,003d,0035,00c0,0084,c02f,c02b,c027,' +
        'c023,c013,c009,009e,0067,0033,00be,0045,009c,003c,002f,00ba,0041,c011,c007,0005,0004,c012,c008,0016,000a,00ff' +
        '_0000,000b,000a,000d,0010_0601,0603,efef,0501,0503,0401,0403,eeee,eded,0301,0303,0201,0203',
    ],
    [
      't12d190800_d83cc789557e_7af1ed941c26',
      't12d190800_c02c,c02b,c030,c02f,c024,c023,c028,c027,c00a,c009,c014,c013,009d,009c,003d,003c,0035,002f,000a' +
        '_0000,0005,000a,000b,000d,0023,0017,ff01_0804,0805,0806,0401,0501,0201,0403,0503,0203,0202,0601,0603',
    ],
    [
      't13d2613h2_2802a3db6c62_845d286b0d67',
      't13d2613h2_1301,1302,1303,c02c,c02b,c024,c023,c00a,c009,cca9,c030,c02f,c028,c027,c014,c013,cca8,009d,009c,003d,003c,0035,002f,c008,' +
        'c012,000a_ff01,0000,0017,000d,0005,0012,0010,000b,0033,002d,002b,000a,0015_0403,0804,0401,0503,0203,0805,0805,0501,0806,0601,0201',
    ],
    [
      't13d1517h1_8daaf6152771_6cdcb247c39b',
      't13d1517h1_1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035' +
        '_0000,0017,0005,002b,0012,0023,000a,0033,0010,002d,001b,4469,000b,000d,ff01,0015,0029_0403,0804,0401,0503,0805,0501,0806,0601',
    ],
    [
      't13d1715h2_5b57614c22b0_3d5424432f57',
      't13d1715h2_1301,1303,1302,c02b,c02f,cca9,cca8,c02c,c030,c00a,c009,c013,c014,009c,009d,002f,0035' +
        '_0000,0017,ff01,000a,000b,0023,0010,0005,0022,0033,002b,000d,002d,001c,0015_0403,0503,0603,0804,0805,0806,0401,0501,0601,0203,0201',
    ],
  ])('is %s, as published', (published, raw) => {
    const legacyVersion = published.startsWith('t10') ? 0x0301 : 0x0303;
    const supportedVersions = published.startsWith('t13') ? [0x0304, 0x0303] : [];
    const firstProtocol = [...textBytes({ h1: 'http/1.1', h2: 'h2', '00': '' }[published.slice(8, 10)] ?? '?')];
    expect(ja4Of(partsOfRaw(raw, { legacyVersion, supportedVersions, firstProtocol }))).toBe(published);
  });

  it('leaves out what means nothing, wherever it stands', () => {
    const hello = partsOfRaw(CHROME, { supportedVersions: [GREASE, 0x0304, 0x0303], firstProtocol: [...textBytes('h2')] });
    const greased = {
      ...hello,
      cipherSuites: [GREASE, ...hello.cipherSuites],
      extensionTypes: [0x0a0a, ...hello.extensionTypes, 0xfafa],
      signatureAlgorithms: [0x5a5a, ...hello.signatureAlgorithms],
    };
    expect(ja4Of(greased)).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
  });

  it('is what FoxIO publishes for Chrome 152, whose first signature algorithm means nothing', () => {
    const hello = partsOfRaw(CHROME, {
      supportedVersions: [GREASE, 0x0304, 0x0303],
      firstProtocol: [...textBytes('h2')],
      extensionTypes: hexNumbers('0000,0010,0005,000a,000b,000d,0012,0017,001b,0023,002b,002d,0033,44cd,ca34,fe0d,ff01'),
      signatureAlgorithms: hexNumbers('8a8a,0904,0905,0906,0403,0804,0401,0503,0805,0501,0806,0601'),
    });
    expect(ja4Of(hello)).toBe('t13d1517h2_8daaf6152771_cb7bf5808d99');
  });

  it('of a hello in QUIC, as the documentation of Suricata has it', () => {
    const hello = parts({
      carrier: 'q',
      supportedVersions: [0x0304],
      firstProtocol: [...textBytes('h3')],
      cipherSuites: hexNumbers('1301,1302,1303'),
      extensionTypes: hexNumbers('0000,0010,000a,000d,001b,002b,002d,0033,0039,4469'),
      signatureAlgorithms: hexNumbers('0403,0804,0401,0503,0805,0501,0806,0601,0201'),
    });
    expect(ja4Of(hello)).toBe('q13d0310h3_55b375c5d22e_cd85d2d88918');
  });

  it('has zeros where there is nothing to hash', () => {
    expect(ja4Of(parts({}))).toBe('t12i000000_000000000000_000000000000');
  });

  it('counts the server name and ALPN, and hashes neither', () => {
    const without = ja4Of(parts({ extensionTypes: [0x000a, 0x000b] }));
    const withBoth = ja4Of(parts({ extensionTypes: [0x0010, 0x000a, 0x0000, 0x000b] }));
    expect(withBoth.slice(0, 10)).toBe('t12d000400');
    expect(without.slice(0, 10)).toBe('t12i000200');
    expect(withBoth.slice(10)).toBe(without.slice(10));
  });

  it('counts to 99', () => {
    const many = Array.from({ length: 100 }, (_, index) => index + 0x100);
    expect(ja4Of(parts({ cipherSuites: many, extensionTypes: many })).slice(4, 8)).toBe('9999');
    expect(ja4Of(parts({ cipherSuites: many.slice(1), extensionTypes: many.slice(91) })).slice(4, 8)).toBe('9909');
  });

  it('is the same in whatever order cipher suites and extensions come', () => {
    const hello = partsOfRaw(CHROME, {});
    const turned = { ...hello, cipherSuites: hello.cipherSuites.toReversed(), extensionTypes: hello.extensionTypes.toReversed() };
    expect(ja4Of(turned)).toBe(ja4Of(hello));
  });

  it('differs with the order of signature algorithms', () => {
    const hello = partsOfRaw(CHROME, {});
    expect(ja4Of({ ...hello, signatureAlgorithms: hello.signatureAlgorithms.toReversed() })).not.toBe(ja4Of(hello));
  });

  // The specification's table; 0x7f1c is a draft of TLS 1.3.
  it.each([
    [0x0304, '13'],
    [0x0303, '12'],
    [0x0302, '11'],
    [0x0301, '10'],
    [0x0300, 's3'],
    [0x0002, 's2'],
    [0xfeff, 'd1'],
    [0xfefd, 'd2'],
    [0xfefc, 'd3'],
    [0x7f1c, '00'],
    [0x0100, '00'],
    [0x0505, '00'],
  ])('writes version number %i as it is listed', (version, characters) => {
    expect(ja4Of(parts({ legacyVersion: version })).slice(1, 3)).toBe(characters);
    const extensionTypes = [SIGNATURE_ALGORITHMS, SUPPORTED_VERSIONS];
    expect(ja4Of(parts({ supportedVersions: [version], extensionTypes })).slice(1, 3)).toBe(characters);
  });

  it('takes the highest number that is offered, which of DTLS is the oldest version', () => {
    expect(ja4Of(parts({ supportedVersions: [0x0302, 0x0304, 0x0303] })).slice(1, 3)).toBe('13');
    expect(ja4Of(parts({ carrier: 'd', supportedVersions: [0xfefc, 0xfefd] })).slice(0, 3)).toBe('dd2');
  });

  it('falls back to the version of the hello where all that is offered means nothing', () => {
    expect(ja4Of(parts({ legacyVersion: 0x0301, supportedVersions: [GREASE] })).slice(1, 3)).toBe('10');
  });

  // The specification's examples.
  it.each([
    ['h2', 'h2'],
    ['http/1.1', 'h1'],
    ['x', 'xx'],
    ['\x20', '20'],
    ['\x20a', '21'],
    ['a\x20', '60'],
  ])('has the first and last character of the protocol %j', (protocol, characters) => {
    expect(ja4Of(parts({ firstProtocol: [...textBytes(protocol)] })).slice(8, 10)).toBe(characters);
  });

  it.each([
    ['ab', [0xab]],
    ['ad', [0xab, 0xcd]],
    ['3b', [0x30, 0xab]],
    ['3d', [0x30, 0x31, 0xab, 0xcd]],
    ['01', [0x30, 0xab, 0xcd, 0x31]],
  ])('has %s for a protocol that is no text', (characters, firstProtocol) => {
    expect(ja4Of(parts({ firstProtocol })).slice(8, 10)).toBe(characters);
  });

  it('is 36 characters long, whatever is in it', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => (index * 7919) & 0xffff);
    const hello = parts({ cipherSuites: many, extensionTypes: many, signatureAlgorithms: many, firstProtocol: [0, 1, 2] });
    expect(ja4Of(hello)).toMatch(/^[tqd][0-9a-z]{2}[di]\d{4}[0-9a-zA-Z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/);
  });
});
