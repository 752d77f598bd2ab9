// Runs once per DNS message.

import { readUint16, readUint32 } from '../../decode/read.ts';
import {
  CLASS_MASK,
  type DnsKind,
  type DnsMessage,
  type DnsQuestion,
  type DnsRecord,
  INTERNET_CLASS,
  RecordType,
} from './dns-message.ts';
import { type MessageBytes, NameFault, NameReader, skipName } from './name-reader.ts';
import { readAddresses, readServiceHints } from './record-addresses.ts';

// RFC 1035, section 4.1.1.
const ID = 0;
const FLAGS = 2;
const QUESTION_COUNT = 4;
const ANSWER_COUNT = 6;
const AUTHORITY_COUNT = 8;
const ADDITIONAL_COUNT = 10;
export const DNS_HEADER_LENGTH = 12;
const IS_RESPONSE = 0x8000;
const OPCODE_SHIFT = 11;
const OPCODE_MASK = 0xf;
const RESPONSE_CODE_MASK = 0xf;

/** Behind a question's name: type and class (section 4.1.2). */
const QUESTION_TAIL = 4;
// Behind a record's name (section 4.1.3).
const CLASS = 2;
const TTL = 4;
const DATA_LENGTH = 8;
const RECORD_TAIL = 10;
const LONGEST_TTL = 0x7fffffff;
/** Priority, weight and port (RFC 2782). */
const SRV_HEADER = 6;
/** Priority (RFC 9460, section 2.2). */
const SVCB_HEADER = 2;
/** An OPT record's TTL field begins with the upper bits of the response code. */
const EXTENDED_CODE_SHIFT = 24;
const HEADER_CODE_BITS = 4;

/** More than any honest message asks; what is behind them is passed over. */
const MAX_QUESTIONS = 64;
const MAX_ANSWERS = 128;

const NO_ADDRESSES = new Int32Array(0);

/** Reads DNS messages. What it returns holds nothing of the bytes it was shown. */
export class MessageReader {
  readonly #names = new NameReader();
  #message: MessageBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
  #questions: DnsQuestion[] = [];
  #answers: DnsRecord[] = [];
  #extendedCode = 0;
  /** Where the next question or record starts; -1 where the message ended too early. */
  #cursor = 0;

  /** What is whole of a message, which may have been cut short; null if not even its header is. */
  read(message: MessageBytes, kind: DnsKind): DnsMessage | null {
    const { bytes, start, end } = message;
    if (end - start < DNS_HEADER_LENGTH) return null;
    this.#message = message;
    this.#questions = [];
    this.#answers = [];
    this.#extendedCode = 0;
    this.#cursor = start + DNS_HEADER_LENGTH;
    this.#readQuestions(readUint16(bytes, start + QUESTION_COUNT));
    this.#readRecords(readUint16(bytes, start + ANSWER_COUNT), true);
    this.#readRecords(readUint16(bytes, start + AUTHORITY_COUNT), false);
    // A host that tells its services in multicast DNS adds its addresses here (RFC 6763, section 12).
    this.#readRecords(readUint16(bytes, start + ADDITIONAL_COUNT), kind === 'mdns');

    const flags = readUint16(bytes, start + FLAGS);
    return {
      kind,
      id: readUint16(bytes, start + ID),
      isResponse: (flags & IS_RESPONSE) !== 0,
      opcode: (flags >>> OPCODE_SHIFT) & OPCODE_MASK,
      responseCode: (flags & RESPONSE_CODE_MASK) | (this.#extendedCode << HEADER_CODE_BITS),
      questions: this.#questions,
      answers: this.#answers,
      isWhole: this.#cursor >= 0,
    };
  }

  #readQuestions(count: number): void {
    const { bytes, end } = this.#message;
    for (let n = 0; n < count && this.#cursor >= 0; n += 1) {
      const at = this.#cursor;
      const tail = skipName(this.#message, at);
      const isWhole = tail >= 0 && tail + QUESTION_TAIL <= end;
      this.#cursor = isWhole ? tail + QUESTION_TAIL : -1;
      if (this.#questions.length === MAX_QUESTIONS) continue;
      const name = this.#names.read(this.#message, at);
      const { fault } = this.#names;
      if (isWhole) {
        const type = readUint16(bytes, tail);
        this.#questions.push({ name, isReadable: fault === NameFault.None, type, class: readUint16(bytes, tail + CLASS) });
      } else if (fault === NameFault.LabelType || fault === NameFault.TooLong) {
        this.#questions.push({ name, isReadable: false, type: 0, class: 0 });
      }
    }
  }

  #readRecords(count: number, isWanted: boolean): void {
    const { bytes, end } = this.#message;
    for (let n = 0; n < count && this.#cursor >= 0; n += 1) {
      const at = this.#cursor;
      const tail = skipName(this.#message, at);
      this.#cursor = -1;
      if (tail < 0 || tail + RECORD_TAIL > end) return;
      const dataEnd = tail + RECORD_TAIL + readUint16(bytes, tail + DATA_LENGTH);
      if (dataEnd > end) return;
      this.#cursor = dataEnd;
      const type = readUint16(bytes, tail);
      if (type === RecordType.Opt) this.#extendedCode = readUint32(bytes, tail + TTL) >>> EXTENDED_CODE_SHIFT;
      if (!isWanted || this.#answers.length === MAX_ANSWERS) continue;
      if ((readUint16(bytes, tail + CLASS) & CLASS_MASK) === INTERNET_CLASS) this.#addRecord(at, tail, dataEnd);
    }
  }

  #addRecord(at: number, tail: number, dataEnd: number): void {
    const { bytes, start } = this.#message;
    const type = readUint16(bytes, tail);
    const data = { bytes, start: tail + RECORD_TAIL, end: dataEnd };
    let addresses: Int32Array | null = NO_ADDRESSES;
    let targetAt = -1;
    if (type === RecordType.A || type === RecordType.Aaaa) addresses = readAddresses(data, type);
    else if (type === RecordType.Cname || type === RecordType.Ptr) targetAt = data.start;
    else if (type === RecordType.Srv) targetAt = data.start + SRV_HEADER;
    else if (type === RecordType.Svcb || type === RecordType.Https) targetAt = data.start + SVCB_HEADER;
    else return;

    let target: string | null = null;
    if (targetAt >= 0) {
      // The name ends within the record's data; what it points to lies before.
      const message = { bytes, start, end: dataEnd };
      const targetEnd = skipName(message, targetAt);
      if (targetEnd < 0) return;
      target = this.#names.read(message, targetAt);
      if (this.#names.fault !== NameFault.None) return;
      if (type === RecordType.Svcb || type === RecordType.Https) {
        addresses = readServiceHints({ bytes, start: targetEnd, end: dataEnd });
      }
    }
    if (addresses === null) return;
    const name = this.#names.read(this.#message, at);
    if (this.#names.fault !== NameFault.None) return;
    const ttl = readUint32(bytes, tail + TTL);
    // RFC 2181, section 8: with the top bit set it is zero.
    this.#answers.push({ name, type, ttlSeconds: ttl > LONGEST_TTL ? 0 : ttl, target, addresses });
  }
}
