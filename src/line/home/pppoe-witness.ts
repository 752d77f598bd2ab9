// Cold: sees discovery only.

import { PppoeCode, readPppoeCode, readPppoeSessionId } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Authority } from './authority.ts';
import { type Mac, NO_MAC } from './mac.ts';
import type { RoleClaim } from './roles.ts';

/** An exchange takes a few milliseconds, and clients repeat a request for up to a minute. */
const EXCHANGE_MICROS = 60e6;
const MAX_CLIENTS = 4;
const MAX_OFFERS = 4;

interface Exchange {
  readonly client: Mac;
  initiatedAt: number;
  offers: Mac[];
  requested: Mac;
  requestedAt: number;
}

/** Follows discovery (RFC 2516, section 5): a client asks, concentrators offer, the client picks one, and that one confirms. */
export class PppoeWitness {
  /** The latest first. */
  readonly #exchanges: Exchange[] = [];

  /** What a discovery frame between `source` and `destination` says of the two ends; null when nothing. */
  testify(packet: Packet, source: Mac, destination: Mac): RoleClaim | null {
    const header = packet.offsets[packet.layerCount - 1]!;
    const code = readPppoeCode(packet.bytes, header);
    const atMicros = packet.timestampMicros;
    if (code === PppoeCode.Padi) return this.#initiate(source, atMicros);
    if (code === PppoeCode.Pado) return this.#offer(destination, source, atMicros);
    if (code === PppoeCode.Padr) return this.#request(source, destination, atMicros);
    if (code === PppoeCode.Pads && readPppoeSessionId(packet.bytes, header) !== 0) {
      return this.#confirm(destination, source, atMicros);
    }
    return null;
  }

  #initiate(client: Mac, atMicros: number): RoleClaim {
    const exchange = this.#exchangeOf(client, atMicros);
    exchange.initiatedAt = atMicros;
    exchange.offers = [];
    exchange.requested = NO_MAC;
    const evidence = 'it asked for a PPPoE session (PADI), as routers do; nobody has answered yet';
    return { authority: Authority.DiscoveryAsked, router: client, provider: NO_MAC, evidence, atMicros };
  }

  #offer(client: Mac, concentrator: Mac, atMicros: number): RoleClaim | null {
    const exchange = this.#exchanges.find((one) => one.client === client);
    if (exchange === undefined || atMicros - exchange.initiatedAt > EXCHANGE_MICROS) return null;
    if (!exchange.offers.includes(concentrator) && exchange.offers.length < MAX_OFFERS) exchange.offers.push(concentrator);
    const evidence = 'the router asked for a PPPoE session (PADI), and the concentrator offered one (PADO)';
    return { authority: Authority.DiscoveryOffered, router: client, provider: concentrator, evidence, atMicros };
  }

  #request(client: Mac, concentrator: Mac, atMicros: number): null {
    const exchange = this.#exchangeOf(client, atMicros);
    exchange.requested = concentrator;
    exchange.requestedAt = atMicros;
    return null;
  }

  #confirm(client: Mac, concentrator: Mac, atMicros: number): RoleClaim | null {
    const exchange = this.#exchanges.find((one) => one.client === client);
    if (exchange === undefined || exchange.requested !== concentrator) return null;
    if (atMicros - exchange.requestedAt > EXCHANGE_MICROS) return null;
    const isWhole = exchange.offers.includes(concentrator);
    return {
      authority: isWhole ? Authority.Discovery : Authority.DiscoveryEnd,
      router: client,
      provider: concentrator,
      evidence: isWhole
        ? 'the router asked for a PPPoE session and the concentrator gave it one (PADI, PADO, PADR, PADS)'
        : 'the router requested a PPPoE session (PADR) and the concentrator confirmed it (PADS)',
      atMicros,
    };
  }

  #exchangeOf(client: Mac, atMicros: number): Exchange {
    const at = this.#exchanges.findIndex((one) => one.client === client);
    const exchange =
      at >= 0
        ? this.#exchanges.splice(at, 1)[0]!
        : { client, initiatedAt: Number.NEGATIVE_INFINITY, offers: [], requested: NO_MAC, requestedAt: atMicros };
    this.#exchanges.unshift(exchange);
    if (this.#exchanges.length > MAX_CLIENTS) this.#exchanges.pop();
    return exchange;
  }
}
