/**
 * Frames for tests, layer by layer, outermost first:
 *
 *     buildFrame(ethernet(), vlan({ id: 10 }), ipv4({ totalLength: 9 }), udp(), payload('hello'))
 *
 * Every layer fills in lengths, checksums and the number of what follows (ether type, IP protocol, PPP protocol, port). A test sets one
 * field to something else to lie; fields have the names of the RFC. Addresses default to documentation ranges, client to server.
 *
 * | file | layers |
 * |---|---|
 * | `build-frame.ts` | `payload(textOrBytes, identifiers?)` |
 * | `ethernet.ts` | `ethernet({ destination, source, etherType, minimumLength, trailer })`, `ethernetLength({ length })`, `llc`, `snap({ oui, protocolId })` |
 * | `vlan.ts` | `vlan({ id, priority, dropEligible, tpid, etherType })`, `pbb({ serviceId })` (802.1ah) |
 * | `switch-tags.ts` | `eTag`, `vnTag`, `ciscoMetadata`, `macsec({ control, shortLength })`, `dsaTag({ vlan })`, `edsaTag` |
 * | `pppoe.ts` | `pppoe({ sessionId, code, length })`, `pppoeDiscovery({ code: 'padi', sessionId, tags, length })`, `pppoeTag`, `TAG` |
 * | `ppp.ts` | `ppp({ protocol, addressAndControl, compressedProtocol })`, `ciscoHdlc({ address, protocol })` |
 * | `ppp-control.ts` | `lcp`, `ipcp`, `ipv6cp({ code: 'configure-request', identifier, options, data, length })`, `lcpEcho`, `pap`, `chap`, `eap`, `pppOption`, `LCP`, `IPCP` |
 * | `linux-cooked.ts`, `loopback.ts`, `nflog.ts`, `wireless.ts` | `linuxCooked`, `linuxCooked2`, `loopback({ byteOrder, family })`, `nflog`, `radiotap`, `ieee80211` |
 * | `fddi.ts`, `frame-relay.ts` | `fddi({ frameControl })`, `frameRelay({ address, networkLayerProtocol })` |
 * | `mpls.ts` | `mpls({ labels: [16, 17], trafficClass, bottomOfStack, timeToLive })`, `pseudowireControlWord` |
 * | `ipv4.ts`, `ipv6.ts` | `ipv4({ source, destination, totalLength, fragmentOffset, moreFragments, options, ... })`, `sourceRoute(addresses)`, `fragmentIpv4`, `ipv6({ ... })` |
 * | `ipv6-extensions.ts` | `hopByHop`, `destinationOptions`, `routing`, `segmentRouting(segments)`, `homeAddressRouting`, `fragment`, `mobility`, `fragmentIpv6` |
 * | `ipsec.ts` | `authenticationHeader`, `esp` (also behind `udp()`), `nonEspMarker`, `natKeepalive` |
 * | `arp.ts`, `icmp.ts`, `icmpv6.ts`, `igmp.ts` | `arp`, `icmp`, `icmpEcho('request')`, `icmpFragmentationNeeded`, `icmpv6`, `icmpv6Echo`, `neighborSolicitation`, `neighborAdvertisement`, `routerSolicitation`, `routerAdvertisement`, `igmp` |
 * | `tcp.ts`, `udp.ts`, `sctp.ts` | `tcp({ flags: 'syn ack', options, ... })`, `maximumSegmentSize`, ..., `udp({ length, checksum })`, `udpLite`, `sctp({ chunks })` |
 * | `gre.ts`, `erspan.ts` | `gre({ key, sequenceNumber, checksum, routing, flags })`, `pptpGre({ callId, ... })`, `eoip`, `wccp`, `greKeepalive`, `erspan1`, `erspan2`, `erspan3` |
 * | `vxlan.ts`, `geneve.ts`, `gtp.ts`, `l2tp.ts`, `teredo.ts` | `vxlan({ vni })`, `vxlanGpe`, `geneve`, `gtpU`, `l2tp`, `l2tpv3`, `l2tpv3Udp`, `teredoAuthentication`, `teredoOrigin` |
 * | `capwap.ts` | `capwap({ isKeepalive, fragment, radioMac, wirelessInformation, ... })`, `capwapControl` |
 * | `pim.ts` | `pimRegister({ isNull })` |
 * | `lisp.ts` | `lisp({ instanceId, nonce, nextProtocol })`, `lispEncapsulatedMessage`, `lispMapRequest` |
 * | `vpn.ts` | `wireguardInitiation`, `openvpn` |
 * | `dns.ts`, `tls.ts`, `quic.ts` | `dns({ name, type, answers, responseCode })`, `tlsClientHello({ serverName, alpn })`, `tlsServerHello`, `quicInitial({ serverName })` |
 * | `ntp.ts`, `dhcp.ts`, `dhcpv6.ts` | `ntp`, `dhcp`, `DHCP`, `dhcpv6`, `dhcpv6Option`, `DHCPV6` |
 *
 * IP in IP, 6in4, 4in6, 6in6, GRE in UDP and MPLS in UDP need no layer of their own: nest them.
 */

import { textBytes } from './drawing.ts';

/** The numbers by which carriers say that this layer follows. A carrier that finds none uses one reserved for experiments. */
export interface Identifiers {
  readonly etherType?: number;
  readonly ipProtocol?: number;
  readonly pppProtocol?: number;
  readonly udpPort?: number;
  readonly tcpPort?: number;
}

/** What a layer can see of its surroundings while it is built. */
export interface LayerContext {
  readonly next: Layer | undefined;
  /** The layers around this one, outermost first. */
  readonly outer: readonly Layer[];
}

/** One header (and trailer). Values, not classes: a layer may be built any number of times. */
export interface Layer {
  readonly name: string;
  readonly identifiers: Identifiers;
  /** Returns `inner` with this layer's bytes around it. */
  build(inner: Uint8Array, context: LayerContext): Uint8Array;
  /** Internet layers only: what transport checksums cover besides the transport packet (RFC 9293, section 3.1). */
  pseudoHeader?(ipProtocol: number, length: number): Uint8Array;
  /** What a fixture expects to be counted because of this layer. */
  readonly counts?: Countable;
}

/** What the report counts by identifier, one entry per header occurrence. */
export type Countable =
  | { readonly kind: 'vlan'; readonly id: number }
  | { readonly kind: 'pppoe-session'; readonly sessionId: number }
  | { readonly kind: 'pppoe-discovery'; readonly code: string }
  | { readonly kind: 'tunnel'; readonly type: string; readonly id: number | null };

/** Builds a frame, or any part of one, from its layers, outermost first. */
export function buildFrame(...layers: readonly Layer[]): Uint8Array {
  let bytes: Uint8Array = new Uint8Array(0);
  for (let index = layers.length - 1; index >= 0; index--) {
    bytes = layers[index]!.build(bytes, { next: layers[index + 1], outer: layers.slice(0, index) });
  }
  return bytes;
}

/** Bytes or text as they are. `identifiers` make carriers announce it as something: `payload(bytes, { etherType: 0x0800 })`. */
export function payload(content: Uint8Array | string, identifiers: Identifiers = {}): Layer {
  const bytes = typeof content === 'string' ? textBytes(content) : content;
  return {
    name: 'payload',
    identifiers,
    build: (inner) => {
      const whole = new Uint8Array(bytes.length + inner.length);
      whole.set(bytes);
      whole.set(inner, bytes.length);
      return whole;
    },
  };
}
