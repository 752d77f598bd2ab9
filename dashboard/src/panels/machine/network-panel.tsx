import type { InterfaceReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor, worstLevelOf } from '../../format/level-words.ts';
import { formatBitRate, formatBytes, formatCount, formatPacketRate } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 8;

/** The machine's own interfaces: beside the traffic of the line, which it only watches. */
export function NetworkPanel({ system }: { readonly system: SystemMessage }) {
  const { interfaces } = system;
  if (interfaces === null) return null;
  const busiestFirst = [...interfaces].sort((one, other) => rateOf(other) - rateOf(one) || Number(other.isUp) - Number(one.isUp));
  return (
    <Panel id="network" title="Network interfaces" note={formatCount(interfaces.length)}>
      <ShortList rows={busiestFirst} few={FEW}>
        {(rows) => (
          <table class="small-table">
            <thead>
              <tr>
                <th scope="col">Interface</th>
                <th scope="col">Received</th>
                <th scope="col">Sent</th>
                <th scope="col" class="wide-only" title="Per second, received and sent">
                  Packets
                </th>
                <th scope="col" class="wide-only" title="Since it is there, received and sent">
                  Bytes
                </th>
                <th scope="col" title="Damaged or dropped, received and sent">
                  Lost
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Interface key={row.name} row={row} system={system} />
              ))}
            </tbody>
          </table>
        )}
      </ShortList>
    </Panel>
  );
}

function rateOf({ receivedBytesPerSecond, sentBytesPerSecond }: InterfaceReading): number {
  return receivedBytesPerSecond + sentBytesPerSecond;
}

function Interface({ row, system: { levels } }: { readonly row: InterfaceReading; readonly system: SystemMessage }) {
  const level = worstLevelOf([levelFor(levels, 'interfaceReceived', row.name), levelFor(levels, 'interfaceSent', row.name)]);
  const lost = row.receiveErrors + row.sendErrors + row.receiveDrops + row.sendDrops;
  const speed = row.speedBitsPerSecond === null ? '' : formatBitRate(row.speedBitsPerSecond / 8);
  return (
    <tr>
      <th scope="row">
        <span class="code">
          <Captured text={row.name} />
        </span>{' '}
        <LevelWord level={level} />
        <span class="quiet row-note">
          {row.isUp ? speed : 'down'}
          {row.addresses.length > 0 && <Captured text={` ${row.addresses.join(' ')}`} limit={60} />}
        </span>
      </th>
      <td>{formatBitRate(row.receivedBytesPerSecond)}</td>
      <td>{formatBitRate(row.sentBytesPerSecond)}</td>
      <td class="wide-only">
        {formatPacketRate(row.receivedPacketsPerSecond)} / {formatPacketRate(row.sentPacketsPerSecond)}
      </td>
      <td class="wide-only">
        {formatBytes(row.receivedBytes)} / {formatBytes(row.sentBytes)}
      </td>
      <td title={`errors ${row.receiveErrors} / ${row.sendErrors}, drops ${row.receiveDrops} / ${row.sendDrops}`}>
        {formatCount(lost)}
      </td>
    </tr>
  );
}
