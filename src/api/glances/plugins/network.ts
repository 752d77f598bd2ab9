import type { InterfaceReading } from '../../../system/snapshot.ts';
import { type CountedRate, rateFields } from '../figures.ts';
import type { GlancesPlugin, GlancesRow } from '../glances-plugin.ts';
import type { WanRates } from '../glances-source.ts';

/** The interface that is none: what the line carries. Where the machine has one of that name, as routers do, ours is the other. */
const WAN_NAME = 'wan';
const OTHER_WAN_NAME = 'wan-line';

export const NETWORK_PLUGIN: GlancesPlugin = {
  name: 'network',
  key: 'interface_name',
  fields: {
    interface_name: [null, 'The name of the interface; wan is the access line, as the probe decoded it.'],
    alias: [null, 'Another name for it; there is none here.'],
    bytes_recv: ['byte', 'Bytes received.'],
    bytes_sent: ['byte', 'Bytes sent.'],
    bytes_all: ['byte', 'Bytes received and sent.'],
    speed: ['bitpersecond', 'How fast it can be; 0 where that is not known.'],
    is_up: ['bool', 'Whether it is up.'],
    time_since_update: ['seconds', 'What counts and rates are over.'],
  },
  history: ['bytes_recv_rate_per_sec', 'bytes_sent_rate_per_sec'],
  show: ({ snapshot: { interfaces, seconds }, source }) => {
    const known = interfaces ?? [];
    // First always, and there always: Home Assistant deletes the entities of a name that is missing once.
    const wan = wanRow(source.wan(), wanName(known), seconds);
    return [wan, ...known.map((reading) => interfaceRow(reading, seconds))];
  },
};

function wanName(interfaces: readonly InterfaceReading[]): string {
  return interfaces.some(({ name }) => name === WAN_NAME) ? OTHER_WAN_NAME : WAN_NAME;
}

function wanRow(wan: WanRates, name: string, seconds: number): GlancesRow {
  return row(name, wan, {
    received: { total: wan.receivedBytes, perSecond: wan.receivedBytesPerSecond },
    sent: { total: wan.sentBytes, perSecond: wan.sentBytesPerSecond },
    seconds,
  });
}

function interfaceRow(reading: InterfaceReading, seconds: number): GlancesRow {
  return row(reading.name, reading, {
    received: { total: reading.receivedBytes, perSecond: reading.receivedBytesPerSecond },
    sent: { total: reading.sentBytes, perSecond: reading.sentBytesPerSecond },
    seconds,
  });
}

interface Carried {
  readonly received: CountedRate;
  readonly sent: CountedRate;
  readonly seconds: number;
}

function row(
  name: string,
  { isUp, speedBitsPerSecond }: Pick<WanRates, 'isUp' | 'speedBitsPerSecond'>,
  { received, sent, seconds }: Carried,
): GlancesRow {
  const all = { total: received.total + sent.total, perSecond: received.perSecond + sent.perSecond };
  return {
    key: 'interface_name',
    interface_name: name,
    alias: null,
    is_up: isUp,
    speed: speedBitsPerSecond ?? 0,
    time_since_update: seconds,
    ...rateFields('bytes_recv', received, seconds),
    ...rateFields('bytes_sent', sent, seconds),
    ...rateFields('bytes_all', all, seconds),
  };
}
