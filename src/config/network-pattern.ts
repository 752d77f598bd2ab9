// Which texts name a network or a MAC address, as patterns: the configuration says what is wrong with a text before anybody reads it.
// Everything these accept is read by those who read networks of home; a test compares them.

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
const GROUP = '[0-9A-Fa-f]{1,4}';

/** Eight groups, or fewer with one `::` for all that are zero (RFC 4291, section 2.2). */
const IPV6 = [
  `${GROUP}(?::${GROUP}){7}`,
  `::(?:${GROUP}(?::${GROUP}){0,6})?`,
  ...[1, 2, 3, 4, 5, 6].map((head) => `${GROUP}(?::${GROUP}){${head - 1}}::(?:${GROUP}(?::${GROUP}){0,${6 - head}})?`),
  `${GROUP}(?::${GROUP}){6}::`,
].join('|');

/** An address, or a network with its length: `192.0.2.0/24`, `2001:db8:1::/48`. */
export const NETWORK_PATTERN = `^(?:${IPV4}(?:/(?:3[0-2]|[12]?\\d))?|(?:${IPV6})(?:/(?:12[0-8]|1[01]\\d|[1-9]?\\d))?)$`;

/** The MAC address of one device: neither all zeros nor a group's, which have the lowest bit of their first byte set. */
export const MAC_PATTERN = '^(?!00(?:[:-]00){5}$)[0-9A-Fa-f][02468ACEace](?:[:-][0-9A-Fa-f]{2}){5}$';
