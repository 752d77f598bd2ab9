import type { TunnelRow } from '../../../src/api/messages.ts';

/** How people name a tunnel's id, in the words of the protocol it comes from. */
export interface TunnelIdText {
  readonly label: string;
  readonly text: string;
}

const LABEL_BY_TYPE: Readonly<Record<string, string>> = {
  gre: 'key',
  pptp: 'call',
  erspan: 'session',
  vxlan: 'VNI',
  'vxlan-gpe': 'VNI',
  geneve: 'VNI',
  'gtp-u': 'TEID',
  mpls: 'label',
  lisp: 'instance',
};

const L2TP_SESSIONS_PER_TUNNEL = 65536;

/** GRE keys and TEIDs are written both ways, because routers differ in which they show. */
export function tunnelIdText(tunnel: Pick<TunnelRow, 'type' | 'id' | 'vsid'>): TunnelIdText | null {
  const { type, id, vsid } = tunnel;
  if (id === null || !Number.isFinite(id)) return null;
  if (type === 'l2tp') {
    return { label: 'tunnel/session', text: `${Math.floor(id / L2TP_SESSIONS_PER_TUNNEL)}/${id % L2TP_SESSIONS_PER_TUNNEL}` };
  }
  const label = LABEL_BY_TYPE[type] ?? 'id';
  const both = type === 'gre' || type === 'gtp-u' ? `${id} (0x${id.toString(16)})` : String(id);
  return { label, text: vsid === undefined ? both : `${both}, VSID ${vsid}` };
}

/** The same on a badge: `VXLAN 100`, `GRE 0x16`. */
export function tunnelBadge(tunnel: { readonly type: string; readonly id: number | null }): string {
  const name = tunnel.type.toUpperCase();
  if (tunnel.id === null) return name;
  return tunnel.type === 'gre' || tunnel.type === 'gtp-u' ? `${name} 0x${tunnel.id.toString(16)}` : `${name} ${tunnel.id}`;
}
