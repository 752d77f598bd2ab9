import type { ConnectionsReading } from '../../../system/process-readings.ts';
import { oneDigit } from '../figures.ts';
import type { GlancesPlugin, GlancesRow } from '../glances-plugin.ts';

export const CONNECTIONS_PLUGIN: GlancesPlugin = {
  name: 'connections',
  key: null,
  fields: {
    LISTEN: ['number', 'TCP sockets that wait for others.'],
    ESTABLISHED: ['number', 'TCP connections.'],
    SYN_SENT: ['number', 'TCP connections that this machine begins.'],
    SYN_RECV: ['number', 'TCP connections that others begin.'],
    initiated: ['number', 'TCP connections that begin.'],
    terminated: ['number', 'TCP connections that end.'],
    nf_conntrack_count: ['number', 'Connections that the kernel tracks.'],
    nf_conntrack_max: ['number', 'The most it can track.'],
    nf_conntrack_percent: ['percent', 'Use of that.'],
  },
  history: [],
  show: ({ snapshot: { connections } }) => {
    if (connections === null) return { net_connections_enabled: false, nf_conntrack_enabled: false };
    const { established, synSent, synReceived, finWait, timeWait, closeWait, listen } = connections;
    return {
      net_connections_enabled: true,
      LISTEN: listen,
      ESTABLISHED: established,
      SYN_SENT: synSent,
      SYN_RECV: synReceived,
      initiated: synSent + synReceived,
      terminated: finWait + timeWait + closeWait,
      ...trackedFields(connections),
    };
  },
};

function trackedFields({ tracked, trackedMax }: ConnectionsReading): GlancesRow {
  if (tracked === null || trackedMax === null || trackedMax === 0) return { nf_conntrack_enabled: false };
  return {
    nf_conntrack_enabled: true,
    nf_conntrack_count: tracked,
    nf_conntrack_max: trackedMax,
    nf_conntrack_percent: oneDigit((100 * tracked) / trackedMax),
  };
}
