import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseLdap } from '../../../src/inspect/recognise/ldap.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import {
  LDAP_ABANDON,
  LDAP_BIND,
  LDAP_CHANGES,
  LDAP_DELETE,
  LDAP_RESULT,
  LDAP_RESULTS,
  LDAP_STARTTLS,
  LDAP_UNBIND,
} from '../../support/payloads/binary-tcp.ts';
import { LDAP_PING, SNMP_GET } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };
const MESSAGES = [
  LDAP_BIND,
  LDAP_RESULT,
  LDAP_UNBIND,
  LDAP_STARTTLS,
  LDAP_DELETE,
  LDAP_ABANDON,
  ...LDAP_CHANGES,
  ...LDAP_RESULTS,
];

describe('recognising LDAP', () => {
  itKeepsTheContract(recogniseLdap, MESSAGES, IN_STREAM);

  it('knows operations by how they begin', () => {
    for (const message of MESSAGES) expect(verdictOf(recogniseLdap, message, IN_STREAM)).toBe(AppProtocol.Ldap);
  });

  it('waits for an operation', () => {
    expect(verdictOf(recogniseLdap, LDAP_BIND.subarray(0, 6), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another envelope', 0, 0x31],
    ['a message without a number', 2, 0x04],
    ['an operation there is not', 5, 0x50],
    ['an operation longer than its envelope', 6, 8],
    ['a bind without a version', 7, 0x04],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseLdap, withBytes(LDAP_BIND, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });

  it.each([
    ['to delete what is no name', LDAP_DELETE, 9, 0x2c],
    ['to abandon what is no number', LDAP_ABANDON, 6, 0],
    ['to add something without a name', LDAP_CHANGES[1]!, 7, 0x30],
  ])('refuses %s', (_what, message, offset, value) => {
    expect(verdictOf(recogniseLdap, withBytes(message, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising LDAP over UDP', () => {
  itKeepsTheContract(recogniseLdap, [LDAP_PING]);

  it('knows a search that fills its datagram, and SNMP from it', () => {
    expect(verdictOf(recogniseLdap, LDAP_PING)).toBe(AppProtocol.Ldap);
    expect(verdictOf(recogniseLdap, withBytes(LDAP_PING, 1, 0x10))).toBe(NOT_MINE);
    expect(verdictOf(recogniseLdap, SNMP_GET)).toBe(NOT_MINE);
  });
});
