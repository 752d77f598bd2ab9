import { AppProtocol } from './app-protocol.ts';

/** What a protocol is for. */
export type AppProtocolCategory =
  | 'web'
  | 'mail'
  | 'names'
  | 'media'
  | 'vpn'
  | 'files'
  | 'games'
  | 'network'
  | 'remote'
  | 'chat'
  | 'database'
  | 'devices'
  | 'other';

/** For programs, for people, and what it is for. */
type Words = readonly [name: string, title: string, category: AppProtocolCategory];

const WORDS: Readonly<Record<keyof typeof AppProtocol, Words>> = {
  Unknown: ['unknown', 'Unknown', 'other'],
  Dns: ['dns', 'DNS', 'names'],
  Mdns: ['mdns', 'mDNS', 'names'],
  Llmnr: ['llmnr', 'LLMNR', 'names'],
  Tls: ['tls', 'TLS', 'web'],
  Dtls: ['dtls', 'DTLS', 'web'],
  Quic: ['quic', 'QUIC', 'web'],
  Http: ['http', 'HTTP', 'web'],
  Http2: ['http2', 'HTTP/2', 'web'],
  Ssh: ['ssh', 'SSH', 'remote'],
  Smtp: ['smtp', 'SMTP', 'mail'],
  Imap: ['imap', 'IMAP', 'mail'],
  Pop3: ['pop3', 'POP3', 'mail'],
  Ftp: ['ftp', 'FTP', 'files'],
  FtpData: ['ftp-data', 'FTP data', 'files'],
  Ntp: ['ntp', 'NTP', 'network'],
  Stun: ['stun', 'STUN', 'media'],
  Rtp: ['rtp', 'RTP', 'media'],
  Rtcp: ['rtcp', 'RTCP', 'media'],
  Sip: ['sip', 'SIP', 'media'],
  Rtsp: ['rtsp', 'RTSP', 'media'],
  WireGuard: ['wireguard', 'WireGuard', 'vpn'],
  OpenVpn: ['openvpn', 'OpenVPN', 'vpn'],
  Ike: ['ike', 'IKE', 'vpn'],
  BitTorrent: ['bittorrent', 'BitTorrent', 'files'],
  BitTorrentDht: ['bittorrent-dht', 'BitTorrent DHT', 'files'],
  MicroTransport: ['utp', 'BitTorrent µTP', 'files'],
  Mqtt: ['mqtt', 'MQTT', 'devices'],
  Snmp: ['snmp', 'SNMP', 'network'],
  Radius: ['radius', 'RADIUS', 'network'],
  Smb: ['smb', 'SMB', 'files'],
  NetBios: ['netbios', 'NetBIOS', 'names'],
  Rdp: ['rdp', 'Remote Desktop', 'remote'],
  Ssdp: ['ssdp', 'SSDP', 'devices'],
  Dhcp: ['dhcp', 'DHCP', 'network'],
  Dhcpv6: ['dhcpv6', 'DHCPv6', 'network'],
  Teredo: ['teredo', 'Teredo', 'vpn'],
  Bgp: ['bgp', 'BGP', 'network'],
  Telnet: ['telnet', 'Telnet', 'remote'],
  Ldap: ['ldap', 'LDAP', 'network'],
  Kerberos: ['kerberos', 'Kerberos', 'network'],
  Syslog: ['syslog', 'Syslog', 'network'],
  Tftp: ['tftp', 'TFTP', 'files'],
  Irc: ['irc', 'IRC', 'chat'],
  Xmpp: ['xmpp', 'XMPP', 'chat'],
  WebSocket: ['websocket', 'WebSocket', 'web'],
  Socks: ['socks', 'SOCKS', 'vpn'],
  MySql: ['mysql', 'MySQL', 'database'],
  PostgreSql: ['postgresql', 'PostgreSQL', 'database'],
  Redis: ['redis', 'Redis', 'database'],
  Rpc: ['rpc', 'ONC RPC', 'network'],
  Nfs: ['nfs', 'NFS', 'files'],
  Vnc: ['vnc', 'VNC', 'remote'],
  Coap: ['coap', 'CoAP', 'devices'],
  Modbus: ['modbus', 'Modbus', 'devices'],
  NetFlow: ['netflow', 'NetFlow/IPFIX', 'network'],
  SFlow: ['sflow', 'sFlow', 'network'],
  Bfd: ['bfd', 'BFD', 'network'],
  Diameter: ['diameter', 'Diameter', 'network'],
  Memcached: ['memcached', 'Memcached', 'database'],
  MongoDb: ['mongodb', 'MongoDB', 'database'],
  WsDiscovery: ['ws-discovery', 'WS-Discovery', 'devices'],
  NatPmp: ['nat-pmp', 'NAT-PMP/PCP', 'network'],
  Rip: ['rip', 'RIP', 'network'],
  Hsrp: ['hsrp', 'HSRP', 'network'],
  Icmp: ['icmp', 'ICMP', 'network'],
  Igmp: ['igmp', 'IGMP', 'network'],
  Ipsec: ['ipsec', 'IPsec', 'vpn'],
  Gre: ['gre', 'GRE', 'vpn'],
  Sctp: ['sctp', 'SCTP', 'network'],
  Ospf: ['ospf', 'OSPF', 'network'],
  Vrrp: ['vrrp', 'VRRP', 'network'],
  Tunnel: ['tunnel', 'Tunnel', 'vpn'],
  Other: ['other', 'Other', 'other'],
  Pptp: ['pptp', 'PPTP', 'vpn'],
  Gtp: ['gtp', 'GTP', 'network'],
  DceRpc: ['dce-rpc', 'DCE/RPC', 'network'],
  S7comm: ['s7comm', 'S7comm', 'devices'],
  Iec104: ['iec104', 'IEC 60870-5-104', 'devices'],
  EtherNetIp: ['ethernet-ip', 'EtherNet/IP', 'devices'],
  Amqp: ['amqp', 'AMQP', 'network'],
  Rsync: ['rsync', 'rsync', 'files'],
  Git: ['git', 'Git', 'files'],
  OpcUa: ['opc-ua', 'OPC UA', 'devices'],
  Zabbix: ['zabbix', 'Zabbix', 'network'],
  Nats: ['nats', 'NATS', 'network'],
  Gnutella: ['gnutella', 'Gnutella', 'files'],
  RakNet: ['raknet', 'RakNet (Minecraft)', 'games'],
  SourceEngine: ['source-engine', 'Source engine', 'games'],
  Steam: ['steam', 'Steam', 'games'],
  SpotifyConnect: ['spotify-connect', 'Spotify Connect', 'media'],
  Bjnp: ['bjnp', 'Canon BJNP', 'devices'],
  DropboxLan: ['dropbox-lan', 'Dropbox LAN sync', 'files'],
  Capwap: ['capwap', 'CAPWAP', 'network'],
  Rtmp: ['rtmp', 'RTMP', 'media'],
  Nntp: ['nntp', 'NNTP', 'chat'],
  Icmpv6: ['icmpv6', 'ICMPv6', 'network'],
  Pim: ['pim', 'PIM', 'network'],
};

const BY_NUMBER: readonly Words[] = Object.entries(AppProtocol)
  .sort(([, a], [, b]) => a - b)
  .map(([key]) => WORDS[key as keyof typeof AppProtocol]);

/** The protocol's name for programs: lower case, with hyphens; `unknown` where there is none. */
export function appProtocolName(protocol: AppProtocol): string {
  return wordsOf(protocol)[0];
}

/** The protocol's name for people. */
export function appProtocolTitle(protocol: AppProtocol): string {
  return wordsOf(protocol)[1];
}

export function appProtocolCategory(protocol: AppProtocol): AppProtocolCategory {
  return wordsOf(protocol)[2];
}

function wordsOf(protocol: AppProtocol): Words {
  return BY_NUMBER[protocol] ?? WORDS.Unknown;
}
