import { Protocol } from '../protocol.ts';

/** Which header a frame starts with, by link type (https://www.tcpdump.org/linktypes.html). */
const FIRST_HEADER: Readonly<Record<number, Protocol>> = {
  0: Protocol.NullLoopback,
  1: Protocol.Ethernet,
  7: Protocol.Arcnet,
  9: Protocol.Ppp,
  10: Protocol.Fddi,
  12: Protocol.RawIp,
  14: Protocol.RawIp,
  50: Protocol.Ppp,
  51: Protocol.PppoeSession,
  100: Protocol.Llc,
  101: Protocol.RawIp,
  104: Protocol.CiscoHdlc,
  105: Protocol.Wlan,
  107: Protocol.FrameRelay,
  108: Protocol.NullLoopback,
  113: Protocol.LinuxSll,
  127: Protocol.Radiotap,
  129: Protocol.ArcnetLinux,
  149: Protocol.User2,
  192: Protocol.Ppi,
  226: Protocol.Ipnet,
  228: Protocol.Ipv4,
  229: Protocol.Ipv6,
  239: Protocol.Nflog,
  242: Protocol.Ipoib,
  258: Protocol.Pktap,
  276: Protocol.LinuxSll2,
  281: Protocol.BroadcomTag,
  282: Protocol.BroadcomTagPrepended,
  284: Protocol.Dsa,
  285: Protocol.Ethernet, // in which the tag has an EtherType of its own
};

const TABLE = new Uint8Array(512);
for (const [linkType, protocol] of Object.entries(FIRST_HEADER)) TABLE[Number(linkType)] = protocol;

/** The protocol frames of a link type start with, or `Protocol.None` where there is no decoder for it. */
export function protocolOfLinkType(linkType: number): Protocol {
  return linkType < TABLE.length ? (TABLE[linkType] as Protocol) : Protocol.None;
}

/** Whether there is a decoder for frames of that link type; without one they are counted and nothing more. */
export function isDecodedLinkType(linkType: number): boolean {
  return protocolOfLinkType(linkType) !== Protocol.None;
}
