import { describe, expect, it } from 'vitest';
import { tunnelBadge, tunnelIdText } from '../../../dashboard/src/format/tunnel-id.ts';

describe('tunnelIdText', () => {
  it('writes a GRE key in decimal and hexadecimal', () => {
    expect(tunnelIdText({ type: 'gre', id: 4_294_967_295 })).toEqual({ label: 'key', text: '4294967295 (0xffffffff)' });
  });

  it('adds the virtual subnet of NVGRE', () => {
    expect(tunnelIdText({ type: 'gre', id: 1_310_977, vsid: 5121 })?.text).toBe('1310977 (0x140101), VSID 5121');
  });

  it('takes the two ids of L2TP apart, beyond 31 bits as well', () => {
    expect(tunnelIdText({ type: 'l2tp', id: 65_535 * 65_536 + 7 })).toEqual({ label: 'tunnel/session', text: '65535/7' });
  });

  it('calls a VXLAN id VNI', () => {
    expect(tunnelIdText({ type: 'vxlan', id: 42 })).toEqual({ label: 'VNI', text: '42' });
  });

  it('has none where the header has none', () => {
    expect(tunnelIdText({ type: 'ipip', id: null })).toBeNull();
  });
});

describe('tunnelBadge', () => {
  it('is the type, and the id where there is one', () => {
    const tunnels = [
      { type: 'gre', id: 22 },
      { type: 'vxlan', id: 5001 },
      { type: '6in4', id: null },
    ];
    expect(tunnels.map(tunnelBadge)).toEqual(['GRE 0x16', 'VXLAN 5001', '6IN4']);
  });
});
