import type { Layer } from './build-frame.ts';
import { drawing, uint32 } from './drawing.ts';

const AF_INET = 2;
/** macOS; FreeBSD says 28, NetBSD and OpenBSD 24, Linux 10. */
const AF_INET6 = 30;

export interface LoopbackOptions {
  /** Link type 0 (NULL) is in the byte order of the machine that captured, link type 108 (LOOP) always big-endian. */
  readonly byteOrder?: 'big' | 'little';
  /** The address family, which each system numbers its own way. */
  readonly family?: number;
}

/** BSD loopback encapsulation (https://www.tcpdump.org/linktypes.html, LINKTYPE_NULL and LINKTYPE_LOOP). */
export function loopback(options: LoopbackOptions = {}): Layer {
  return {
    name: 'null',
    identifiers: {},
    build: (inner, context) => {
      const family = drawing([uint32(options.family ?? (context.next?.name === 'ipv6' ? AF_INET6 : AF_INET))]);
      return drawing([options.byteOrder === 'big' ? family : family.toReversed()], [inner]);
    },
  };
}
