import type { SensorReading, SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor, worstLevelOf } from '../../format/level-words.ts';
import { formatDegrees } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 10;
const METRICS = ['temperature', 'diskTemperature', 'battery'] as const;

export function SensorsPanel({ system }: { readonly system: SystemMessage }) {
  const { sensors } = system;
  if (sensors === null || sensors.length === 0) return null;
  return (
    <Panel id="sensors" title="Sensors" note={formatCount(sensors.length)}>
      <ShortList rows={sensors} few={FEW}>
        {(rows) => (
          <table class="small-table">
            <tbody>
              {rows.map((sensor) => (
                <tr key={sensor.label}>
                  <th scope="row">
                    <Captured text={sensor.label} />{' '}
                    <LevelWord level={worstLevelOf(METRICS.map((metric) => levelFor(system.levels, metric, sensor.label)))} />
                  </th>
                  <td>
                    {measuredText(sensor)}
                    {sensor.critical !== null && sensor.unit === 'C' && (
                      <span class="quiet"> of {formatDegrees(sensor.critical)}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ShortList>
    </Panel>
  );
}

function measuredText({ unit, value }: SensorReading): string {
  if (unit === 'C') return formatDegrees(value);
  if (unit === 'R') return `${formatCount(value)} rpm`;
  return unit === 'V' ? `${value.toFixed(2)} V` : formatPercent(value);
}
