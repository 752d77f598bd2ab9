import { describe, expect, it } from 'vitest';
import { recogniseXmpp } from '../../../src/inspect/text-protocols/recognise-xmpp.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

const HEADER = "<stream:stream to='example.net' xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>";

describe('recogniseXmpp', () => {
  it('knows the header of either kind of stream, with or without a declaration', () => {
    expect(verdict(recogniseXmpp, HEADER)).toBe('Xmpp');
    expect(verdict(recogniseXmpp, `<?xml version="1.0"?>\n${HEADER}`)).toBe('Xmpp');
    expect(verdict(recogniseXmpp, "<stream:stream xmlns='jabber:client'>")).toBe('Xmpp');
  });

  it('waits for a namespace, but not for ever', () => {
    expect(verdict(recogniseXmpp, '<?xml version="1.0"?>')).toBe('perhaps');
    expect(verdict(recogniseXmpp, `<?xml version="1.0"?><rss>${'x'.repeat(1100)}`)).toBe('not mine');
  });
});
