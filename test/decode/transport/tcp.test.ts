import { describe, expect, it } from 'vitest';
import { TcpFlag } from '../../../src/decode/transport/tcp.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const LINK = { linkType: 228 };
const IPV4 = '45 00 0000 0000 0000 40 06 0000 c0000201 c0000202';
const PORTS_AND_NUMBERS = 'c000 01bb 00000001 00000002';

describe('decodeTcp', () => {
  it('reads ports and flags', () => {
    const packet = decode(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 50 12 ffff 0000 0000 aa`), LINK);
    expect(stackOf(packet)).toBe('ipv4/tcp');
    expect(offsetsOf(packet)).toEqual([0, 20]);
    expect([packet.sourcePort, packet.destinationPort]).toEqual([49152, 443]);
    expect(packet.tcpFlags).toBe(TcpFlag.Syn | TcpFlag.Ack);
    expect(payloadOf(packet)).toEqual(hexBytes('aa'));
  });

  it('leaves the congestion flags out', () => {
    expect(decode(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 51 ff ffff 0000 0000`), LINK).tcpFlags).toBe(0x3f);
  });

  it('skips options', () => {
    const packet = decode(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 60 02 ffff 0000 0000 020405b4 aa`), LINK);
    expect(payloadOf(packet)).toEqual(hexBytes('aa'));
  });

  it('refuses a data offset below its fixed part', () => {
    const packet = decode(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 40 02 ffff 0000 0000`), LINK);
    expect(problemOf(packet)).toBe('tcp length-invalid');
  });

  it('is truncated inside its options', () => {
    const packet = decode(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 60 02 ffff 0000 0000 020405`), LINK);
    expect(problemOf(packet)).toBe('tcp header-truncated');
    expect(packet.tcpFlags).toBe(0);
  });

  it('knows the ports of a header that was cut behind them', () => {
    const packet = decode(hexBytes(`${IPV4} c000 01bb 0000`), { ...LINK, wireLength: 100 });
    expect(stackOf(packet)).toBe('ipv4');
    expect(problemOf(packet)).toBe('tcp cut-by-snap-length');
    expect([packet.sourcePort, packet.destinationPort]).toEqual([49152, 443]);
    expect(decode(hexBytes(`${IPV4} c000 01`), { ...LINK, wireLength: 100 }).sourcePort).toBe(-1);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} ${PORTS_AND_NUMBERS} 60 02 ffff 0000 0000 020405b4 aa`), LINK);
  });
});
