import { describe, expect, it } from 'vitest';
import { readDhcpMessage } from '../../../src/inspect/dhcp/dhcp-message.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { DHCP, type DhcpOptions, dhcp } from '../../support/frames/dhcp.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { hostNameOption } from '../../support/payloads/binary-names.ts';

function read(options: DhcpOptions) {
  const bytes = buildFrame(dhcp(options));
  return readDhcpMessage(bytes, 0, bytes.length);
}

describe('a DHCP message', () => {
  it('says who asks for what', () => {
    const options = [DHCP.requestedAddress('192.0.2.42'), hostNameOption('laptop')];
    expect(read({ messageType: 'request', transactionId: 7, clientMac: '02:00:00:00:00:07', options })).toEqual({
      type: 3,
      isReply: false,
      transaction: 7,
      hardware: [0x02000000, 0x0007],
      clientAddress: 0,
      yourAddress: 0,
      requestedAddress: 0xc000022a | 0,
      name: 'laptop',
    });
  });

  it('says what is given', () => {
    expect(read({ messageType: 'ack', yourAddress: '192.0.2.42' })).toMatchObject({
      type: 5,
      isReply: true,
      yourAddress: 0xc000022a | 0,
    });
  });

  it('is none without its cookie, or shorter than its header', () => {
    const bytes = buildFrame(dhcp());
    expect(readDhcpMessage(bytes, 0, 239)).toBeNull();
    bytes[236] = 0;
    expect(readDhcpMessage(bytes, 0, bytes.length)).toBeNull();
  });

  it('ends at an option that is longer than what is there, and keeps what stands in front of it', () => {
    expect(read({ options: [hostNameOption('laptop'), hexBytes('0c ff')] })).toMatchObject({ name: 'laptop' });
  });

  it('skips padding, and takes the first of two names', () => {
    expect(read({ options: [hexBytes('00 00'), hostNameOption('first'), hostNameOption('second')] })).toMatchObject({
      name: 'first',
    });
  });

  it('is read in time proportional to its options', () => {
    const time = (count: number) => {
      const options = [concatenate(...Array.from({ length: count }, () => hexBytes('3c 01 00')))];
      const bytes = buildFrame(dhcp({ options }));
      let reads = 0;
      const counted = new Proxy(bytes, {
        get: (target, key) => {
          reads += 1;
          return Reflect.get(target, key, target);
        },
      });
      readDhcpMessage(counted, 0, bytes.length);
      return reads;
    };
    expect(time(800) / time(400)).toBeLessThan(2.3);
  });
});
