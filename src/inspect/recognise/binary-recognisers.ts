import type { Recogniser } from '../payload.ts';
import { recogniseBfd } from './bfd.ts';
import { recogniseBgp } from './bgp.ts';
import { recogniseBitTorrent, recogniseBitTorrentDatagram, recogniseBitTorrentDht } from './bittorrent.ts';
import { recogniseCoap } from './coap.ts';
import { recogniseDceRpc, recogniseDceRpcDatagram } from './dce-rpc.ts';
import { recogniseDhcp, recogniseDhcpv6 } from './dhcp.ts';
import { recogniseDiameter } from './diameter.ts';
import { recogniseFixedBeginning, recogniseFixedDatagram } from './fixed-beginning.ts';
import { recogniseGtp } from './gtp.ts';
import { recogniseHsrp } from './hsrp.ts';
import { recogniseIke } from './ike.ts';
import { recogniseEtherNetIp, recogniseIec104, recogniseS7comm } from './industrial.ts';
import { recogniseKerberos } from './kerberos.ts';
import { recogniseLdap } from './ldap.ts';
import { recogniseMemcached } from './memcached.ts';
import { recogniseMicroTransport } from './micro-transport.ts';
import { recogniseModbus } from './modbus.ts';
import { recogniseMongoDb } from './mongodb.ts';
import { recogniseMqtt } from './mqtt.ts';
import { recogniseMySql } from './mysql.ts';
import { recogniseNatPmp } from './nat-pmp.ts';
import { recogniseNetBiosDatagram, recogniseNetBiosSession } from './netbios.ts';
import { recogniseNetFlow } from './netflow.ts';
import { recogniseNtp } from './ntp.ts';
import { recogniseOpenVpn } from './openvpn.ts';
import { recognisePostgreSql } from './postgresql.ts';
import { recogniseRadius } from './radius.ts';
import { recogniseRdp, recogniseRdpDatagram } from './rdp.ts';
import { recogniseRedis } from './redis.ts';
import { recogniseRip } from './rip.ts';
import { recogniseRpc } from './rpc.ts';
import { recogniseRtcp } from './rtcp.ts';
import { recogniseRtp } from './rtp.ts';
import { recogniseSFlow } from './sflow.ts';
import { recogniseSmb } from './smb.ts';
import { recogniseSnmp } from './snmp.ts';
import { recogniseSocks } from './socks.ts';
import { recogniseStun } from './stun.ts';
import { recogniseSyslog } from './syslog.ts';
import { recogniseTeredo } from './teredo.ts';
import { recogniseTftp } from './tftp.ts';
import { recogniseVnc } from './vnc.ts';
import { recogniseWireGuard } from './wireguard.ts';
import { recogniseWsDiscovery } from './ws-discovery.ts';

/** In the order in which they are asked: what proves itself by many bytes first, what is little more than a length last. */
export const BINARY_TCP: readonly Recogniser[] = [
  recogniseBitTorrent,
  recogniseBgp,
  recogniseFixedBeginning,
  recogniseVnc,
  recogniseSmb,
  recogniseMqtt,
  recogniseKerberos,
  recogniseLdap,
  recogniseRdp,
  recogniseS7comm,
  recogniseDceRpc,
  recognisePostgreSql,
  recogniseMySql,
  recogniseMongoDb,
  recogniseRedis,
  recogniseStun,
  recogniseRpc,
  recogniseDiameter,
  recogniseIke,
  recogniseOpenVpn,
  recogniseModbus,
  recogniseEtherNetIp,
  recogniseIec104,
  recogniseSyslog,
  recogniseMemcached,
  recogniseSocks,
  recogniseNetBiosSession,
];

export const BINARY_UDP: readonly Recogniser[] = [
  recogniseFixedDatagram,
  recogniseStun,
  recogniseDhcp,
  recogniseBitTorrentDatagram,
  recogniseBitTorrentDht,
  recogniseWireGuard,
  recogniseIke,
  recogniseNetBiosDatagram,
  recogniseSnmp,
  recogniseKerberos,
  recogniseLdap,
  recogniseWsDiscovery,
  recogniseSyslog,
  recogniseTeredo,
  recogniseOpenVpn,
  recogniseRdpDatagram,
  recogniseNetFlow,
  recogniseSFlow,
  recogniseRpc,
  recogniseDceRpcDatagram,
  recogniseMemcached,
  recogniseRadius,
  recogniseHsrp,
  recogniseRip,
  recogniseBfd,
  recogniseNtp,
  recogniseNatPmp,
  recogniseRtcp,
  recogniseDhcpv6,
  recogniseTftp,
  recogniseGtp,
  recogniseCoap,
  recogniseMicroTransport,
  recogniseRtp,
];
