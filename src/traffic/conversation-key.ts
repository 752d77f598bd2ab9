// How a conversation's key, measures and labels are laid out: shared by the table that counts and the reader that lists.

// The key: context; family, IP protocol and whether there are ports; both ports; both addresses, the smaller endpoint first.
export const CONTEXT_LOW = 0;
export const CONTEXT_HIGH = 1;
export const KIND = 2;
export const PORTS = 3;
export const ADDRESSES = 4;
export const KEY_WORDS = ADDRESSES + 8;

export const HAS_PORTS = 1 << 16;
export const IP_PROTOCOL_SHIFT = 8;

// Measures: what the first endpoint sent, then what the second sent.
export const FROM_FIRST = 0;
export const FROM_SECOND = 2;

// Labels: what the first frame showed.
export const STACK = 0;
export const VLAN = 4;
export const PPPOE_SESSION = 5;
/** The innermost tunnel's type, with 0x100 where it has an id; -1 without a tunnel. */
export const TUNNEL_TYPE = 6;
export const TUNNEL_ID = 7;
export const LABEL_WORDS = 8;

// Further words of a row, which frames and closing windows touch.
/** TCP flags the first endpoint sent, those the second sent (shifted by 8), and who began. */
export const SEEN = 0;
/** Where the two hosts were in their table when the conversation was last added up. */
export const FIRST_HOST = 1;
export const SECOND_HOST = 2;
export const EXTRA_WORDS = 3;

export const TUNNEL_HAS_ID = 0x100;
export const SECOND_BEGAN = 1 << 16;
/** Which endpoint is on the home side of the access line, as the first frame that told. */
export const FIRST_IS_HOME = 1 << 17;
export const SECOND_IS_HOME = 1 << 18;
/** What an endpoint sends tells nothing more of what the conversation is for. */
export const FIRST_HAS_SAID_ALL = 1 << 19;
export const SECOND_HAS_SAID_ALL = 1 << 20;
