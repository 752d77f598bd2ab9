// RFC 4511, sections 4.1.1 to 4.12; over UDP: Active Directory's search for a server near by.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import { contentOf, endOfElement, isInteger, Tag } from './ber.ts';
import { isDigit } from './match.ts';
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
  ModifyRequest: 0x66,
  ModifyResponse: 0x67,
  AddRequest: 0x68,
  AddResponse: 0x69,
  DeleteRequest: 0x4a,
  DeleteResponse: 0x6b,
  ModifyNameRequest: 0x6c,
  ModifyNameResponse: 0x6d,
  CompareRequest: 0x6e,
  CompareResponse: 0x6f,
  AbandonRequest: 0x50,
  SearchReference: 0x73,
  ExtendedRequest: 0x77,
  ExtendedResponse: 0x78,
} as const;
/** In an extended request, the name of what is wanted (STARTTLS, say). */
const REQUEST_NAME = 0x80;
/** What is abandoned: a message number, which is all the operation has. */
const LONGEST_NUMBER = 4;
/** What is deleted is a name, `cn=...` (RFC 4514), and the operation has nothing else. */
const EQUALS = 0x3d;
const LONGEST_ATTRIBUTE = 32;

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
  if (bytes[operation] === Operation.AbandonRequest) return isNumber(operationEnd - first) ? AppProtocol.Ldap : NOT_MINE;
  if (first + 2 > end) return isDatagram ? NOT_MINE : PERHAPS;
  if (bytes[operation] === Operation.DeleteRequest) {
    return isName(bytes, first, Math.min(operationEnd, end)) ? AppProtocol.Ldap : NOT_MINE;
  }
  return beginsAsExpected(bytes[operation]!, bytes[first]!, bytes[first + 1]!) ? AppProtocol.Ldap : NOT_MINE;
}

function isNumber(length: number): boolean {
  return length >= 1 && length <= LONGEST_NUMBER;
}

function isName(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  const last = Math.min(end, start + LONGEST_ATTRIBUTE);
  while (at < last && isOfAttribute(bytes[at]!)) at += 1;
  return at > start && at < last && bytes[at] === EQUALS;
}

/** Letters, digits, hyphens, and the dots of a number (RFC 4512, section 1.4). */
function isOfAttribute(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || isDigit(byte) || byte === 0x2d || byte === 0x2e;
}

/** A version, a result, or a name: what the operation's first element has to be, and how long. */
function beginsAsExpected(operation: number, tag: number, length: number): boolean {
  switch (operation) {
    case Operation.BindRequest:
      return tag === Tag.Integer && length === 1;
    case Operation.BindResponse:
    case Operation.SearchDone:
    case Operation.ModifyResponse:
    case Operation.AddResponse:
    case Operation.DeleteResponse:
    case Operation.ModifyNameResponse:
    case Operation.CompareResponse:
    case Operation.ExtendedResponse:
      return tag === Tag.Enumerated && length === 1;
    case Operation.SearchRequest:
    case Operation.SearchEntry:
    case Operation.SearchReference:
    case Operation.ModifyRequest:
    case Operation.AddRequest:
    case Operation.ModifyNameRequest:
    case Operation.CompareRequest:
      return tag === Tag.OctetString;
    case Operation.ExtendedRequest:
      return tag === REQUEST_NAME;
    default:
      return false;
  }
}
