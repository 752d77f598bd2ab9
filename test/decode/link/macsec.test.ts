import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, expectSound, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const PACKET_NUMBER = '00000044';
const CHANNEL_IDENTIFIER = '00005e0053010001';
const INTEGRITY_CHECK = new Uint8Array(16).fill(0xdd);

/** A frame with a tag of these first two bytes and what else it has, in front of an IPv4 packet of 33 bytes. */
function frame(tag: string): Uint8Array {
  return buildFrame(
    ethernet({ trailer: INTEGRITY_CHECK }),
    payload(hexBytes(tag), { etherType: 0x88e5 }),
    ipv4(),
    udp(),
    payload('inner'),
  );
}

const WITH_IDENTIFIER = `20 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`;
const WITHOUT_IDENTIFIER = `01 00 ${PACKET_NUMBER} 0800`;
/** The secure data are the EtherType and the packet: 35 bytes. */
const SHORT = `20 23 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`;

describe('decodeMacsec', () => {
  it.each([
    ['with a channel identifier', WITH_IDENTIFIER, 30],
    ['without', WITHOUT_IDENTIFIER, 22],
    ['of an end station', `40 00 ${PACKET_NUMBER} 0800`, 22],
    ['with a short length', SHORT, 30],
  ])('leads to what is only protected against changes, behind a tag %s', (_what, tag, inner) => {
    const packet = decode(frame(tag));
    expect(stackOf(packet)).toBe('ethernet/macsec/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 3)).toEqual([0, 14, inner]);
  });

  it('leaves the integrity check value out of the payload', () => {
    // What is no IP has no length of its own.
    const bytes = buildFrame(
      ethernet({ trailer: INTEGRITY_CHECK }),
      payload(hexBytes(`${WITHOUT_IDENTIFIER.replace('0800', '88b5')} 0102`), { etherType: 0x88e5 }),
    );
    expect(payloadOf(decode(bytes))).toEqual(hexBytes('0102'));
  });

  it('leaves what a short length does not count out of the payload', () => {
    const bytes = buildFrame(
      ethernet({ trailer: INTEGRITY_CHECK, minimumLength: 60 }),
      payload(hexBytes(`00 04 ${PACKET_NUMBER} 88b5 0102`), { etherType: 0x88e5 }),
    );
    expect(payloadOf(decode(bytes))).toEqual(hexBytes('0102'));
  });

  it.each([
    ['encrypted', `2c 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER}`, 28],
    ['encrypted, without a channel identifier', `0c 00 ${PACKET_NUMBER}`, 20],
    ['changed by the cipher suite', `24 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER}`, 28],
    ['for the key agreement', `28 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER}`, 28],
  ])('does not look into what is %s', (_what, tag, end) => {
    const packet = decode(frame(tag));
    expect(stackOf(packet)).toBe('ethernet/macsec');
    expect(problemOf(packet)).toBe('none');
    expect(packet.cursor - packet.start).toBe(end);
  });

  it.each([
    ['another version', `a0 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'version-invalid'],
    ['an end station that names its channel', `60 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'flags-invalid'],
    ['a single copy broadcast that names its channel', `30 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'flags-invalid'],
    ['a short length that is not', `20 30 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'length-invalid'],
    ['a short length with reserved bits', `20 63 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'length-invalid'],
    ['a short length without room for a type', `20 01 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 0800`, 'length-invalid'],
  ])('refuses %s', (_what, tag, problem) => {
    const packet = decode(frame(tag));
    expect(stackOf(packet)).toBe('ethernet');
    expect(problemOf(packet)).toBe(`macsec ${problem}`);
  });

  it.each([
    ['its packet number', `20 00 ${PACKET_NUMBER.slice(2)}`],
    ['its channel identifier', `20 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER.slice(2)}`],
    ['its EtherType', `20 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER} 08`],
  ])('is truncated before the end of %s', (_what, tag) => {
    const bytes = buildFrame(ethernet(), payload(hexBytes(tag), { etherType: 0x88e5 }));
    expect(problemOf(decode(bytes))).toBe('macsec header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame(SHORT));
    cutEverywhere(frame(`2c 00 ${PACKET_NUMBER} ${CHANNEL_IDENTIFIER}`), { mayEndEarly: true });
    // Where nothing but the frame's end says where the check value is, a shorter frame has it elsewhere.
    const bytes = frame(WITH_IDENTIFIER);
    for (let length = 0; length <= bytes.length; length++) {
      expectSound(decode(bytes.subarray(0, length), { wireLength: bytes.length }));
      expectSound(decode(bytes.subarray(0, length)));
    }
  });
});
