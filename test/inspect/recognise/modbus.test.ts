import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseModbus } from '../../../src/inspect/recognise/modbus.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { MODBUS_ANSWER, MODBUS_EXCEPTION, MODBUS_READ, MODBUS_WRITE } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

const MESSAGES = [MODBUS_READ, MODBUS_ANSWER, MODBUS_EXCEPTION, MODBUS_WRITE];

describe('recognising Modbus', () => {
  itKeepsTheContract(recogniseModbus, MESSAGES, IN_STREAM);

  it('knows functions by the length they have', () => {
    for (const message of MESSAGES) expect(verdictOf(recogniseModbus, message, IN_STREAM)).toBe(AppProtocol.Modbus);
  });

  it('waits for a function', () => {
    expect(verdictOf(recogniseModbus, MODBUS_READ.subarray(0, 8), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another protocol', MODBUS_READ, 3, 1],
    ["a length behind the stream's end", MODBUS_READ, 5, 7],
    ["a length that is not the function's", MODBUS_READ, 5, 5],
    ['a function there is not', MODBUS_READ, 7, 0x5a],
    ['an answer of another length', MODBUS_ANSWER, 8, 2],
    ['a write of another length', MODBUS_WRITE, 12, 6],
    ['an exception there is not', MODBUS_EXCEPTION, 8, 12],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseModbus, withBytes(bytes, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });

  it('believes any function on its port', () => {
    const bytes = withBytes(MODBUS_READ, 7, 0x5a);
    expect(verdictOf(recogniseModbus, bytes, { ...IN_STREAM, destinationPort: 502 })).toBe(AppProtocol.Modbus);
  });
});
