// https://sflow.org/sflow_version_5.txt; versions 2 and 4: RFC 3176, section 5.
import { readUint32 } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const VERSION = 0;
const ADDRESS_TYPE = 4;
const ADDRESS = 8;
const IPV4 = 1;
const IPV6 = 2;
const IPV4_LENGTH = 4;
const IPV6_LENGTH = 16;

const VERSIONS: readonly number[] = [2, 4, 5];
const VERSION_5 = 5;
/** Behind the address: a sub-agent (version 5 alone), a sequence number, a time since the start, how many samples. */
const SUB_AGENT_LENGTH = 4;
const SAMPLES = 8;
const FIRST_SAMPLE = 12;
const MAX_SAMPLES = 256;
const SAMPLE_HEADER_LENGTH = 8;
/** Of flows and counters, compact or expanded, as far as nobody's own. */
const LAST_SAMPLE_TYPE = 5;

export function recogniseSFlow({ bytes, start, end, wireEnd }: Payload): Verdict {
  if (end - start < ADDRESS) return NOT_MINE;
  const version = readUint32(bytes, start + VERSION);
  const addressType = readUint32(bytes, start + ADDRESS_TYPE);
  if (!VERSIONS.includes(version) || (addressType !== IPV4 && addressType !== IPV6)) return NOT_MINE;
  const address = addressType === IPV4 ? IPV4_LENGTH : IPV6_LENGTH;
  const counts = start + ADDRESS + address + (version === VERSION_5 ? SUB_AGENT_LENGTH : 0);
  const sample = counts + FIRST_SAMPLE;
  if (sample + SAMPLE_HEADER_LENGTH > end) return NOT_MINE;
  const samples = readUint32(bytes, counts + SAMPLES);
  if (samples === 0 || samples > MAX_SAMPLES) return NOT_MINE;
  const type = readUint32(bytes, sample);
  if (version !== VERSION_5) return type > 0 && type <= IPV6 ? AppProtocol.SFlow : NOT_MINE;
  const isSample = type > 0 && type <= LAST_SAMPLE_TYPE;
  return isSample && readUint32(bytes, sample + 4) <= wireEnd - sample - SAMPLE_HEADER_LENGTH ? AppProtocol.SFlow : NOT_MINE;
}
