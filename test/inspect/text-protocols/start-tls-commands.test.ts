import { describe, expect, it } from 'vitest';
import { LineKind, START_TLS_LINES, type StartTlsProtocol } from '../../../src/inspect/text-protocols/start-tls-commands.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function kindOf(protocol: StartTlsProtocol, line: string): LineKind {
  return START_TLS_LINES[protocol].kindOf(watchBytes(latin1(line)));
}

describe('START_TLS_LINES', () => {
  it('ends lines of XML where a tag ends', () => {
    expect(String.fromCharCode(START_TLS_LINES.xmpp.delimiter)).toBe('>');
    expect(String.fromCharCode(START_TLS_LINES.imap.delimiter)).toBe('\n');
  });

  it('begins TLS with a closed tag only', () => {
    expect(kindOf('xmpp', '<starttls a="b"/>')).toBe(LineKind.Start);
    expect(kindOf('xmpp', '<starttls a="b">')).toBe(LineKind.Other);
    expect(kindOf('xmpp', '</starttls>')).toBe(LineKind.Start);
  });

  it.each<StartTlsProtocol>(['smtp', 'imap', 'pop3', 'ftp', 'xmpp'])(
    'reads nothing outside of any short line of %s',
    (protocol) => {
      for (const line of ['\n', '>', ' \n', 'a \n', '/>', '  >']) expect(kindOf(protocol, line)).toBe(LineKind.Other);
    },
  );
});
