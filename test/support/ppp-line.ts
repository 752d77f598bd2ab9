import type { Layer } from './frames/build-frame.ts';
import { payload } from './frames/build-frame.ts';
import { hexBytes } from './frames/drawing.ts';
import { ethernet } from './frames/ethernet.ts';
import { ipv4 } from './frames/ipv4.ts';
import { ppp } from './frames/ppp.ts';
import { chap, IPCP, interfaceIdentifier, ipcp, ipv6cp, LCP, lcp, lcpEcho, pap } from './frames/ppp-control.ts';
import { type PppoeCode, pppoe, pppoeDiscovery, pppoeTag, TAG } from './frames/pppoe.ts';
import { udp } from './frames/udp.ts';

export const ROUTER = '00:00:5e:00:53:0a';
export const CONCENTRATOR = '00:00:5e:00:53:fe';
export const STRANGER = '00:00:5e:00:53:66';
export const BROADCAST = 'ff:ff:ff:ff:ff:ff';
/** PPP as the link layer. */
export const LINK_TYPE_PPP = 9;
export const ROUTER_MAGIC = 0x11;
export const CONCENTRATOR_MAGIC = 0x22;

/** The router's frames go up, the concentrator's down. */
export type Way = 'up' | 'down';

/** A frame's layers and when it passes, in seconds. */
export interface LineFrame {
  readonly at: number;
  readonly layers: readonly Layer[];
}

export interface LineOptions {
  readonly client?: string;
  readonly concentrator?: string;
  readonly vlans?: readonly Layer[];
  readonly beginsAt?: number;
}

/** Writes down the frames of a router and its concentrator, each five milliseconds after the one before. */
export class PppLine {
  readonly frames: LineFrame[] = [];
  readonly #client: string;
  readonly #concentrator: string;
  readonly #vlans: readonly Layer[];
  /** Seconds. */
  now: number;
  sessionId = 0;
  #echoId = 0;

  constructor(options: LineOptions = {}) {
    this.#client = options.client ?? ROUTER;
    this.#concentrator = options.concentrator ?? CONCENTRATOR;
    this.#vlans = options.vlans ?? [];
    this.now = options.beginsAt ?? 0;
  }

  wait(seconds: number): this {
    this.now += seconds;
    return this;
  }

  add(source: string, destination: string, ...layers: readonly Layer[]): this {
    this.now = Math.round((this.now + 0.005) * 1e6) / 1e6;
    const link = ethernet({ source, destination, minimumLength: 60 });
    this.frames.push({ at: this.now, layers: [link, ...this.#vlans, ...layers] });
    return this;
  }

  discovery(
    code: PppoeCode,
    way: Way,
    options: { readonly sessionId?: number; readonly tags?: readonly Uint8Array[] } = {},
  ): this {
    const tags = options.tags ?? [pppoeTag(TAG.serviceName)];
    const to = code === 'padi' ? BROADCAST : this.#concentrator;
    const [source, destination] = way === 'up' ? [this.#client, to] : [this.#concentrator, this.#client];
    return this.add(source, destination, pppoeDiscovery({ code, tags, sessionId: options.sessionId ?? 0 }));
  }

  /** A frame of the session. */
  send(way: Way, ...layers: readonly Layer[]): this {
    const [source, destination] = way === 'up' ? [this.#client, this.#concentrator] : [this.#concentrator, this.#client];
    return this.add(source, destination, pppoe({ sessionId: this.sessionId }), ppp(), ...layers);
  }

  /** From PADI to PADS. */
  discover(sessionId: number, tags: readonly Uint8Array[] = []): this {
    const own = [pppoeTag(TAG.serviceName), pppoeTag(TAG.hostUniq, hexBytes('0a0b0c0d')), ...tags];
    const cookie = pppoeTag(TAG.acCookie, hexBytes('c0ffee00'));
    this.sessionId = sessionId;
    return this.discovery('padi', 'up', { tags: own })
      .discovery('pado', 'down', { tags: [...own, pppoeTag(TAG.acName, 'ac-1.example.net'), cookie] })
      .discovery('padr', 'up', { tags: [...own, cookie] })
      .discovery('pads', 'down', { sessionId, tags: own });
  }

  /** LCP up to its opening; the concentrator may demand authentication. */
  openLink(authentication: Uint8Array | null = LCP.authenticateChapMd5(), mru = 1492): this {
    const router = [LCP.maximumReceiveUnit(mru), LCP.magicNumber(ROUTER_MAGIC)];
    const concentrator = [
      LCP.maximumReceiveUnit(mru),
      ...(authentication === null ? [] : [authentication]),
      LCP.magicNumber(CONCENTRATOR_MAGIC),
    ];
    return this.send('up', lcp({ identifier: 1, options: router }))
      .send('down', lcp({ identifier: 9, options: concentrator }))
      .send('down', lcp({ code: 'configure-ack', identifier: 1, options: router }))
      .send('up', lcp({ code: 'configure-ack', identifier: 9, options: concentrator }));
  }

  pap(message: string, { isRefused = false }: { readonly isRefused?: boolean } = {}): this {
    const code = isRefused ? 'authenticate-nak' : 'authenticate-ack';
    return this.send('up', pap({ code: 'authenticate-request', peerId: 'alice@isp.example', password: 'not-a-secret' })).send(
      'down',
      pap({ code, message }),
    );
  }

  chap(message: string, { isRefused = false }: { readonly isRefused?: boolean } = {}): this {
    const value = new Uint8Array(16);
    return this.send('down', chap({ code: 'challenge', identifier: 7, value: value.fill(0x41), name: 'ac-1' }))
      .send('up', chap({ code: 'response', identifier: 7, value: value.slice().fill(0x42), name: 'alice@isp.example' }))
      .send('down', chap({ code: isRefused ? 'failure' : 'success', identifier: 7, message }));
  }

  /** IPCP, whose last word is the concentrator's. */
  openIpv4(address = '198.51.100.10', remote = '198.51.100.1'): this {
    const theirs = [IPCP.address(remote)];
    const wanted = [IPCP.address('0.0.0.0'), IPCP.primaryDns('0.0.0.0'), IPCP.secondaryDns('0.0.0.0')];
    const given = [IPCP.address(address), IPCP.primaryDns('203.0.113.53'), IPCP.secondaryDns('203.0.113.54')];
    return this.send('down', ipcp({ identifier: 1, options: theirs }))
      .send('up', ipcp({ code: 'configure-ack', identifier: 1, options: theirs }))
      .send('up', ipcp({ identifier: 1, options: wanted }))
      .send('down', ipcp({ code: 'configure-nak', identifier: 1, options: given }))
      .send('up', ipcp({ identifier: 2, options: given }))
      .send('down', ipcp({ code: 'configure-ack', identifier: 2, options: given }));
  }

  openIpv6(): this {
    const mine = [interfaceIdentifier('02005efffe00530a')];
    const theirs = [interfaceIdentifier('02005efffe0053fe')];
    return this.send('up', ipv6cp({ identifier: 1, options: mine }))
      .send('down', ipv6cp({ code: 'configure-ack', identifier: 1, options: mine }))
      .send('down', ipv6cp({ identifier: 4, options: theirs }))
      .send('up', ipv6cp({ code: 'configure-ack', identifier: 4, options: theirs }));
  }

  /** A session from PADI to an address. */
  connect(sessionId: number): this {
    return this.discover(sessionId).openLink().chap('Access granted').openIpv4();
  }

  /** Echo requests, `every` so many seconds, the replies of which take `rtt` seconds, or never come. */
  echoes(count: number, options: { readonly by?: Way; readonly every?: number; readonly rtt?: number | null } = {}): this {
    const { by = 'up', every = 5, rtt = 0.02 } = options;
    const [own, other] = by === 'up' ? [ROUTER_MAGIC, CONCENTRATOR_MAGIC] : [CONCENTRATOR_MAGIC, ROUTER_MAGIC];
    for (let echo = 0; echo < count; echo++) {
      const begin = this.now;
      this.#echoId = (this.#echoId + 1) & 0xff;
      this.send(by, lcpEcho('request', { identifier: this.#echoId, magicNumber: own }));
      if (rtt !== null) {
        this.now += rtt - 0.005;
        this.send(by === 'up' ? 'down' : 'up', lcpEcho('reply', { identifier: this.#echoId, magicNumber: other }));
      }
      this.now = begin + every;
    }
    return this;
  }

  /** Packets both ways, one each every so many seconds. */
  traffic(count: number, every = 0.1): this {
    for (let index = 0; index < count; index++) {
      const begin = this.now;
      const remote = `203.0.113.${10 + (index % 5)}`;
      this.send('up', ipv4({ source: '198.51.100.10', destination: remote }), udp(), payload('question'));
      this.send('down', ipv4({ source: remote, destination: '198.51.100.10' }), udp(), payload('answer'));
      this.now = Math.max(this.now, begin + every);
    }
    return this;
  }

  /** LCP Terminate, acknowledged unless said otherwise. */
  terminate(by: Way, text: string, { isAnswered = true }: { readonly isAnswered?: boolean } = {}): this {
    this.send(by, lcp({ code: 'terminate-request', identifier: 5, data: text }));
    return isAnswered ? this.send(by === 'up' ? 'down' : 'up', lcp({ code: 'terminate-ack', identifier: 5 })) : this;
  }

  padt(by: Way, tags: readonly Uint8Array[] = []): this {
    return this.discovery('padt', by, { sessionId: this.sessionId, tags });
  }
}
