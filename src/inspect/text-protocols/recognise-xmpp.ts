// Runs for the first payloads of a conversation: allocate nothing.
// RFC 6120, section 4.2: either side opens its stream with a header, an XML declaration before it or not.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { headOf, holdsText, Match, matchAny } from './ascii.ts';

const OPENINGS = ['<?XML', '<STREAM:STREAM'] as const;
const NAMESPACES = ['JABBER:CLIENT', 'JABBER:SERVER', 'ETHERX.JABBER.ORG', 'JABBER:COMPONENT'] as const;
/** Headers have some hundred bytes. */
const SEARCHED_BYTES = 1024;

export const recogniseXmpp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const opening = matchAny(payload, OPENINGS);
  if (opening !== Match.Whole) return opening === Match.Partly ? PERHAPS : NOT_MINE;
  const head = headOf(payload, SEARCHED_BYTES);
  if (NAMESPACES.some((namespace) => holdsText(head, namespace))) return AppProtocol.Xmpp;
  return head.end - head.start < SEARCHED_BYTES ? PERHAPS : NOT_MINE;
};
