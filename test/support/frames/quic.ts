import { protectedInitial } from '../payloads/quic.ts';
import { cryptoFrame } from '../payloads/quic-frames.ts';
import type { Layer } from './build-frame.ts';
import { concatenate, drawing, uint8 } from './drawing.ts';
import { clientHelloMessage, tlsExtension } from './tls.ts';

const TRANSPORT_PARAMETERS = 0x39;

export interface QuicInitialOptions {
  readonly serverName?: string;
  readonly destinationConnectionId?: Uint8Array;
  readonly sourceConnectionId?: Uint8Array;
  readonly packetNumber?: number;
  /** 1 or 2's (`QUIC_VERSION_2`). */
  readonly version?: number;
}

/** A client's Initial packet with a ClientHello in it that really decrypts (`payloads/quic.ts` has what it takes to make others). */
export function quicInitial(options: QuicInitialOptions = {}): Layer {
  const { serverName, ...packet } = options;
  const hello = quicClientHello(serverName, options.sourceConnectionId);
  return {
    name: 'quic',
    identifiers: { udpPort: 443 },
    build: (inner) => concatenate(protectedInitial({ ...packet, frames: [cryptoFrame(0, hello)] }), inner),
  };
}

/** The handshake message that a QUIC client begins with. */
export function quicClientHello(serverName = 'www.example.com', sourceConnectionId: Uint8Array = new Uint8Array(0)): Uint8Array {
  return clientHelloMessage({
    serverName,
    alpn: ['h3'],
    // Initial source connection id (RFC 9000, section 18.2).
    extensions: [
      tlsExtension(TRANSPORT_PARAMETERS, drawing([uint8(0x0f), uint8(sourceConnectionId.length), sourceConnectionId])),
    ],
  });
}
