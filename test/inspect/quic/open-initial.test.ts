import { describe, expect, it } from 'vitest';
import { Payload } from '../../../src/inspect/payload.ts';
import { deriveInitialKeys } from '../../../src/inspect/quic/initial-keys.ts';
import { LongHeader } from '../../../src/inspect/quic/long-header.ts';
import { canOpen, openInitial } from '../../../src/inspect/quic/open-initial.ts';
import { initialProtectionsOf } from '../../../src/inspect/quic/quic-version.ts';
import { concatenate, hexBytes, hexText } from '../../support/frames/drawing.ts';
import { protectedInitial, QUIC_VERSION_1, QUIC_VERSION_2 } from '../../support/payloads/quic.ts';
import { pingFrame } from '../../support/payloads/quic-frames.ts';
import { SAMPLE_INITIAL } from '../../support/payloads/quic-vectors.ts';

/** What a packet says under the keys of its own connection id; undefined where it does not open, null where that cannot be tried. */
function open(packet: Uint8Array, capturedLength = packet.length): Uint8Array | undefined | null {
  const payload = new Payload();
  payload.bytes = concatenate(Uint8Array.of(0xee, 0xee), packet);
  payload.start = 2;
  payload.end = 2 + capturedLength;
  payload.wireEnd = payload.bytes.length;
  const header = new LongHeader();
  if (!header.read(payload, 2) || !canOpen(header, payload.end)) return null;
  const connectionId = payload.bytes.subarray(header.destinationStart, header.destinationEnd);
  return openInitial(payload.bytes, header, deriveInitialKeys(initialProtectionsOf(header.version)[0]!, connectionId));
}

describe('openInitial', () => {
  // The tag at the end is over all that comes before it.
  it.each([
    [
      'RFC 9001, appendix A.2',
      QUIC_VERSION_1,
      'c000000001088394c8f03e5157080000449e7b9aec34 d1b1c98dd7689fb8ec11d242b123dc9b d8bab936b47d92ec356c',
      'e221af44860018ab0856972e194cd934',
    ],
    [
      'RFC 9369, appendix A.2',
      QUIC_VERSION_2,
      'd76b3343cf088394c8f03e5157080000449ea0c95e82 ffe67b6abcdb4298b485dd04de806071 bf03dceebfa162e75d6c',
      'a18b2faa745b6fe189cf772a9f84cbfc',
    ],
  ])("opens the client's Initial packet of %s", (_name, version, beginning, tag) => {
    const packet = protectedInitial({ version, ...SAMPLE_INITIAL });
    expect(packet.length).toBe(1200);
    expect(hexText(packet.slice(0, 48))).toBe(beginning.replaceAll(' ', ''));
    expect(hexText(packet.slice(-16))).toBe(tag);

    const frames = open(packet)!;
    expect(frames.length).toBe(1162);
    expect(hexText(frames)).toBe(hexText(SAMPLE_INITIAL.frames[0]!).padEnd(2 * 1162, '0'));
  });

  it.each([1, 2, 3, 4])('reads packet numbers of %i bytes', (packetNumberLength) => {
    expect(open(protectedInitial({ packetNumber: 0xa7, packetNumberLength, frames: [pingFrame()] }))![0]).toBe(1);
  });

  it('opens the smallest packet, but tries none that is smaller', () => {
    const smallest = { datagramLength: 0, destinationConnectionId: hexBytes('d1'), packetNumberLength: 1 };
    expect(open(protectedInitial(smallest))).toHaveLength(3);
    expect(open(hexBytes(`c0 00000001 00 00 00 13 ${'91'.repeat(19)}`))).toBeNull();
    expect(open(hexBytes('c0 00000001 00 00 00 00'))).toBeNull();
  });

  it('tries none that was not captured to its end', () => {
    const packet = protectedInitial();
    expect(open(packet, packet.length - 1)).toBeNull();
  });

  it('does not open what was changed, wherever that is', () => {
    const packet = protectedInitial({ ...SAMPLE_INITIAL, token: hexBytes('a1a2a3a4'), datagramLength: 0 });
    for (let at = 6; at < packet.length; at++) {
      const changed = packet.slice();
      changed[at]! ^= 0x01;
      expect(open(changed) ?? 'closed', `byte ${at}`).toBe('closed');
    }
  });

  it("does not open a server's with the client's keys", () => {
    expect(open(protectedInitial({ sender: 'server' }))).toBeUndefined();
  });
});
