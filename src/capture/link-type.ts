/** Names of link types as libpcap prints them (https://www.tcpdump.org/linktypes.html), for reports. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'NULL',
  1: 'EN10MB',
  7: 'ARCNET',
  9: 'PPP',
  10: 'FDDI',
  12: 'RAW',
  14: 'RAW',
  50: 'PPP_SERIAL',
  51: 'PPP_ETHER',
  100: 'ATM_RFC1483',
  101: 'RAW',
  104: 'C_HDLC',
  105: 'IEEE802_11',
  107: 'FRELAY',
  108: 'LOOP',
  113: 'LINUX_SLL',
  127: 'IEEE802_11_RADIO',
  129: 'ARCNET_LINUX',
  149: 'USER2',
  192: 'PPI',
  226: 'IPNET',
  228: 'IPV4',
  229: 'IPV6',
  239: 'NFLOG',
  242: 'IPOIB',
  258: 'PKTAP',
  276: 'LINUX_SLL2',
  281: 'DSA_TAG_BRCM',
  282: 'DSA_TAG_BRCM_PREPEND',
  284: 'DSA_TAG_DSA',
  285: 'DSA_TAG_EDSA',
};

/** The name of a link type, or `LINKTYPE_n` for one that has no decoder. */
export function linkTypeName(linkType: number): string {
  return NAMES[linkType] ?? `LINKTYPE_${linkType}`;
}
