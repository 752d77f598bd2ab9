/** What others on the line learnt and home can use. MAC addresses as text (`00:00:5e:00:53:01`), times in packet time. */
export type LineFact =
  /** A discovery exchange told who asks for sessions and who gives them. */
  | { readonly kind: 'roles'; readonly atMicros: number; readonly clientMac: string; readonly concentratorMac: string }
  /** Both ends agreed on addresses (RFC 1332); IPv4 in dotted quads, null where none was agreed. */
  | {
      readonly kind: 'addresses';
      readonly atMicros: number;
      readonly localIpv4: string | null;
      readonly remoteIpv4: string | null;
    }
  /** Only one end is heard, and what it does shows that the other one answers. */
  | { readonly kind: 'one-way'; readonly atMicros: number; readonly evidence: string }
  | { readonly kind: 'dns'; readonly atMicros: number; readonly servers: readonly string[] }
  /** The largest packet that may be sent to each side (RFC 1661 section 6.1; RFC 4638 where it is above 1492). */
  | { readonly kind: 'mru'; readonly atMicros: number; readonly localMru: number; readonly remoteMru: number };
