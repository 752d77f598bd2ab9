// Hardware types as <linux/if_arp.h> numbers them, and what a raw packet socket delivers from such an interface.
const ETHERNET = 1;
const PPP = 512;
const RAW_IP = 519;
const TUNNEL = 768;
const TUNNEL6 = 769;
const LOOPBACK = 772;
const SIT = 776;
const IEEE80211 = 801;
const IEEE80211_RADIOTAP = 803;
const NONE = 65534;

const LINKTYPE_ETHERNET = 1;
const LINKTYPE_RAW = 101;
const LINKTYPE_IEEE802_11 = 105;
const LINKTYPE_IEEE802_11_RADIOTAP = 127;

const LINK_TYPES: Readonly<Record<number, number>> = {
  [ETHERNET]: LINKTYPE_ETHERNET,
  // Loopback frames carry an Ethernet header of zero addresses.
  [LOOPBACK]: LINKTYPE_ETHERNET,
  [PPP]: LINKTYPE_RAW,
  [RAW_IP]: LINKTYPE_RAW,
  [TUNNEL]: LINKTYPE_RAW,
  [TUNNEL6]: LINKTYPE_RAW,
  [SIT]: LINKTYPE_RAW,
  [NONE]: LINKTYPE_RAW,
  [IEEE80211]: LINKTYPE_IEEE802_11,
  [IEEE80211_RADIOTAP]: LINKTYPE_IEEE802_11_RADIOTAP,
};

/** The link type of frames captured from an interface of this hardware type, or null for one that cannot be captured from. */
export function linkTypeOfHardware(hardwareType: number): number | null {
  return LINK_TYPES[hardwareType] ?? null;
}

export function isLoopbackHardware(hardwareType: number): boolean {
  return hardwareType === LOOPBACK;
}
