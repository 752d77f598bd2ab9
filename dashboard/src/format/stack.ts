/** One step of a shown encapsulation stack; `hidden` is how many layers a fold stands for (0: a layer). */
export interface StackStep {
  readonly name: string;
  readonly kind: LayerKind;
  readonly hidden: number;
}

export type LayerKind = 'link' | 'session' | 'tunnel' | 'network' | 'transport' | 'other';

const LAYERS_BY_KIND: Readonly<Record<Exclude<LayerKind, 'other'>, readonly string[]>> = {
  link: [
    'ethernet',
    'vlan',
    'service-vlan',
    'provider-backbone',
    'e-tag',
    'vn-tag',
    'macsec',
    'cisco-metadata',
    'dsa',
    'edsa',
    'broadcom-tag',
    'broadcom-tag-prepended',
    'llc',
    'snap',
    'linux-sll',
    'linux-sll2',
    'null',
    'raw',
    'wlan',
    'fddi',
    'frame-relay',
    'ipoib',
    'ipnet',
    'arcnet',
    'arcnet-linux',
    'arp',
  ],
  session: ['pppoe-session', 'pppoe-discovery', 'ppp', 'lcp', 'pap', 'chap', 'ipcp', 'ipv6cp'],
  tunnel: [
    'gre',
    'pptp',
    'eoip',
    'erspan-i',
    'erspan-ii',
    'erspan-iii',
    'vxlan',
    'vxlan-gpe',
    'geneve',
    'gtp-u',
    'l2tp',
    'l2tpv3',
    'teredo',
    'mpls',
    'capwap',
    'capwap-control',
    'lisp',
    'lisp-control',
    'pim',
  ],
  network: ['ipv4', 'ipv6', 'icmp', 'icmpv6', 'igmp'],
  transport: ['tcp', 'udp', 'udp-lite', 'sctp', 'esp', 'ah', 'wireguard', 'openvpn', 'esp-in-udp'],
};

const KIND_BY_LAYER = new Map<string, LayerKind>(
  Object.entries(LAYERS_BY_KIND).flatMap(([kind, layers]) => layers.map((layer) => [layer, kind as LayerKind] as const)),
);

const MOST_STEPS = 10;

/** Splits `ethernet/ppp/ipv4`, outermost first. Of a deep stack the middle is folded: both ends say the most. */
export function stackSteps(stack: string): readonly StackStep[] {
  const layers = stack.split('/').map((name): StackStep => ({ name, kind: KIND_BY_LAYER.get(name) ?? 'other', hidden: 0 }));
  if (layers.length <= MOST_STEPS) return layers;
  const outer = layers.slice(0, 3);
  const inner = layers.slice(-(MOST_STEPS - outer.length - 1));
  const hidden = layers.length - outer.length - inner.length;
  return [...outer, { name: `+${hidden}`, kind: 'other', hidden }, ...inner];
}
