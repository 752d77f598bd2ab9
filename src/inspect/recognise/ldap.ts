// RFC 4511, section 4.1.1; over UDP: Active Directory's search for a server near by.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { contentOf, endOfElement, isInteger, Tag } from './ber.ts';
import type { Verdict } from './verdict.ts';

/** Envelope, message number and the operation's head, all with short lengths or not. */
const ENOUGH = 24;

const Operation = {
  BindRequest: 0x60,
  BindResponse: 0x61,
  UnbindRequest: 0x42,
  SearchRequest: 0x63,
  SearchEntry: 0x64,
  SearchDone: 0x65,
  ExtendedRequest: 0x77,
  ExtendedResponse: 0x78,
} as const;
/** In an extended request, the name of what is wanted (STARTTLS, say). */
const REQUEST_NAME = 0x80;

export function recogniseLdap(payload: Payload): Verdict {
  const { bytes, start, end, wireEnd } = payload;
  if (end === start) return PERHAPS;
  if (bytes[start] !== Tag.Sequence) return NOT_MINE;
  const envelopeEnd = endOfElement(bytes, start, end);
  const isDatagram = payload.transport === Transport.Udp;
  if (isDatagram && envelopeEnd !== wireEnd) return NOT_MINE;
  const message = contentOf(bytes, start, end);
  if (message >= 0 && message < end && bytes[message] !== Tag.Integer) return NOT_MINE;
  const operation = isInteger(bytes, message, end) ? endOfElement(bytes, message, end) : -1;
  if (operation < 0 || operation + 2 > end) return !isDatagram && end - start < ENOUGH ? PERHAPS : NOT_MINE;
  if (bytes[operation] === Operation.UnbindRequest) {
    return bytes[operation + 1] === 0 && envelopeEnd === operation + 2 ? AppProtocol.Ldap : NOT_MINE;
  }
  // Controls may follow what is asked.
  const operationEnd = endOfElement(bytes, operation, end);
  if (operationEnd < 0 || operationEnd > envelopeEnd) return NOT_MINE;
  const first = contentOf(bytes, operation, end);
  if (first + 2 > end) return isDatagram ? NOT_MINE : PERHAPS;
  return beginsAsExpected(bytes[operation]!, bytes[first]!, bytes[first + 1]!) ? AppProtocol.Ldap : NOT_MINE;
}

/** A version, a result, or a name: what the operation's first element has to be, and how long. */
function beginsAsExpected(operation: number, tag: number, length: number): boolean {
  switch (operation) {
    case Operation.BindRequest:
      return tag === Tag.Integer && length === 1;
    case Operation.BindResponse:
    case Operation.SearchDone:
    case Operation.ExtendedResponse:
      return tag === Tag.Enumerated && length === 1;
    case Operation.SearchRequest:
    case Operation.SearchEntry:
      return tag === Tag.OctetString;
    case Operation.ExtendedRequest:
      return tag === REQUEST_NAME;
    default:
      return false;
  }
}
