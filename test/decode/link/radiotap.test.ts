import { describe, expect, it } from 'vitest';
import { RadiotapFlag, readRadiotapFlags } from '../../../src/decode/link/radiotap.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const RADIOTAP = { linkType: 127 };
/** Acknowledgment: frame control, duration, receiver. */
const ACKNOWLEDGMENT = 'd400 0000 020000000001';

describe('decodeRadiotap', () => {
  it('leads to 802.11 behind its little-endian length', () => {
    const packet = decode(hexBytes(`00 00 0800 00000000 ${ACKNOWLEDGMENT}`), RADIOTAP);
    expect(stackOf(packet)).toBe('radiotap/wlan');
    expect(offsetsOf(packet)).toEqual([0, 8]);
    expect(readRadiotapFlags(packet.bytes, packet.start)).toBe(0);
  });

  it('takes the frame check sequence off where the flags say that it is there', () => {
    const packet = decode(hexBytes(`00 00 0900 02000000 10 ${ACKNOWLEDGMENT} 5f 11223344`), RADIOTAP);
    expect(payloadOf(packet)).toEqual(hexBytes('5f'));
    expect(packet.wireEnd - packet.cursor).toBe(1);
    expect(readRadiotapFlags(packet.bytes, packet.start)).toBe(RadiotapFlag.FrameCheckSequence);
  });

  it('takes none off where the snap length took it already', () => {
    const packet = decode(hexBytes(`00 00 0900 02000000 10 ${ACKNOWLEDGMENT} 5f`), { ...RADIOTAP, wireLength: 24 });
    expect(payloadOf(packet)).toEqual(hexBytes('5f'));
    expect(packet.wireEnd - packet.cursor).toBe(1);
  });

  it('leaves the frame check sequence of a frame shorter than one', () => {
    expect(problemOf(decode(hexBytes('00 00 0900 02000000 10 112233'), RADIOTAP))).toBe('wlan header-truncated');
  });

  it('finds the flags behind an aligned timer', () => {
    const packet = decode(hexBytes(`00 00 1100 03000000 0102030405060708 10 ${ACKNOWLEDGMENT} 11223344`), RADIOTAP);
    expect(payloadOf(packet)).toHaveLength(0);
    expect(offsetsOf(packet)).toEqual([0, 17]);
  });

  it('aligns the timer behind an even number of present words', () => {
    const packet = decode(
      hexBytes(`00 00 1900 03000080 00000000 00000000 0102030405060708 10 ${ACKNOWLEDGMENT} 11223344`),
      RADIOTAP,
    );
    expect(payloadOf(packet)).toHaveLength(0);
  });

  it('finds the flags behind a chain of present words', () => {
    const packet = decode(hexBytes(`00 00 1100 02000080 00000080 00000000 10 ${ACKNOWLEDGMENT} 11223344`), RADIOTAP);
    expect(payloadOf(packet)).toHaveLength(0);
    expect(offsetsOf(packet)).toEqual([0, 17]);
  });

  it.each([
    ['a chain of present words that does not end', '00 00 1000 00000080 00000080 00000080'],
    ['flags behind its end', '00 00 0800 02000000'],
    ['a timer behind its end', '00 00 0c00 01000000 00000000'],
    ['a length that does not cover its fixed part', '00 00 0700 00000000'],
  ])('refuses %s', (_what, header) => {
    expect(problemOf(decode(hexBytes(`${header} ${ACKNOWLEDGMENT}`), RADIOTAP))).toBe('radiotap length-invalid');
  });

  it('refuses a version other than 0', () => {
    expect(problemOf(decode(hexBytes(`01 00 0800 00000000 ${ACKNOWLEDGMENT}`), RADIOTAP))).toBe('radiotap version-invalid');
  });

  it.each(['00 00 0800 000000', '00 00 0900 00000000'])('is truncated as %s', (bytes) => {
    expect(problemOf(decode(hexBytes(bytes), RADIOTAP))).toBe('radiotap header-truncated');
  });

  it('takes only what the first present word says for timer and flags', () => {
    const packet = decode(hexBytes(`00 00 0800 fcffff7f ${ACKNOWLEDGMENT}`), RADIOTAP);
    expect(offsetsOf(packet)).toEqual([0, 8]);
    expect(problemOf(packet)).toBe('none');
    expect(problemOf(decode(hexBytes(`00 00 0900 01000000 10 ${ACKNOWLEDGMENT}`), RADIOTAP))).toBe('radiotap length-invalid');
    const timerAlone = decode(hexBytes(`00 00 1000 01000000 1010101010101010 ${ACKNOWLEDGMENT} 11223344`), RADIOTAP);
    expect(payloadOf(timerAlone)).toHaveLength(4);
    expect(readRadiotapFlags(timerAlone.bytes, timerAlone.start)).toBe(0);
  });

  it('is truncated where its length goes past the frame, and whole where it ends with it', () => {
    expect(problemOf(decode(hexBytes('00 00 0800 00000000'), RADIOTAP))).toBe('wlan header-truncated');
    expect(problemOf(decode(hexBytes('00 00 0900 00000000 00'), RADIOTAP))).toBe('wlan header-truncated');
    expect(problemOf(decode(hexBytes('00 00 0700 000000'), RADIOTAP))).toBe('radiotap header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`00 00 0800 00000000 ${ACKNOWLEDGMENT}`), RADIOTAP);
    cutEverywhere(hexBytes(`00 00 1900 03000080 00000000 00000000 0102030405060708 00 ${ACKNOWLEDGMENT}`), RADIOTAP);
  });
});
