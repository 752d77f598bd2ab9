import { concatenate, drawing, hexBytes, textBytes, uint16, uint32 } from '../frames/drawing.ts';

/** Datagrams of the protocols that payload decides, as their documents draw them. All are whole; tests lie by replacing bytes. */
export const NTP_REQUEST = hexBytes(
  '23 00 06 ec 00000000 00000000 00000000 0000000000000000 0000000000000000 0000000000000000 c0a1f7e4a1b2c3d4',
);
/** Of a client that knows no time yet: its numbers could be those of an ONC RPC call. */
export const NTP_FIRST_REQUEST = hexBytes(
  'e3 00 06 e8 00000000 00000002 494e4954 0000000000000000 0000000000000000 0000000000000000 e158296b5ce99661',
);
export const NTP_CONTROL = hexBytes('16 02 0001 0000 0000 0000 0000');
export const NTP_MONITOR_LIST = hexBytes('17 00 03 2a 00000000');

export const STUN_REQUEST = hexBytes('0001 0000 2112a442 b7e7a701bc34d686fa87dfae');
/** RFC 3489: a binding response with a mapped address. */
export const CLASSIC_STUN_RESPONSE = hexBytes('0101 000c b7e7a701bc34d686fa87dfae01020304 0001 0008 0001 c000 c0000201');
export const TURN_CHANNEL = hexBytes('4001 0004 01020304');

/** Of a dynamic payload type. */
export function rtp(sequenceNumber: number, source = 0x1234abcd): Uint8Array {
  return drawing(
    [uint16(0x8060), uint16(sequenceNumber), uint32(160 * sequenceNumber), uint32(source)],
    [new Uint8Array(160).fill(0xd5)],
  );
}

/** A receiver report with one block and a source description behind it. */
export const RTCP_REPORT = hexBytes(`
  81 c9 0007 1234abcd 5678abcd 00000000 00000100 00000010 00000000 00000000
  81 ca 0003 1234abcd 01 05 75736572 40 00
`);
/** The same source's, encrypted (RFC 3711): only the first header can be read. */
export const RTCP_ENCRYPTED = hexBytes(
  '80 c8 0006 1234abcd 6f6e65747776f66f7572666976657369787365 76 80000001 a1a2a3a4a5a6a7a8a9aa',
);

export const WIREGUARD_INITIATION = concatenate(hexBytes('01000000 00112233'), new Uint8Array(140).fill(0x5a));
export const WIREGUARD_RESPONSE = concatenate(hexBytes('02000000 44556677 00112233'), new Uint8Array(80).fill(0x5a));
export function wireGuardData(counter: number): Uint8Array {
  return drawing([hexBytes('04000000 44556677'), Uint8Array.of(counter), new Uint8Array(7)], [new Uint8Array(48).fill(0x5a)]);
}

const SESSION = '0102030405060708';
export const OPENVPN_CLIENT_RESET = hexBytes(`38 ${SESSION} 00 00000000`);
export const OPENVPN_SERVER_RESET = hexBytes(`40 1112131415161718 01 00000000 ${SESSION} 00000000`);
/** With tls-auth (SHA-1): digest, packet number 1, time. */
export const OPENVPN_SIGNED_RESET = hexBytes(`38 ${SESSION} ${'ab'.repeat(20)} 00000001 65000000 00 00000000`);
/** With tls-crypt: packet number 1, time, digest, and the rest encrypted. */
export const OPENVPN_ENCRYPTED_RESET = hexBytes(`38 ${SESSION} 00000001 65000000 ${'ab'.repeat(32)} 9a9b9c9d9e`);
export function openVpnData(packetNumber: number): Uint8Array {
  return drawing([hexBytes('48 000003'), uint32(packetNumber)], [new Uint8Array(64).fill(0x5a)]);
}

export const IKE_2_INITIATION = hexBytes('0102030405060708 0000000000000000 21 20 22 08 00000000 00000024 2200 0008 00000000');
export const IKE_1_MAIN_MODE = hexBytes('0102030405060708 0000000000000000 01 10 02 00 00000000 00000024 0000 0008 00000001');
export const IKE_BEHIND_MARKER = concatenate(new Uint8Array(4), IKE_2_INITIATION);

export const DHT_PING = textBytes('d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:aa1:y1:qe');
export const DHT_ANSWER = textBytes('d2:ip6:abcdef1:rd2:id20:abcdefghij0123456789e1:t2:aa1:y1:re');
export const TRACKER_CONNECT = hexBytes('0000041727101980 00000000 01020304');
export const LOCAL_PEERS = textBytes('BT-SEARCH * HTTP/1.1\r\nHost: 239.192.152.143:6771\r\nPort: 6881\r\n\r\n');

export const UTP_SYN = hexBytes('41 00 1234 00010203 00000000 00100000 0001 0000');
export function utpData(sequenceNumber: number): Uint8Array {
  return drawing([hexBytes('01 00 1235 00010203 00000010 00100000'), uint16(sequenceNumber), uint16(7)], [textBytes('data')]);
}

export const SNMP_GET = hexBytes('302602010104067075626c6963a019020104020100020100300e300c06082b060102010105000500');
export const SNMP_TRAP = hexBytes('302602010004067075626c6963a41906062b06010401084004c00002010201060201014301053000');
export const SNMP_3 = hexBytes('3029020103300f020204d2020300ffe30401040201030400301104000400a00b0201010201000201003000');

export const RADIUS_REQUEST = hexBytes('01 2a 001f 0f403f9473978057bd83d5cb98f4227a 0106 626f6221 0405 000000');
export const RADIUS_ANSWER = hexBytes('02 2a 0014 0f403f9473978057bd83d5cb98f4227a');

/** PRINTER, with the suffix of a file server. */
const ENCODED_NAME = '20 46414643454a454f464545464643434143414341434143414341434143414341 00';
export const NETBIOS_QUERY = hexBytes(`1234 0110 0001 0000 0000 0000 ${ENCODED_NAME} 0020 0001`);
export const NETBIOS_DATAGRAM = hexBytes(`11 0a 1234 c0000201 008a 0044 0000 ${ENCODED_NAME} ${ENCODED_NAME}`);

export const KERBEROS_REQUEST = hexBytes('6a183016a103020105a20302010aa40a3008a006030400000000');
export const KERBEROS_ERROR = hexBytes('7e1f301da003020105a10302011ea411180f32303236303732383030303030305a');

export const LDAP_PING = hexBytes(
  '302f020101632a04000a01000a0100020100020100010100870b6f626a656374636c617373300a04084e65746c6f676f6e',
);

export const TEREDO_PACKET = hexBytes(`
  60000000 0008 3a 15 20010000c0000201 0000000000000000 20010db8000000000000000000000001 8000 0000 0001 0001
`);
export const TEREDO_SOLICITATION = hexBytes(`
  0001 00 00 0102030405060708 00
  60000000 0008 3a ff fe80000000000000 8000ffffffffffff ff020000000000000000000000000002 8500 0000 00000000
`);

export const SYSLOG_MESSAGE = textBytes("<34>Oct 11 22:14:15 mymachine su: 'su root' failed");

export const TFTP_REQUEST = concatenate(hexBytes('0001'), textBytes('boot.img\0Octet\0'));
export const TFTP_OPTIONS = concatenate(hexBytes('0006'), textBytes('blksize\x001428\0'));
export const TFTP_ERROR = concatenate(hexBytes('0005 0001'), textBytes('File not found\0'));
export function tftpData(block: number): Uint8Array {
  return drawing([uint16(3), uint16(block)], [new Uint8Array(512).fill(0x5a)]);
}
export function tftpAcknowledgement(block: number): Uint8Array {
  return drawing([uint16(4), uint16(block)]);
}

export const DHCP_DISCOVER = concatenate(hexBytes('01 01 06 00 3903f326'), new Uint8Array(228), hexBytes('63825363 350101 ff'));
export const DHCPV6_SOLICIT = hexBytes('01 123456 0001 000a 00030001 020000000001 0006 0002 0017');
export const DHCPV6_RELAYED = hexBytes(`
  0c 00 20010db8000000000000000000000001 fe800000000000000000000000000002 0009 0004 01123456
`);

export const RPC_CALL = hexBytes('12345678 00000000 00000002 000186a0 00000002 00000003 00000000 00000000 00000000 00000000');
export const NFS_CALL = hexBytes('12345678 00000000 00000002 000186a3 00000003 00000001 00000000 00000000 00000000 00000000');
export const RPC_REPLY = hexBytes('12345678 00000001 00000000 00000000 00000000 00000000');

export const COAP_REQUEST = hexBytes('41 01 1234 7a bb 74656d7065726174757265');
export const COAP_ANSWER = hexBytes('61 45 1234 7a c0 ff 32322e33');
export const COAP_RESET = hexBytes('70 00 1234');

export const NETFLOW_5 = concatenate(hexBytes('0005 0001 00010203 65000000 00000000 00000001 00 00 0000'), new Uint8Array(48));
export const NETFLOW_9 = hexBytes('0009 0001 00010203 65000000 00000001 00000000 0000 000c 0100 0001 0008 0004');
export const IPFIX = hexBytes('000a 001c 65000000 00000001 00000000 0002 000c 0100 0001 0008 0004');

export const SFLOW_5 = hexBytes('00000005 00000001 c0000201 00000000 00000001 00010203 00000001 00000001 00000004 00000001');
export const SFLOW_4 = hexBytes('00000004 00000001 c0000201 00000001 00010203 00000001 00000001 00000004 00000001');

export const BFD_CONTROL = hexBytes('20 c0 03 18 00000001 00000002 000f4240 000f4240 0007a120');
export const MEMCACHED_DATAGRAM = concatenate(hexBytes('0001 0000 0001 0000'), textBytes('stats\r\n'));
export const WS_PROBE = textBytes(
  '<?xml version="1.0"?><s:Envelope xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><d:Probe/></s:Envelope>',
);
export const PCP_MAP = hexBytes('02 01 0000 00001c20 00000000000000000000ffffc0000201');
export const NAT_PMP_MAP = hexBytes('00 02 0000 1f90 1f90 00000e10');
export const RIP_RESPONSE = hexBytes('02 02 0000 0002 0000 c0000200 ffffff00 00000000 00000001');
export const RIPNG_REQUEST = hexBytes('01 01 0000 00000000000000000000000000000000 0000 00 10');
export const HSRP_HELLO = hexBytes('00 00 10 03 0a 64 01 00 636973636f000000 c0000201');
export const HSRP_2_HELLO = hexBytes(`0128 02 00 06 04 0067 020000000001 ${'00'.repeat(28)}`);
export const RDP_SYN = concatenate(hexBytes('ffffffff 0400 0001 00000001 04d0 04d0'), new Uint8Array(1216));
export const GTP_CREATE_SESSION = hexBytes('48 20 000c 00000000 00000100 03000100');
export const DCE_RPC_DATAGRAM = concatenate(
  hexBytes('04 00 20 00 100000 00'),
  new Uint8Array(66),
  hexBytes('0400 0000 0000'),
  new Uint8Array(4),
);
export const RAKNET_PING = concatenate(hexBytes('01 0000000000000001 00ffff00fefefefefdfdfdfd12345678'), new Uint8Array(8));
