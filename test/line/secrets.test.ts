import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/capture/frame.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { overwriteSecrets } from '../../src/line/secrets.ts';
import { stackOf } from '../support/decode-harness.ts';
import { contains, erase } from '../support/erase.ts';
import { readFixtureFrames } from '../support/fixture-frames.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { concatenate, hexBytes, hexText } from '../support/frames/drawing.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { ppp } from '../support/frames/ppp.ts';
import { chap, LCP, lcp, lcpEcho, pap } from '../support/frames/ppp-control.ts';
import { pppoe, pppoeDiscovery, pppoeTag, TAG } from '../support/frames/pppoe.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';
import { MutatedFrames } from '../support/mutated-frames.ts';
import { Random } from '../support/random.ts';
import { SEED_FRAMES } from '../support/seed-frames.ts';
import { PASSWORD, RESPONSE, SECRET_FRAMES, USER } from './secrets/secret-frames.ts';

const BEGINNING = 4;

describe.each(SECRET_FRAMES)('$name', ({ linkType, layers, overwritten, secrets }) => {
  const bytes = buildFrame(...layers);

  it('leaves with its secrets overwritten and all else as it was, its checksums true', () => {
    const erased = erase(bytes, { linkType });
    expect(hexText(erased.bytes)).toBe(hexText(buildFrame(...overwritten)));
    expect(erased.count).toBe(secrets.length);
  });

  it('shows no secret however it is cut, and nothing outside of it is touched', () => {
    for (let length = 0; length <= bytes.length; length++) {
      for (const wireLength of new Set([bytes.length, length])) {
        const erased = erase(bytes.subarray(0, length), { linkType, wireLength });
        expect(erased.bytes.length).toBe(length);
        for (const secret of secrets) {
          const beginning = secret.subarray(0, BEGINNING);
          if (contains(erased.bytes, beginning)) {
            expect.fail(`cut to ${length} of ${bytes.length}, ${wireLength} on the wire: ${hexText(erased.bytes)}`);
          }
        }
      }
    }
  });

  it('stays as it is the second time', () => {
    const once = erase(bytes, { linkType });
    expect(erase(once.bytes, { linkType }).bytes).toEqual(once.bytes);
  });

  it('hides what an Ethernet trailer may tell', () => {
    if (linkType !== 1) return;
    const erased = erase(concatenate(bytes, hexBytes('0000 deadbeef')), { linkType });
    expect(contains(erased.bytes, hexBytes('deadbeef'))).toBe(false);
  });
});

describe('frames without secrets', () => {
  it.each([
    ['a link negotiation', [pppoe(), ppp(), lcp({ options: [LCP.maximumReceiveUnit(1492), LCP.authenticatePap()] })]],
    ['an echo', [pppoe(), ppp(), lcpEcho('request')]],
    ['a termination in plain words', [pppoe(), ppp(), lcp({ code: 'terminate-request', data: 'User request' })]],
    [
      'a rejected protocol that signs nobody in',
      [pppoe(), ppp(), lcp({ code: 'protocol-reject', data: hexBytes('80fd 01020004') })],
    ],
    ['CHAP without a word', [pppoe(), ppp(), chap({ code: 'success' })]],
    [
      'discovery',
      [
        pppoeDiscovery({
          code: 'pado',
          tags: [
            pppoeTag(TAG.serviceName, 'internet'),
            pppoeTag(TAG.acName, 'bng-a.example'),
            pppoeTag(TAG.hostUniq, hexBytes('c0230100')),
            pppoeTag(TAG.acCookie, hexBytes('c0ffee00')),
            pppoeTag(TAG.genericError, 'out of sessions'),
          ],
        }),
      ],
    ],
    [
      'a datagram from a port of RADIUS',
      [ipv4(), udp({ sourcePort: 1812, destinationPort: 53 }), payload(hexBytes('8123 0100 0001'))],
    ],
    ['plain traffic', [pppoe(), ppp(), ipv4(), udp(), payload(`${USER} ${PASSWORD}`)]],
  ])('%s stays as it is', (_, layers) => {
    const bytes = buildFrame(ethernet({ minimumLength: 60 }), ...layers);
    expect(erase(bytes)).toEqual({ bytes, count: 0 });
  });
});

describe('lengths that lie', () => {
  const pppoeSession = (length: number | undefined) => [ethernet(), pppoe(length === undefined ? {} : { length }), ppp()];
  const papRequest = () => pap({ code: 'authenticate-request', peerId: USER, password: PASSWORD });

  it('of PPPoE hide nothing', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 10, 20, 0xffff]) {
      for (const layer of [papRequest(), chap({ code: 'response', value: hexBytes(RESPONSE), name: USER })]) {
        expectNoSecret(buildFrame(...pppoeSession(length), layer), `PPPoE length ${length}`);
      }
      expectNoSecret(
        buildFrame(ethernet(), pppoeDiscovery({ length, tags: [pppoeTag(TAG.serviceName), pppoeTag(TAG.serviceName, USER)] })),
        `discovery length ${length}`,
      );
    }
  });

  it('inside of authentication packets hide nothing, whatever any byte of them says', () => {
    const frames = [papRequest(), chap({ code: 'response', value: hexBytes(RESPONSE), name: USER })].map((layer) =>
      buildFrame(...pppoeSession(undefined), layer),
    );
    for (const frame of frames) {
      const secretBytes = [USER, PASSWORD, Buffer.from(hexBytes(RESPONSE))].map((secret) => Buffer.from(frame).indexOf(secret));
      // Behind Ethernet, PPPoE and PPP: code, identifier, length, and what counts the bytes of the fields.
      const fieldLengths = secretBytes.filter((at) => at >= 0).map((at) => at - 1);
      for (const at of [22, 23, 24, 25, ...fieldLengths]) {
        for (let value = 0; value < 256; value++) {
          const lying = frame.slice();
          lying[at] = value;
          expectNoSecret(lying, `byte ${at} is ${value}`);
        }
      }
    }
  });

  it('of tags hide nothing', () => {
    for (let length = 0; length < 80; length++) {
      const tags = [pppoeTag(TAG.hostUniq, 'uniq', length), pppoeTag(TAG.serviceName, USER)];
      const { bytes } = erase(buildFrame(ethernet(), pppoeDiscovery({ tags })));
      // A tag that ends where the next one does is nobody's lie: then the name is its value.
      const isHonest = length === 'uniq'.length + 4 + USER.length;
      expect(contains(bytes, USER), `length ${length}`).toBe(isHonest);
    }
  });

  it('of another version hide nothing', () => {
    for (const version of [0, 2, 15]) {
      expectNoSecret(buildFrame(ethernet(), pppoe({ version }), ppp(), papRequest()), `version ${version}`);
      expectNoSecret(
        buildFrame(ethernet(), vlan(), pppoeDiscovery({ version, tags: [pppoeTag(TAG.serviceName, USER)] })),
        `version ${version}`,
      );
    }
  });

  it('of more layers than there are hide nothing', () => {
    const layers = Array.from({ length: 20 }, () => vlan());
    expectNoSecret(buildFrame(ethernet(), ...layers, pppoe(), ppp(), papRequest()), 'twenty tags');
  });
});

describe('mutated frames', () => {
  it('are overwritten without an error, and not a byte outside of them is', { timeout: 60_000 }, async () => {
    const seeds = [
      ...SEED_FRAMES,
      ...(await readFixtureFrames()),
      ...SECRET_FRAMES.map(({ linkType, layers }) => ({ linkType, bytes: buildFrame(...layers) })),
    ];
    const mutated = new MutatedFrames(seeds, new Random(7));
    const packet = new Packet();
    for (let round = 0; round < 100_000; round++) {
      const frame = mutated.next();
      const before = frame.bytes.slice();
      overwriteIn(frame, packet);
      const context = `${stackOf(packet)}: ${hexText(frameOf(frame, before))}`;
      const outside = frame.bytes.slice();
      outside.set(frameOf(frame, before), frame.start);
      if (!isEqual(outside, before)) expect.fail(`written outside of ${context}`);
      const once = frame.bytes.slice();
      overwriteIn(frame, packet);
      if (!isEqual(frame.bytes, once)) expect.fail(`not the same twice: ${context}`);
    }
  });
});

function overwriteIn(frame: Frame, packet: Packet): void {
  decodeFrame(frame, packet);
  overwriteSecrets(packet);
}

function frameOf({ start, capturedLength }: Frame, bytes: Uint8Array): Uint8Array {
  return bytes.subarray(start, start + capturedLength);
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function expectNoSecret(frame: Uint8Array, context: string): void {
  const { bytes } = erase(frame);
  for (const secret of [USER, PASSWORD, hexBytes(RESPONSE)]) {
    if (contains(bytes, secret)) expect.fail(`${context}: ${hexText(bytes)}`);
  }
}
