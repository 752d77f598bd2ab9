import type { Accounting, StatusMessage } from '../../../src/api/messages.ts';
import { accountingGap } from '../format/losses.ts';
import { formatMoment } from '../format/time.ts';
import { formatBytes, formatCount, formatShare } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { Captured } from '../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../text/visible-text.ts';
import { Losses } from './losses.tsx';
import { Empty, Panel } from './panel.tsx';
import { TableUseList } from './table-use.tsx';

const MOST_LINES = 12;

/** Whether the page can be believed: what was seen, where it went, what is missing. */
export function AccountingPanel({ state }: { readonly state: ProbeState }) {
  const status = state.shown.status.value;
  return (
    <Panel id="accounting" title="Where every frame went" note={status === null ? undefined : sinceText(status)}>
      {status === null ? (
        <Empty>Nothing heard yet.</Empty>
      ) : (
        <>
          <Equation accounting={status.accounting} />
          <Remarks remarks={status.source.remarks} />
          <div class="account-grid">
            <Losses losses={status.losses} />
            <Problems status={status} />
            <Unknown status={status} />
            <TableUseList tables={status.tables} />
          </div>
        </>
      )}
    </Panel>
  );
}

const MOST_REMARKS = 8;

/** What is particular about this capture, in the probe's own sentences. */
function Remarks({ remarks }: { readonly remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul class="remarks">
      {remarks.slice(0, MOST_REMARKS).map((remark) => (
        <li key={remark}>
          <Captured text={remark} limit={TOOLTIP_CHARACTERS} />
        </li>
      ))}
    </ul>
  );
}

function sinceText({ firstFrameAt, version }: StatusMessage): string {
  return `${firstFrameAt === null ? 'no frame yet' : `since ${formatMoment(firstFrameAt)}`}, wanprobe ${version}`;
}

function Equation({ accounting }: { readonly accounting: Accounting }) {
  const { seen, attributed, other, malformed } = accounting;
  const gap = accountingGap(accounting);
  return (
    <div class="equation">
      <p class="equation-terms">
        <Term name="seen" frames={seen.frames} kind="seen" note={formatBytes(seen.wireBytes)} />
        <span class="equation-sign">=</span>
        <Term name="attributed" frames={attributed} kind="attributed" note={partText(attributed, seen.frames)} />
        <span class="equation-sign">+</span>
        <Term name="other" frames={other} kind="other" note={partText(other, seen.frames)} />
        <span class="equation-sign">+</span>
        <Term name="malformed" frames={malformed} kind="malformed" note={partText(malformed, seen.frames)} />
      </p>
      <div class="equation-bar" aria-hidden="true">
        {(['attributed', 'other', 'malformed'] as const).map((kind) => (
          <span key={kind} class={`part-${kind}`} style={{ flexGrow: String(Math.max(0, accounting[kind])) }} />
        ))}
      </div>
      {gap !== 0 && (
        <p class="alarm">This does not add up: {formatCount(Math.abs(gap))} frames are unaccounted for. Please report it.</p>
      )}
    </div>
  );
}

interface TermProps {
  readonly name: string;
  readonly frames: number;
  readonly kind: string;
  readonly note: string;
}

function Term({ name, frames, kind, note }: TermProps) {
  return (
    <span class={`term term-${kind}`}>
      <b>{formatCount(frames)}</b>
      <span>
        {name} <span class="quiet">{note}</span>
      </span>
    </span>
  );
}

function partText(part: number, whole: number): string {
  return whole > 0 ? formatShare(part / whole) : '';
}

function Problems({ status }: { readonly status: StatusMessage }) {
  const { problems } = status;
  return (
    <div>
      <h3>Malformed and truncated</h3>
      {problems.length === 0 ? (
        <p class="quiet">{status.accounting.seen.frames === 0 ? 'No frame yet.' : 'Every frame could be read to its end.'}</p>
      ) : (
        <Lines
          lines={problems.map((row) => ({
            key: `${row.protocol} ${row.problem}`,
            name: row.protocol,
            what: row.problem,
            frames: row.frames,
          }))}
        />
      )}
    </div>
  );
}

function Unknown({ status }: { readonly status: StatusMessage }) {
  const { unknown } = status;
  return (
    <div>
      <h3>Unknown identifiers</h3>
      {unknown.length === 0 ? (
        <p class="quiet">{status.accounting.seen.frames === 0 ? 'No frame yet.' : 'Every protocol met so far is known.'}</p>
      ) : (
        <Lines
          lines={unknown.map((row) => ({
            key: `${row.carrier} ${row.identifier}`,
            name: row.carrier,
            what: row.identifier,
            frames: row.frames,
          }))}
        />
      )}
    </div>
  );
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly frames: number;
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      <ul class="lines">
        {lines.slice(0, MOST_LINES).map((line) => (
          <li key={line.key}>
            <span class="clip">
              <Captured text={line.name} />{' '}
              <span class="quiet">
                <Captured text={line.what} />
              </span>
            </span>
            <b>{formatCount(line.frames)}</b>
          </li>
        ))}
      </ul>
      {lines.length > MOST_LINES && <p class="quiet">and {formatCount(lines.length - MOST_LINES)} more kinds</p>}
    </>
  );
}
