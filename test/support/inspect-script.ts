import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { buildFrame, payload } from './frames/build-frame.ts';
import { ethernet } from './frames/ethernet.ts';
import { ipv4 } from './frames/ipv4.ts';
import { type TcpOptions, tcp } from './frames/tcp.ts';
import { udp } from './frames/udp.ts';
import { frameBytes } from './observe.ts';

const CLIENT = '192.0.2.1';
const SERVER = '198.51.100.7';
const CLIENT_PORT = 50_000;

export type Content = string | Uint8Array;

interface Carried {
  readonly from?: 'client' | 'server';
  readonly content?: Content;
  readonly serverPort?: number;
  /** Their addresses. */
  readonly client?: string;
  readonly server?: string;
  /** Which conversation it is of, by its place in the table; the same serial unless said. */
  readonly slot?: number;
  readonly serial?: number;
  /** How many bytes of the frame's end were not captured. */
  readonly cut?: number;
}

/** A segment of a connection between 192.0.2.1:50000 and 198.51.100.7, as who counts conversations hands it on. */
export function segment({
  sequence = 1,
  flags = 'ack',
  ...carried
}: Carried & { sequence?: number; flags?: NonNullable<TcpOptions['flags']> }): Packet {
  const isClient = carried.from !== 'server';
  const port = carried.serverPort ?? 443;
  return packetOf(
    carried,
    tcp({
      sourcePort: isClient ? CLIENT_PORT : port,
      destinationPort: isClient ? port : CLIENT_PORT,
      sequenceNumber: sequence >>> 0,
      flags,
    }),
  );
}

/** A datagram between the same two. */
export function datagram(carried: Carried): Packet {
  const isClient = carried.from !== 'server';
  const port = carried.serverPort ?? 443;
  return packetOf(carried, udp({ sourcePort: isClient ? CLIENT_PORT : port, destinationPort: isClient ? port : CLIENT_PORT }));
}

function packetOf(carried: Carried, transport: ReturnType<typeof udp>): Packet {
  const { from, content = '', slot = 3, serial = 17, cut = 0, client = CLIENT, server = SERVER } = carried;
  const isClient = from !== 'server';
  const bytes = buildFrame(
    ethernet(),
    ipv4(isClient ? { source: client, destination: server } : { source: server, destination: client }),
    transport,
    payload(typeof content === 'string' ? Buffer.from(content, 'latin1') : content),
  );
  const packet = new Packet();
  decodeFrame(frameBytes({ bytes: bytes.slice(0, bytes.length - cut), wireLength: bytes.length }), packet);
  packet.conversationSlot = slot;
  packet.conversationSerial = serial;
  packet.isFromSecondEndpoint = !isClient;
  return packet;
}
