// Runs once per conversation that nothing else could name: allocate nothing.

import { AppProtocol } from './app-protocol.ts';
import { Transport } from './payload.ts';

/** IANA, Service Names and Port Numbers, unless said otherwise. Protocols that only decoders find (VXLAN, ...) have their ports there. */
const ON_BOTH: Readonly<Record<number, AppProtocol>> = {
  22: AppProtocol.Ssh,
  23: AppProtocol.Telnet,
  25: AppProtocol.Smtp,
  53: AppProtocol.Dns,
  80: AppProtocol.Http,
  88: AppProtocol.Kerberos,
  111: AppProtocol.Rpc,
  161: AppProtocol.Snmp,
  162: AppProtocol.Snmp,
  389: AppProtocol.Ldap,
  464: AppProtocol.Kerberos,
  502: AppProtocol.Modbus,
  514: AppProtocol.Syslog,
  554: AppProtocol.Rtsp,
  1080: AppProtocol.Socks,
  1194: AppProtocol.OpenVpn,
  2049: AppProtocol.Nfs,
  3389: AppProtocol.Rdp,
  3478: AppProtocol.Stun,
  5060: AppProtocol.Sip,
  11211: AppProtocol.Memcached,
  44818: AppProtocol.EtherNetIp,
};

const ON_TCP: Readonly<Record<number, AppProtocol>> = {
  20: AppProtocol.FtpData,
  21: AppProtocol.Ftp,
  102: AppProtocol.S7comm,
  110: AppProtocol.Pop3,
  119: AppProtocol.Nntp,
  135: AppProtocol.DceRpc,
  139: AppProtocol.NetBios,
  143: AppProtocol.Imap,
  179: AppProtocol.Bgp,
  194: AppProtocol.Irc,
  443: AppProtocol.Tls,
  445: AppProtocol.Smb,
  465: AppProtocol.Tls,
  563: AppProtocol.Tls,
  587: AppProtocol.Smtp,
  601: AppProtocol.Syslog,
  636: AppProtocol.Tls,
  853: AppProtocol.Tls,
  873: AppProtocol.Rsync,
  989: AppProtocol.Tls,
  990: AppProtocol.Tls,
  993: AppProtocol.Tls,
  995: AppProtocol.Tls,
  1723: AppProtocol.Pptp,
  1883: AppProtocol.Mqtt,
  1935: AppProtocol.Rtmp,
  2404: AppProtocol.Iec104,
  3268: AppProtocol.Ldap,
  3269: AppProtocol.Tls,
  3306: AppProtocol.MySql,
  3868: AppProtocol.Diameter,
  4222: AppProtocol.Nats, // by convention
  4840: AppProtocol.OpcUa,
  5061: AppProtocol.Tls,
  5222: AppProtocol.Xmpp,
  5269: AppProtocol.Xmpp,
  5349: AppProtocol.Tls,
  5432: AppProtocol.PostgreSql,
  5671: AppProtocol.Tls,
  5672: AppProtocol.Amqp,
  5900: AppProtocol.Vnc,
  6379: AppProtocol.Redis,
  6667: AppProtocol.Irc, // by convention
  6697: AppProtocol.Tls,
  6881: AppProtocol.BitTorrent, // by convention
  8080: AppProtocol.Http,
  8443: AppProtocol.Tls,
  8883: AppProtocol.Tls,
  9418: AppProtocol.Git,
  10050: AppProtocol.Zabbix,
  10051: AppProtocol.Zabbix,
  27017: AppProtocol.MongoDb, // by convention
};

const ON_UDP: Readonly<Record<number, AppProtocol>> = {
  67: AppProtocol.Dhcp,
  68: AppProtocol.Dhcp,
  69: AppProtocol.Tftp,
  123: AppProtocol.Ntp,
  137: AppProtocol.NetBios,
  138: AppProtocol.NetBios,
  443: AppProtocol.Quic,
  500: AppProtocol.Ike,
  520: AppProtocol.Rip,
  521: AppProtocol.Rip,
  546: AppProtocol.Dhcpv6,
  547: AppProtocol.Dhcpv6,
  853: AppProtocol.Quic, // DNS over QUIC (RFC 9250); over DTLS, hardly anybody speaks it
  1645: AppProtocol.Radius, // from before RFC 2865
  1646: AppProtocol.Radius,
  1812: AppProtocol.Radius,
  1813: AppProtocol.Radius,
  1900: AppProtocol.Ssdp,
  1985: AppProtocol.Hsrp,
  2029: AppProtocol.Hsrp,
  2055: AppProtocol.NetFlow, // by convention
  2123: AppProtocol.Gtp,
  2152: AppProtocol.Gtp,
  3386: AppProtocol.Gtp,
  3544: AppProtocol.Teredo,
  3702: AppProtocol.WsDiscovery,
  3784: AppProtocol.Bfd,
  3785: AppProtocol.Bfd,
  3799: AppProtocol.Radius,
  4500: AppProtocol.Ipsec,
  4739: AppProtocol.NetFlow,
  4784: AppProtocol.Bfd,
  5004: AppProtocol.Rtp,
  5005: AppProtocol.Rtcp,
  5246: AppProtocol.Capwap,
  5247: AppProtocol.Capwap,
  5350: AppProtocol.NatPmp,
  5351: AppProtocol.NatPmp,
  5353: AppProtocol.Mdns,
  5355: AppProtocol.Llmnr,
  5683: AppProtocol.Coap,
  5684: AppProtocol.Dtls,
  6343: AppProtocol.SFlow,
  6881: AppProtocol.BitTorrentDht, // by convention
  8612: AppProtocol.Bjnp,
  17500: AppProtocol.DropboxLan,
  19132: AppProtocol.RakNet, // by convention
  19302: AppProtocol.Stun, // by convention
  27015: AppProtocol.SourceEngine, // by convention
  27036: AppProtocol.Steam, // by convention
  51820: AppProtocol.WireGuard, // by convention
  57621: AppProtocol.SpotifyConnect, // by convention
};

const TCP = tableOf(ON_TCP);
const UDP = tableOf(ON_UDP);

function tableOf(rows: Readonly<Record<number, AppProtocol>>): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [port, protocol] of Object.entries({ ...ON_BOTH, ...rows })) table[Number(port)] = protocol;
  return table;
}

/**
 * What the ports of a conversation say: the destination's word goes first, then the source's. A guess, and the last resort: anybody may use any
 * port. Ports are 0 to 65535 or -1; `Unknown` where neither says anything.
 */
export function guessByPorts(transport: Transport, sourcePort: number, destinationPort: number): AppProtocol {
  const table = transport === Transport.Tcp ? TCP : UDP;
  const byDestination = (table[destinationPort] ?? AppProtocol.Unknown) as AppProtocol;
  return byDestination === AppProtocol.Unknown ? ((table[sourcePort] ?? AppProtocol.Unknown) as AppProtocol) : byDestination;
}
