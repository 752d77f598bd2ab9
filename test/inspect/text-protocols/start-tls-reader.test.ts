import { describe, expect, it } from 'vitest';
import { type StartTlsProtocol, StartTlsReader } from '../../../src/inspect/text-protocols/start-tls-reader.ts';
import { cutInto, type ReadStream, readStream } from '../../support/payloads/text-stream.ts';
import { Random } from '../../support/random.ts';

function read(protocol: StartTlsProtocol, ...segments: readonly string[]): ReadStream {
  return readStream(new StartTlsReader({ protocol }), segments);
}

const HELLO = '\x16\x03\x01\x02\x00';
const XMPP_HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' to='example.net'>";
const XMPP_TLS = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
const UP_TO_TLS: readonly (readonly [protocol: StartTlsProtocol, text: string])[] = [
  ['smtp', 'EHLO client.example.net\r\nSTARTTLS\r\n'],
  ['smtp', 'EHLO client.example.net\nstarttls\n'],
  ['imap', 'a1 CAPABILITY\r\na2 STARTTLS\r\n'],
  ['imap', '12 CAPABILITY\r\n13 STARTTLS\r\n'],
  ['pop3', 'CAPA\r\nSTLS\r\n'],
  ['pop3', 'AUTH\r\nCAPA\r\nSTLS\r\n'],
  ['ftp', 'FEAT\r\nAUTH TLS\r\n'],
  ['ftp', 'AUTH SSL\r\n'],
  ['xmpp', `${XMPP_HEADER}<starttls ${XMPP_TLS}/>`],
  ['xmpp', `${XMPP_HEADER}\n<starttls ${XMPP_TLS}></starttls>`],
];
const WITHOUT_TLS: readonly (readonly [protocol: StartTlsProtocol, text: string])[] = [
  ['smtp', 'EHLO client\r\nAUTH PLAIN AGEAYg==\r\nSTARTTLS\r\n'],
  ['smtp', 'HELO client\r\nMAIL FROM:<a@example.net>\r\n'],
  ['smtp', 'DATA\r\nSTARTTLS\r\n'],
  ['smtp', '220 mail.example.net ESMTP\r\n250-STARTTLS\r\n'],
  ['imap', 'a1 LOGIN user secret\r\na2 STARTTLS\r\n'],
  ['imap', '* OK ready\r\n'],
  ['pop3', 'USER someone\r\n'],
  ['pop3', 'AUTH PLAIN\r\n'],
  ['pop3', '+OK ready\r\n'],
  ['ftp', 'USER anonymous\r\n'],
  ['ftp', '220 ready\r\n'],
  ['xmpp', `${XMPP_HEADER}<stream:features><starttls ${XMPP_TLS}/></stream:features>`],
  ['xmpp', `${XMPP_HEADER}<iq type='get'/>`],
];

describe('StartTlsReader', () => {
  it.each(UP_TO_TLS)('of %s lets TLS begin behind %j', (protocol, text) => {
    expect(read(protocol, text + HELLO)).toMatchObject({ reading: 'Restart', rest: HELLO });
  });

  it.each(UP_TO_TLS)('of %s reads %j in segments of any size', (protocol, text) => {
    for (let size = 1; size <= text.length; size += 1) {
      expect(read(protocol, ...cutInto(text, size)), `${size} bytes each`).toMatchObject({ reading: 'Restart', rest: '' });
    }
  });

  it.each(WITHOUT_TLS)('of %s is done behind %j', (protocol, text) => {
    expect(read(protocol, text).reading).toBe('Done');
  });

  it('waits for a line that is not there whole', () => {
    expect(read('smtp', 'EHLO client\r\nSTARTTLS').reading).toBe('More');
    expect(read('smtp', 'EHLO STARTTLS\r\n').reading).toBe('More');
  });

  it('gives up behind 32 lines', () => {
    const noise = (count: number): string => 'NOOP\r\n'.repeat(count);
    expect(read('smtp', `${noise(31)}STARTTLS\r\n`).reading).toBe('Restart');
    expect(read('smtp', noise(32)).reading).toBe('Done');
    expect(read('smtp', ...cutInto(noise(32), 7)).reading).toBe('Done');
  });

  it('gives up on lines without end', () => {
    expect(read('smtp', ...cutInto('x'.repeat(9000), 1000)).reading).toBe('Done');
  });

  it('reads each byte a bounded number of times, however small the segments are', () => {
    const { reading, reads } = read('smtp', ...cutInto(`${'x'.repeat(8000)}\r\nSTARTTLS\r\n`, 1));
    expect(reading).toBe('Restart');
    expect(reads).toBeLessThan(4 * 8000);
  });

  it('never reads outside, whatever it is shown', () => {
    const random = new Random(13);
    for (let round = 0; round < 1000; round += 1) {
      for (const [protocol, text] of [...UP_TO_TLS, ...WITHOUT_TLS]) {
        const bytes = Uint8Array.from(Buffer.from(text.slice(0, random.below(text.length + 1)), 'latin1'));
        for (let change = random.below(3); change > 0 && bytes.length > 0; change -= 1)
          bytes[random.below(bytes.length)] = random.below(256);
        const { reading } = readStream(new StartTlsReader({ protocol }), [bytes]);
        expect(reading).toBeOneOf(['Done', 'More', 'Restart']);
      }
    }
  });
});
