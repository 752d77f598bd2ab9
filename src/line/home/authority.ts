/**
 * What a claim about who is home rests on, the stronger the larger. Below `Inferred` one end alone has spoken; from it on, both ends did what
 * only these two ends do.
 */
export const Authority = {
  None: 0,
  DhcpAsked: 20,
  DhcpOffered: 22,
  Advertised: 25,
  DiscoveryAsked: 30,
  DiscoveryOffered: 35,
  Inferred: 40,
  Arp: 50,
  Advertisement: 60,
  Dhcpv6: 65,
  Dhcp: 70,
  Ipcp: 80,
  /** The end of a discovery exchange whose beginning was not seen. */
  DiscoveryEnd: 85,
  Discovery: 90,
  Configured: 100,
} as const;
export type Authority = (typeof Authority)[keyof typeof Authority];

/** How it was learnt who is home, as people are told. */
export type HowLearnt = 'configured' | 'discovery' | 'ipcp' | 'dhcp' | 'router-advertisement' | 'arp' | 'inferred' | 'unknown';

export type Confidence = 'high' | 'medium' | 'low' | 'none';

const HOW: Readonly<Record<Authority, HowLearnt>> = {
  [Authority.None]: 'unknown',
  [Authority.DhcpAsked]: 'dhcp',
  [Authority.DhcpOffered]: 'dhcp',
  [Authority.Advertised]: 'router-advertisement',
  [Authority.DiscoveryAsked]: 'discovery',
  [Authority.DiscoveryOffered]: 'discovery',
  [Authority.Inferred]: 'inferred',
  [Authority.Arp]: 'arp',
  [Authority.Advertisement]: 'router-advertisement',
  [Authority.Dhcpv6]: 'dhcp',
  [Authority.Dhcp]: 'dhcp',
  [Authority.Ipcp]: 'ipcp',
  [Authority.DiscoveryEnd]: 'discovery',
  [Authority.Discovery]: 'discovery',
  [Authority.Configured]: 'configured',
};

export function howLearnt(authority: Authority): HowLearnt {
  return HOW[authority];
}
