import { concatenate, drawing, hexBytes, textBytes, uint8, uint16, uint24, uint32 } from '../frames/drawing.ts';

/** The beginnings of streams, as the protocols' documents draw them; tests lie by replacing bytes. */
export const MQTT_CONNECT = concatenate(
  hexBytes('10 10 0004'),
  textBytes('MQTT'),
  hexBytes('04 02 003c 0004'),
  textBytes('test'),
);
export const MQTT_3_1_CONNECT = concatenate(hexBytes('10 92 01 0006'), textBytes('MQIsdp'), hexBytes('03 02 003c'));
export const MQTT_ACCEPTED = hexBytes('20 02 00 00');

/** Sixteen spaces. */
const NETBIOS_NAME = hexBytes(`20 ${'4341'.repeat(16)} 00`);
export const SMB_SESSION_REQUEST = concatenate(hexBytes('81 000044'), NETBIOS_NAME, NETBIOS_NAME);
export function smb(version: number): Uint8Array {
  return concatenate(hexBytes('00 000040'), Uint8Array.of(version), textBytes('SMB'), new Uint8Array(60));
}

export const BGP_OPEN = concatenate(new Uint8Array(16).fill(0xff), hexBytes('001d 01 04 fde8 00b4 c0000201 00'));

export const RDP_REQUEST = hexBytes('03 00 0013 0e e0 0000 0000 00 01 00 0800 03000000');
export const RDP_CONFIRM = hexBytes('03 00 0013 0e d0 0000 1234 00 02 00 0800 02000000');
export const RDP_COOKIE_REQUEST = concatenate(
  hexBytes('03 00 0026 21 e0 0000 0000 00'),
  textBytes('Cookie: mstshash=somebody\r\n'),
);
/** What S7's and others' first message begins with, too. */
export const X224_BARE_REQUEST = hexBytes('03 00 000b 06 e0 0000 0000 00');

export const SOCKS_5_GREETING = hexBytes('05 02 00 02');
export const SOCKS_4_REQUEST = concatenate(hexBytes('04 01 0050 c0000201'), textBytes('user\0'));
export const SOCKS_4A_REQUEST = concatenate(hexBytes('04 01 0050 00000001 00'), textBytes('example.net\0'));

/** A greeting of version 8.0.36: connection, eight random bytes, zero, and what the server can do. */
export const MYSQL_GREETING = concatenate(
  hexBytes('4a 00 00 00 0a'),
  textBytes('8.0.36\0'),
  hexBytes('01000000 0102030405060708 00 ffff ff 0200 ffdf 15 00000000000000000000'),
  textBytes('abcdefghijkl\0mysql_native_password\0'),
).subarray(0, 78);

export const POSTGRESQL_TLS_REQUEST = hexBytes('00000008 04d2162f');
export const POSTGRESQL_CANCEL = hexBytes('00000010 04d2162e 00000001 00000002');
export const POSTGRESQL_STARTUP = concatenate(hexBytes('00000012 00030000'), textBytes('user\0me\0\0'), hexBytes('00'));
export const POSTGRESQL_ANSWER = hexBytes('52 0000000c 00000005 01020304');

export const REDIS_COMMAND = textBytes('*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n');

export const RPC_RECORD = hexBytes(
  '80000028 12345678 00000000 00000002 000186a3 00000004 00000000 00000000 00000000 00000000 00000000',
);
export const VNC_VERSION = textBytes('RFB 003.008\n');
export const MODBUS_READ = hexBytes('0001 0000 0006 01 03 0000 000a');
export const MODBUS_ANSWER = hexBytes('0001 0000 0007 01 03 04 00010002');
export const MODBUS_EXCEPTION = hexBytes('0001 0000 0003 01 83 02');
export const MODBUS_WRITE = hexBytes('0001 0000 000b 01 10 0000 0002 04 00010002');

export const DIAMETER_CAPABILITIES = drawing(
  [uint8(1), uint24(40), uint8(0x80), uint24(257)],
  [uint32(0), uint32(1), uint32(2)],
  [uint32(264), uint8(0x40), uint24(19), textBytes('example.net\0')],
);

/** Little-endian: length, number, what it answers, operation; then flags and the kind of the first section. */
export const MONGODB_MESSAGE = hexBytes('1a000000 01000000 00000000 dd070000 00000000 00 0500000000');
export const MONGODB_REPLY = hexBytes(
  '29000000 02000000 01000000 01000000 08000000 0000000000000000 00000000 01000000 0500000000',
);

export const MEMCACHED_BINARY_GET = concatenate(
  hexBytes('80 00 0003 00 00 0000 00000003 00000000 0000000000000000'),
  textBytes('key'),
);

export const KERBEROS_OVER_TCP = hexBytes('00000012 7e 10 30 0e a003020105 a10302011e a4 02 1800');
export const LDAP_BIND = hexBytes('30 0c 020101 60 07 020103 0400 8000');
export const LDAP_RESULT = hexBytes('30 0c 020101 61 07 0a0100 0400 0400');
export const LDAP_UNBIND = hexBytes('30 05 020103 42 00');
export const LDAP_STARTTLS = concatenate(hexBytes('30 1d 020101 77 18 80 16'), textBytes('1.3.6.1.4.1.1466.20037'));
export const LDAP_DELETE = concatenate(hexBytes('30 0c 020102 4a 07'), textBytes('cn=a,o='));
export const LDAP_ABANDON = hexBytes('30 06 020103 50 01 02');
/** Change, add, rename, compare: a name, and more; what refers elsewhere has an address in the place of the name. */
export const LDAP_CHANGES = [0x66, 0x68, 0x6c, 0x6e, 0x73].map((operation) =>
  concatenate(hexBytes('30 0c 020104'), new Uint8Array([operation]), hexBytes('07 0403'), textBytes('o=a'), hexBytes('3000')),
);
/** What came of it. */
export const LDAP_RESULTS = [0x67, 0x69, 0x6b, 0x6d, 0x6f].map((operation) =>
  concatenate(hexBytes('30 0c 020104'), new Uint8Array([operation]), hexBytes('07 0a0100 0400 0400')),
);

export const DCE_RPC_BIND = hexBytes('05 00 0b 03 10000000 4800 0000 01000000');
export const S7_CONNECTION = hexBytes('03 00 0016 11 e0 0000 0001 00 c1 02 0100 c2 02 0102 c0 01 0a');
export const S7_JOB = hexBytes('03 00 0019 02 f0 80 32 01 0000 0000 0008 0000 f0 00 0001 0001 01e0');
export const IEC104_START = hexBytes('68 04 07 00 00 00');
export const IEC104_NUMBERED = hexBytes('68 0e 00 00 00 00 64 01 06 00 01 00 00 00 00 14');
export const ETHERNET_IP_REGISTER = hexBytes('6500 0400 00000000 00000000 0000000000000000 00000000 0100 0000');

export const GIT_CLONE = textBytes('002egit-upload-pack /project.git\0host=example\0');
export const PPTP_START = drawing([uint16(156), uint16(1), uint32(0x1a2b3c4d), uint16(1), uint16(0)], [new Uint8Array(144)]);
