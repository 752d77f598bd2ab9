import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { Direction } from '../../../src/decode/direction.ts';
import { Packet } from '../../../src/decode/packet.ts';
import type { DnsKind } from '../../../src/inspect/dns/dns-message.ts';
import { DnsNames } from '../../../src/inspect/dns/dns-names.ts';
import { DnsDatagramReader } from '../../../src/inspect/dns/dns-readers.ts';
import { HostNames } from '../../../src/inspect/names/host-names.ts';
import { InternedTexts } from '../../../src/inspect/names/interned-texts.ts';
import { NameCounts } from '../../../src/inspect/names/name-counts.ts';
import { PassiveDns } from '../../../src/inspect/names/passive-dns.ts';
import type { DnsNameRow } from '../../../src/inspect/names-summary.ts';
import { Payload, Transport } from '../../../src/inspect/payload.ts';
import { buildFrame, type Layer, payload } from '../frames/build-frame.ts';
import { ethernet } from '../frames/ethernet.ts';
import { ipv4 } from '../frames/ipv4.ts';
import { ipv6 } from '../frames/ipv6.ts';
import { udp } from '../frames/udp.ts';
import { fixedRandom, frameBytes, START_SECONDS } from '../observe.ts';
import { addressWords } from './address-words.ts';

/** An address with a port behind the last colon: `192.0.2.1:53`, `2001:db8::1:53`. */
export type End = string;

export interface Sent {
  readonly from: End;
  readonly to: End;
  readonly kind?: DnsKind;
  /** Seconds after the start. */
  readonly at?: number;
  readonly direction?: Direction;
  /** Layers between Ethernet and the IP header. */
  readonly outer?: readonly Layer[];
}

/** Everything that learns from DNS, wired together and fed with frames that went through the decoders. */
export class DnsHousehold {
  readonly texts = new InternedTexts();
  readonly names = new NameCounts();
  readonly passiveDns = new PassiveDns({ random: fixedRandom() });
  readonly hostNames = new HostNames({ texts: this.texts, random: fixedRandom() });
  readonly dnsNames: DnsNames;
  readonly #packet = new Packet();
  readonly #payload = new Payload();

  constructor() {
    const { names, passiveDns, hostNames, texts } = this;
    this.dnsNames = new DnsNames({ names, passiveDns, hostNames, texts, random: fixedRandom() });
  }

  send(message: Uint8Array, { from, to, kind = 'dns', at = 0, direction = Direction.Unknown, outer = [] }: Sent): void {
    const [source, sourcePort] = partsOf(from);
    const [destination, destinationPort] = partsOf(to);
    const network = source.includes(':') ? ipv6({ source, destination }) : ipv4({ source, destination });
    const bytes = buildFrame(ethernet(), ...outer, network, udp({ sourcePort, destinationPort }), payload(message));
    const packet = this.#packet;
    decodeFrame(frameBytes({ bytes, at }), packet);
    packet.direction = direction;
    const shown = this.#payload;
    shown.bytes = packet.bytes;
    shown.start = packet.cursor;
    shown.end = packet.end;
    shown.wireEnd = packet.wireEnd;
    shown.transport = Transport.Udp;
    new DnsDatagramReader(kind, this.dnsNames.hear).read(shown, packet);
  }

  /** What the client would be told it talks to, at a time in seconds after the start. */
  nameFor(client: string, address: string, at = 1): string | null {
    return this.texts.textOf(this.passiveDns.find(addressWords(client), addressWords(address), (START_SECONDS + at) * 1e6));
  }

  /** The names of a host, as `source name`. */
  hostNamesOf(address: string): string[] {
    return this.hostNames.namesOf(addressWords(address)).map(({ name, source }) => `${source} ${name}`);
  }

  rows(): readonly DnsNameRow[] {
    return this.names.summary(() => ({ service: null, category: null })).dns.list;
  }

  row(name: string): DnsNameRow | undefined {
    return this.rows().find((row) => row.name === name);
  }
}

function partsOf(end: End): [address: string, port: number] {
  const colon = end.lastIndexOf(':');
  return [end.slice(0, colon), Number(end.slice(colon + 1))];
}
