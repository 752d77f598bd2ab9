import type { CollectorState, SystemMessage } from '../../../../src/api/messages.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatMillis } from '../../format/time.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Fact, Facts } from '../facts.tsx';
import { Fold } from '../fold.tsx';
import { Panel } from '../panel.tsx';

/** What the probe itself costs, and which parts of the machine it could not read. */
export function CostPanel({ system: { probe, collectors } }: { readonly system: SystemMessage }) {
  const failed = collectors.filter(({ failure }) => failure !== null);
  return (
    <Panel id="probe-cost" title="The probe itself">
      {probe !== null && (
        <Facts>
          <Fact name="CPU" hint="Of one processor">
            {formatPercent(probe.cpuPercent)}
          </Fact>
          <Fact name="Memory" hint="Resident, and the heap within it">
            {formatBytes(probe.residentBytes)}, heap {formatBytes(probe.heapBytes)}
          </Fact>
          <Fact name="This page" hint="CPU time that one look at the machine takes">
            {formatMillis(probe.collectingMillis)} a look
          </Fact>
          <Fact name="Answers late" hint="By how much, while it was busy">
            {formatMillis(probe.eventLoopDelayMillis)}
          </Fact>
        </Facts>
      )}
      <Fold title="What was read" note={failed.length === 0 ? undefined : `${formatCount(failed.length)} not there`}>
        {() => <Collectors collectors={collectors} />}
      </Fold>
    </Panel>
  );
}

function Collectors({ collectors }: { readonly collectors: readonly CollectorState[] }) {
  return (
    <table class="small-table">
      <tbody>
        {collectors.map(({ name, millis, failure }) => (
          <tr key={name}>
            <th scope="row">
              {name}
              {failure !== null && (
                <span class="quiet row-note">
                  <Captured text={failure} />
                </span>
              )}
            </th>
            <td>{formatMillis(millis)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
