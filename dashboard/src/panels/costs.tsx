import type { BillingPeriod, DirectionBytes } from '../../../src/api/messages.ts';
import { overheadParts, overheadShare } from '../format/overhead.ts';
import { formatBytes, formatShare } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { Fold } from './fold.tsx';
import { Panel } from './panel.tsx';

/** What the line carried, what of it was payload, and what the provider may bill. */
export function CostsPanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  if (line === null) return null;
  const { overhead, billing } = line;
  return (
    <Panel id="costs" title="Used and spent">
      <Billing periods={billing} />
      <div class="subsection">
        <h3>What the bytes on the wire were</h3>
        <Overhead name="Down" bytes={overhead.down} />
        <Overhead name="Up" bytes={overhead.up} />
        {overhead.unknown.wireBytes > 0 && overhead.unknown.payloadBytes > 0 && (
          <Overhead name="Way not known" bytes={overhead.unknown} />
        )}
      </div>
    </Panel>
  );
}

function Overhead({ name, bytes }: { readonly name: string; readonly bytes: DirectionBytes }) {
  const parts = overheadParts(bytes);
  const share = overheadShare(bytes);
  return (
    <div class="overhead">
      <p class="overhead-head">
        <b>{name}</b> <span>{formatBytes(bytes.wireBytes)}</span>
        <span class="quiet">{share === null ? 'nothing yet' : `${formatShare(share)} is overhead`}</span>
      </p>
      {bytes.wireBytes > 0 && (
        <>
          <div class="overhead-bar" aria-hidden="true">
            {parts.map(({ id, bytes: part }) => (
              <span key={id} class={`cost-${id}`} style={{ flexGrow: String(part) }} />
            ))}
          </div>
          <ul class="overhead-legend">
            {parts.map(({ id, name: partName, bytes: part }) => (
              <li key={id}>
                <span class={`swatch cost-${id}`} aria-hidden="true" />
                {partName} <b>{formatShare(part / bytes.wireBytes)}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const MOST_PERIODS = 12;

function Billing({ periods }: { readonly periods: readonly BillingPeriod[] }) {
  const latest = periods.toReversed();
  const [current] = latest;
  if (current === undefined) return <p class="quiet">Nothing was carried yet.</p>;
  return (
    <>
      <p class="billing">
        <b class="billing-sum">{formatBytes(current.downBytes + current.upBytes)}</b>{' '}
        <span>
          payload this billing period <span class="quiet">{periodText(current)}, seen by this probe</span>
        </span>
      </p>
      <p class="quiet">
        {formatBytes(current.downBytes)} down, {formatBytes(current.upBytes)} up
      </p>
      {latest.length > 1 && (
        <Fold title="Earlier periods">
          {() => (
            <ul class="lines">
              {latest.slice(1, MOST_PERIODS).map((period) => (
                <li key={period.startAt}>
                  <span>{periodText(period)}</span>
                  <span>
                    {formatBytes(period.downBytes)} down, {formatBytes(period.upBytes)} up
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Fold>
      )}
    </>
  );
}

/** From the first day to the last, as dates of the time zone the periods are counted in. */
function periodText({ startAt, endAt }: BillingPeriod): string {
  const last = new Date(Date.parse(endAt) - 1000);
  return `${startAt.slice(0, 10)} to ${Number.isNaN(last.getTime()) ? '–' : last.toISOString().slice(0, 10)}`;
}
