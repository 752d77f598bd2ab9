import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseCoap } from '../../../src/inspect/recognise/coap.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { COAP_ANSWER, COAP_REQUEST, COAP_RESET } from '../../support/payloads/binary-udp.ts';

const ON_PORT = { destinationPort: 5683 };

describe('recognising CoAP', () => {
  itKeepsTheContract(recogniseCoap, [COAP_REQUEST, COAP_ANSWER, COAP_RESET]);

  it('knows a request for a path', () => {
    expect(verdictOf(recogniseCoap, COAP_REQUEST)).toBe(AppProtocol.Coap);
  });

  it('believes answers and resets only on its port', () => {
    for (const message of [COAP_ANSWER, COAP_RESET]) {
      expect(verdictOf(recogniseCoap, message, ON_PORT)).toBe(AppProtocol.Coap);
      expect(verdictOf(recogniseCoap, message)).toBe(NOT_MINE);
    }
  });

  it.each([
    ['another version', 0, 0x81],
    ['a token too long', 0, 0x49],
    ['a method there is not', 1, 8],
    ['an option there is not', 5, 0x2b],
    ['a path that cannot be read', 6, 0x01],
    ['an option longer than the datagram', 5, 0xbc],
    ['an option of the reserved length', 5, 0xbf],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseCoap, withBytes(COAP_REQUEST, offset, value), ON_PORT)).toBe(NOT_MINE);
  });

  it('refuses a payload that is announced and not there', () => {
    expect(verdictOf(recogniseCoap, concatenate(COAP_REQUEST, hexBytes('ff')), ON_PORT)).toBe(NOT_MINE);
  });

  it('reads lengths of one and two more bytes', () => {
    const long = concatenate(
      hexBytes('40 01 1234 bd 01'),
      textBytes('fourteen bytes'),
      hexBytes('0e 0001'),
      textBytes('a'.repeat(270)),
    );
    expect(verdictOf(recogniseCoap, long)).toBe(AppProtocol.Coap);
  });

  it('looks at no more than 32 options', () => {
    const paths = (count: number) =>
      concatenate(hexBytes('40 01 1234 b1 61'), ...Array.from({ length: count }, () => hexBytes('01 61')));
    expect(countReads(recogniseCoap, paths(400))).toBe(countReads(recogniseCoap, paths(200)));
  });
});
