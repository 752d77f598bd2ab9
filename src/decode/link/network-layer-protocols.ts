import { Protocol } from '../protocol.ts';

/** What a network layer protocol identifier announces (ISO/IEC TR 9577; RFC 2427, appendix A), if it stands in front of the protocol's header. */
const BY_IDENTIFIER: Readonly<Record<number, Protocol>> = {
  128: Protocol.Snap,
  142: Protocol.Ipv6,
  204: Protocol.Ipv4,
  207: Protocol.Ppp, // RFC 1973, RFC 2364
};

const TABLE = new Uint8Array(0x100);
for (const [identifier, protocol] of Object.entries(BY_IDENTIFIER)) TABLE[Number(identifier)] = protocol;

/** `Protocol.None` where there is no decoder for it. */
export function protocolOfNetworkLayerProtocol(identifier: number): Protocol {
  return TABLE[identifier] as Protocol;
}
