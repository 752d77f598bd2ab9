import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { appProtocolName } from '../../../src/inspect/app-protocol-names.ts';
import { type Recogniser, Transport } from '../../../src/inspect/payload.ts';
import { BINARY_TCP, BINARY_UDP } from '../../../src/inspect/recognise/binary-recognisers.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { dns } from '../../support/frames/dns.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { quicInitial } from '../../support/frames/quic.ts';
import { tlsClientHello } from '../../support/frames/tls.ts';
import { itKeepsTheContract, lastVerdictOf, verdictOf } from '../../support/payloads/binary.ts';
import * as tcp from '../../support/payloads/binary-tcp.ts';
import * as udp from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

/** What the first recogniser in the list says that knows it, as the list is asked. */
function listAsOne(list: readonly Recogniser[]): Recogniser {
  return (payload) => {
    for (const recogniser of list) {
      const verdict = recogniser(payload);
      if (verdict > 0) return verdict;
    }
    return -1;
  };
}

function nameOf(list: readonly Recogniser[], bytes: Uint8Array, transport: Transport): string {
  const verdict = verdictOf(listAsOne(list), bytes, { transport });
  return verdict > 0 ? appProtocolName(verdict as AppProtocol) : 'nothing';
}

describe('the recognisers of datagrams, asked in order', () => {
  itKeepsTheContract(listAsOne(BINARY_UDP), [udp.NTP_REQUEST, udp.SNMP_GET, udp.rtp(1)]);

  it.each([
    ['ntp', udp.NTP_REQUEST],
    ['stun', udp.STUN_REQUEST],
    ['stun', udp.CLASSIC_STUN_RESPONSE],
    ['rtcp', udp.RTCP_REPORT],
    ['wireguard', udp.WIREGUARD_INITIATION],
    ['openvpn', udp.OPENVPN_CLIENT_RESET],
    ['openvpn', udp.OPENVPN_SERVER_RESET],
    ['ike', udp.IKE_2_INITIATION],
    ['ike', udp.IKE_BEHIND_MARKER],
    ['bittorrent-dht', udp.DHT_PING],
    ['bittorrent', udp.TRACKER_CONNECT],
    ['utp', udp.UTP_SYN],
    ['snmp', udp.SNMP_GET],
    ['snmp', udp.SNMP_3],
    ['radius', udp.RADIUS_REQUEST],
    ['netbios', udp.NETBIOS_QUERY],
    ['netbios', udp.NETBIOS_DATAGRAM],
    ['kerberos', udp.KERBEROS_REQUEST],
    ['ldap', udp.LDAP_PING],
    ['teredo', udp.TEREDO_PACKET],
    ['syslog', udp.SYSLOG_MESSAGE],
    ['tftp', udp.TFTP_REQUEST],
    ['dhcp', udp.DHCP_DISCOVER],
    ['dhcpv6', udp.DHCPV6_SOLICIT],
    ['rpc', udp.RPC_CALL],
    ['nfs', udp.NFS_CALL],
    ['coap', udp.COAP_REQUEST],
    ['netflow', udp.NETFLOW_9],
    ['netflow', udp.IPFIX],
    ['sflow', udp.SFLOW_5],
    ['bfd', udp.BFD_CONTROL],
    ['memcached', udp.MEMCACHED_DATAGRAM],
    ['ws-discovery', udp.WS_PROBE],
    ['nat-pmp', udp.PCP_MAP],
    ['rip', udp.RIP_RESPONSE],
    ['hsrp', udp.HSRP_HELLO],
    ['rdp', udp.RDP_SYN],
    ['dce-rpc', udp.DCE_RPC_DATAGRAM],
    ['raknet', udp.RAKNET_PING],
  ])('know %s', (name, bytes) => {
    expect(nameOf(BINARY_UDP, bytes, Transport.Udp)).toBe(name);
  });

  it('know what takes two datagrams', () => {
    const list = listAsOne(BINARY_UDP);
    expect(lastVerdictOf(list, [udp.rtp(1), udp.rtp(2)])).toBe(AppProtocol.Rtp);
    expect(lastVerdictOf(list, [udp.utpData(1), udp.utpData(2)])).toBe(AppProtocol.MicroTransport);
    expect(lastVerdictOf(list, [udp.wireGuardData(1), udp.wireGuardData(2)])).toBe(AppProtocol.WireGuard);
    expect(lastVerdictOf(list, [udp.openVpnData(1), udp.openVpnData(2)])).toBe(AppProtocol.OpenVpn);
    expect(lastVerdictOf(list, [udp.tftpData(1), udp.tftpData(2)])).toBe(AppProtocol.Tftp);
    expect(lastVerdictOf(list, [udp.TURN_CHANNEL, udp.TURN_CHANNEL])).toBe(AppProtocol.Stun);
  });

  it('leave DNS and QUIC to others, also twice', () => {
    const query = buildFrame(dns({ name: 'www.example.net' }));
    const hello = buildFrame(quicInitial({ serverName: 'www.example.net' }));
    for (const bytes of [query, hello]) expect(lastVerdictOf(listAsOne(BINARY_UDP), [bytes, bytes])).toBe(-1);
  });
});

describe('the recognisers of streams, asked in order', () => {
  itKeepsTheContract(listAsOne(BINARY_TCP), [tcp.MQTT_CONNECT, tcp.LDAP_BIND], IN_STREAM);

  it.each([
    ['mqtt', tcp.MQTT_CONNECT],
    ['smb', tcp.smb(0xfe)],
    ['bgp', tcp.BGP_OPEN],
    ['rdp', tcp.RDP_REQUEST],
    ['socks', tcp.SOCKS_5_GREETING],
    ['socks', tcp.SOCKS_4_REQUEST],
    ['mysql', tcp.MYSQL_GREETING],
    ['postgresql', tcp.POSTGRESQL_TLS_REQUEST],
    ['postgresql', tcp.POSTGRESQL_STARTUP],
    ['redis', tcp.REDIS_COMMAND],
    ['nfs', tcp.RPC_RECORD],
    ['vnc', tcp.VNC_VERSION],
    ['modbus', tcp.MODBUS_READ],
    ['diameter', tcp.DIAMETER_CAPABILITIES],
    ['mongodb', tcp.MONGODB_MESSAGE],
    ['memcached', tcp.MEMCACHED_BINARY_GET],
    ['kerberos', tcp.KERBEROS_OVER_TCP],
    ['ldap', tcp.LDAP_BIND],
    ['dce-rpc', tcp.DCE_RPC_BIND],
    ['s7comm', tcp.S7_JOB],
    ['iec104', tcp.IEC104_START],
    ['ethernet-ip', tcp.ETHERNET_IP_REGISTER],
    ['git', tcp.GIT_CLONE],
    ['pptp', tcp.PPTP_START],
  ])('know %s', (name, bytes) => {
    expect(nameOf(BINARY_TCP, bytes, Transport.Tcp)).toBe(name);
  });

  it.each([
    ['TLS', buildFrame(tlsClientHello({ serverName: 'www.example.net' }))],
    ['HTTP', textBytes('GET / HTTP/1.1\r\nHost: www.example.net\r\n\r\n')],
    ['SSH', textBytes('SSH-2.0-OpenSSH_9.6\r\n')],
    ['SMTP', textBytes('220 mail.example.net ESMTP\r\n')],
    ['POP3', textBytes('+OK ready\r\n')],
    ['IMAP', textBytes('* OK IMAP4rev1 ready\r\n')],
  ])('leave %s to others', (_name, bytes) => {
    expect(nameOf(BINARY_TCP, bytes, Transport.Tcp)).toBe('nothing');
  });
});
