import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE } from '../../../src/inspect/payload.ts';
import { recogniseWsDiscovery } from '../../../src/inspect/recognise/ws-discovery.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { countReads, itKeepsTheContract, verdictOf } from '../../support/payloads/binary.ts';
import { WS_PROBE } from '../../support/payloads/binary-udp.ts';

describe('recognising WS-Discovery', () => {
  itKeepsTheContract(recogniseWsDiscovery, [WS_PROBE]);

  it('knows a probe by where its elements come from', () => {
    expect(verdictOf(recogniseWsDiscovery, WS_PROBE)).toBe(AppProtocol.WsDiscovery);
  });

  it('refuses other XML, and what is none', () => {
    expect(verdictOf(recogniseWsDiscovery, textBytes('<?xml version="1.0"?><s:Envelope/>'))).toBe(NOT_MINE);
    expect(verdictOf(recogniseWsDiscovery, textBytes(' ws/2005/04/discovery'))).toBe(NOT_MINE);
  });

  it('looks at the beginning only', () => {
    const long = (length: number) => textBytes(`<${'w'.repeat(length)}`);
    expect(countReads(recogniseWsDiscovery, long(60000))).toBe(countReads(recogniseWsDiscovery, long(3000)));
  });
});
