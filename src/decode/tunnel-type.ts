/** Kinds of tunnel, each a row of its own in the tunnel table. The numbers are internal. */
export const TunnelType = {
  Gre: 0,
  Pptp: 1,
  Erspan: 2,
  Vxlan: 3,
  VxlanGpe: 4,
  Geneve: 5,
  GtpU: 6,
  L2tp: 7,
  IpInIp: 8,
  Ipv6InIpv4: 9,
  Ipv4InIpv6: 10,
  Ipv6InIpv6: 11,
  Teredo: 12,
  Mpls: 13,
  Capwap: 14,
  Lisp: 15,
  Pim: 16,
} as const;
export type TunnelType = (typeof TunnelType)[keyof typeof TunnelType];

const NAME_BY_NUMBER = [
  'gre',
  'pptp',
  'erspan',
  'vxlan',
  'vxlan-gpe',
  'geneve',
  'gtp-u',
  'l2tp',
  'ipip',
  '6in4',
  '4in6',
  '6in6',
  'teredo',
  'mpls',
  'capwap',
  'lisp',
  'pim',
] as const;

export type TunnelTypeName = (typeof NAME_BY_NUMBER)[number];

export function tunnelTypeName(type: TunnelType): TunnelTypeName {
  return NAME_BY_NUMBER[type];
}
