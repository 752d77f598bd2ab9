import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS } from '../../../src/inspect/payload.ts';
import { recogniseWireGuard } from '../../../src/inspect/recognise/wireguard.ts';
import { itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { WIREGUARD_INITIATION, WIREGUARD_RESPONSE, wireGuardData } from '../../support/payloads/binary-udp.ts';

describe('recognising WireGuard', () => {
  itKeepsTheContract(recogniseWireGuard, [WIREGUARD_INITIATION, WIREGUARD_RESPONSE, wireGuardData(1)]);

  it('knows a handshake by its length', () => {
    expect(verdictOf(recogniseWireGuard, WIREGUARD_INITIATION)).toBe(AppProtocol.WireGuard);
    expect(verdictOf(recogniseWireGuard, WIREGUARD_RESPONSE)).toBe(AppProtocol.WireGuard);
  });

  it.each([
    ['a handshake of another length', WIREGUARD_INITIATION.subarray(0, 147)],
    ['reserved bytes in use', withBytes(WIREGUARD_INITIATION, 2, 1)],
    ['a type there is not', withBytes(WIREGUARD_INITIATION, 0, 5)],
    ['data that are not padded', wireGuardData(1).subarray(0, 63)],
    ['a counter no key lives to see', withBytes(wireGuardData(1), 15, 1)],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseWireGuard, bytes)).toBe(NOT_MINE);
  });

  it('believes data at the second of the same key, and at once on the usual port', () => {
    expect(lastVerdictOf(recogniseWireGuard, [wireGuardData(1), wireGuardData(2)])).toBe(AppProtocol.WireGuard);
    expect(verdictOf(recogniseWireGuard, wireGuardData(1), { destinationPort: 51820 })).toBe(AppProtocol.WireGuard);
  });

  it('does not believe another receiver, nor the same counter again', () => {
    expect(lastVerdictOf(recogniseWireGuard, [wireGuardData(1), withBytes(wireGuardData(2), 4, 0x45)])).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseWireGuard, [wireGuardData(1), wireGuardData(1)])).toBe(PERHAPS);
  });
});
