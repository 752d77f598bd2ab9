// ONC RPC version 2 (RFC 5531, section 9); records of a stream: section 11; NFS is one of its programs.
import { readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, Transport } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const MESSAGE_TYPE = 4;
const RPC_VERSION = 8;
const PROGRAM = 12;
const PROGRAM_VERSION = 16;
const PROCEDURE = 20;
const CREDENTIALS = 24;
const CREDENTIALS_LENGTH = 28;
const CALL_LENGTH = 40;
/** Flavour and length; what they tell of follows. */
const AUTHENTICATION_HEADER_LENGTH = 8;
const AUTHENTICATION_LENGTH = 4;

const REPLY_STATUS = 8;
const VERIFIER = 12;
const VERIFIER_LENGTH = 16;
const ACCEPT_STATUS = 20;
const REPLY_LENGTH = 24;

const CALL = 0;
const REPLY = 1;
const VERSION_2 = 2;
const NFS = 100_003;
/** Registered programs are from 100000 on; those of users from 0x20000000 to 0x5fffffff, of which all may be anything. */
const FIRST_PROGRAM = 100_000;
const LAST_PROGRAM = 0x5fffffff;
const FIRST_OWN_PROGRAM = 0x20000000;
const MAX_PROGRAM_VERSION = 16;
const MAX_PROCEDURE = 256;
/** None, the system's, short, DH, Kerberos, GSS and TLS. */
const LAST_FLAVOUR = 7;
const MAX_AUTHENTICATION = 400;
const LAST_ACCEPT_STATUS = 5;

const RECORD_HEADER_LENGTH = 4;
const LAST_FRAGMENT = 0x80000000;
const MAX_RECORD = 0x200000;

export function recogniseRpc(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (payload.transport === Transport.Udp) return end - start < REPLY_LENGTH ? NOT_MINE : recogniseMessage(bytes, start, end);
  if (end - start < RECORD_HEADER_LENGTH) return PERHAPS;
  const record = readUint32(bytes, start);
  if (record < LAST_FRAGMENT + REPLY_LENGTH || record > LAST_FRAGMENT + MAX_RECORD) return NOT_MINE;
  return recogniseMessage(bytes, start + RECORD_HEADER_LENGTH, end);
}

function recogniseMessage(bytes: Uint8Array, at: number, end: number): Verdict {
  if (end - at < REPLY_LENGTH) return PERHAPS;
  const type = readUint32(bytes, at + MESSAGE_TYPE);
  if (type === REPLY) return isReply(bytes, at) ? AppProtocol.Rpc : NOT_MINE;
  if (type !== CALL || readUint32(bytes, at + RPC_VERSION) !== VERSION_2) return NOT_MINE;
  if (end - at < CALL_LENGTH) return PERHAPS;
  const program = readUint32(bytes, at + PROGRAM);
  const isCall =
    program >= FIRST_PROGRAM &&
    program <= LAST_PROGRAM &&
    isProgramVersion(program, readUint32(bytes, at + PROGRAM_VERSION)) &&
    readUint32(bytes, at + PROCEDURE) <= MAX_PROCEDURE &&
    isAuthentication(bytes, at + CREDENTIALS, end) &&
    isAuthentication(bytes, at + CREDENTIALS + AUTHENTICATION_HEADER_LENGTH + readUint32(bytes, at + CREDENTIALS_LENGTH), end);
  if (!isCall) return NOT_MINE;
  return program === NFS ? AppProtocol.Nfs : AppProtocol.Rpc;
}

/** Version 0 is asked for to be told which there are, of registered programs. A clock of NTP's that knows no time yet has zeros there. */
function isProgramVersion(program: number, version: number): boolean {
  return version <= MAX_PROGRAM_VERSION && (version > 0 || program < FIRST_OWN_PROGRAM);
}

/** Credentials, or the verifier behind them; of what was not captured nothing is known. */
function isAuthentication(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + AUTHENTICATION_HEADER_LENGTH > end) return true;
  return readUint32(bytes, at) <= LAST_FLAVOUR && readUint32(bytes, at + AUTHENTICATION_LENGTH) <= MAX_AUTHENTICATION;
}

/** Accepted, with no more than a few bytes that verify it: what program it was asked of stands in the call only. */
function isReply(bytes: Uint8Array, at: number): boolean {
  return (
    readUint32(bytes, at + REPLY_STATUS) === 0 &&
    readUint32(bytes, at + VERIFIER) === 0 &&
    readUint32(bytes, at + VERIFIER_LENGTH) === 0 &&
    readUint32(bytes, at + ACCEPT_STATUS) <= LAST_ACCEPT_STATUS
  );
}
