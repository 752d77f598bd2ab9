import { describe, expect, it } from 'vitest';
import { guessByPorts } from '../../src/inspect/app-ports.ts';
import { AppProtocol } from '../../src/inspect/app-protocol.ts';
import { Transport } from '../../src/inspect/payload.ts';

const CLIENT = 49152;

describe('guessing by ports', () => {
  it.each([
    ['TLS', Transport.Tcp, 443, AppProtocol.Tls],
    ['QUIC', Transport.Udp, 443, AppProtocol.Quic],
    ['HTTP', Transport.Tcp, 80, AppProtocol.Http],
    ['DNS over TLS', Transport.Tcp, 853, AppProtocol.Tls],
    ['DNS', Transport.Udp, 53, AppProtocol.Dns],
    ['NTP', Transport.Udp, 123, AppProtocol.Ntp],
    ['NTP, which has no TCP', Transport.Tcp, 123, AppProtocol.Unknown],
    ['what comes from an FTP server', Transport.Tcp, 20, AppProtocol.FtpData],
    ['a game', Transport.Udp, 19132, AppProtocol.RakNet],
    ['nothing', Transport.Tcp, 40000, AppProtocol.Unknown],
  ])('knows the port of %s, whichever end has it', (_what, transport, port, protocol) => {
    expect(guessByPorts(transport, CLIENT, port)).toBe(protocol);
    expect(guessByPorts(transport, port, CLIENT)).toBe(protocol);
  });

  it("takes the destination's word first", () => {
    expect(guessByPorts(Transport.Tcp, 80, 443)).toBe(AppProtocol.Tls);
    expect(guessByPorts(Transport.Tcp, 443, 80)).toBe(AppProtocol.Http);
  });

  it('says nothing where there are no ports', () => {
    expect(guessByPorts(Transport.Udp, -1, -1)).toBe(AppProtocol.Unknown);
    expect(guessByPorts(Transport.Udp, 0, 65535)).toBe(AppProtocol.Unknown);
  });
});
