// Runs for the first payloads of a conversation: allocate nothing.
// RFC 4253, section 4.2: both sides begin with `SSH-protoversion-softwareversion`.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { isDigit, Match, matchAt } from './ascii.ts';

const BANNER = 'SSH-';

export const recogniseSsh: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const match = matchAt(payload, payload.start, BANNER);
  if (match === Match.No) return NOT_MINE;
  const version = payload.start + BANNER.length;
  if (version + 1 >= payload.end) return PERHAPS;
  return isDigit(payload.bytes[version]!) && payload.bytes[version + 1] === 0x2e ? AppProtocol.Ssh : NOT_MINE;
};
