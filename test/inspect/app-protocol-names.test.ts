import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../src/inspect/app-protocol.ts';
import { appProtocolCategory, appProtocolName, appProtocolTitle } from '../../src/inspect/app-protocol-names.ts';

const ALL = Object.values(AppProtocol);

describe('the names of application protocols', () => {
  it('are one of its own for each, lower case with hyphens', () => {
    const names = ALL.map(appProtocolName);
    expect(new Set(names).size).toBe(ALL.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('have a title of their own for people', () => {
    expect(new Set(ALL.map(appProtocolTitle)).size).toBe(ALL.length);
    expect([AppProtocol.Tls, AppProtocol.BitTorrent, AppProtocol.Http2].map(appProtocolTitle)).toEqual([
      'TLS',
      'BitTorrent',
      'HTTP/2',
    ]);
  });

  it('have a category', () => {
    expect([AppProtocol.Smtp, AppProtocol.WireGuard, AppProtocol.Rtp].map(appProtocolCategory)).toEqual(['mail', 'vpn', 'media']);
  });

  it('stand in the order of the numbers, which leave nothing out', () => {
    expect([...ALL].sort((a, b) => a - b)).toEqual(ALL.map((_, index) => index));
    expect(appProtocolName(AppProtocol.Unknown)).toBe('unknown');
    expect(appProtocolName(250 as AppProtocol)).toBe('unknown');
  });
});
