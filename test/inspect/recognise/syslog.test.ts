import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseSyslog } from '../../../src/inspect/recognise/syslog.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf } from '../../support/payloads/binary.ts';
import { SYSLOG_MESSAGE } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising syslog', () => {
  itKeepsTheContract(recogniseSyslog, [SYSLOG_MESSAGE]);

  it('knows a priority with text behind it', () => {
    expect(verdictOf(recogniseSyslog, SYSLOG_MESSAGE)).toBe(AppProtocol.Syslog);
    expect(verdictOf(recogniseSyslog, textBytes('<0>kernel: it is bad'))).toBe(AppProtocol.Syslog);
  });

  it.each([
    ['a priority there is not', '<192>Oct 11 22:14:15 host text'],
    ['a priority with zeros in front', '<034>Oct 11 22:14:15 host text'],
    ['no priority', '<>Oct 11 22:14:15 host text'],
    ['a bracket that does not close', '<34Oct 11 22:14:15 host text'],
    ['what is no text', '<34>Oct\x0011 22:14:15'],
    ['less than a word', '<34>Oct'],
    ['HTML', '<html><body>'],
  ])('refuses %s', (_what, text) => {
    expect(verdictOf(recogniseSyslog, textBytes(text))).toBe(NOT_MINE);
  });

  it('knows messages in a stream by a length in front, a date or the port', () => {
    expect(verdictOf(recogniseSyslog, textBytes('42 <34>1 - - - - - - the text'), IN_STREAM)).toBe(AppProtocol.Syslog);
    expect(verdictOf(recogniseSyslog, SYSLOG_MESSAGE, IN_STREAM)).toBe(AppProtocol.Syslog);
    expect(verdictOf(recogniseSyslog, textBytes('<22>1 2026-07-28T14:51:48Z host'), IN_STREAM)).toBe(AppProtocol.Syslog);
    expect(verdictOf(recogniseSyslog, textBytes('<22>nothing but text'), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseSyslog, textBytes('<22>nothing but text'), { ...IN_STREAM, destinationPort: 514 })).toBe(
      AppProtocol.Syslog,
    );
    expect(verdictOf(recogniseSyslog, textBytes('<22>1 2026'), IN_STREAM)).toBe(PERHAPS);
  });
});

describe('recognising syslog in a stream', () => {
  itKeepsTheContract(recogniseSyslog, [SYSLOG_MESSAGE, textBytes('42 <34>1 - - - - - - the text')], IN_STREAM);
});
