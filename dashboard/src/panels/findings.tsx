import type { LineMessage, MirrorFinding, MirrorLoss, MtuFinding } from '../../../src/api/messages.ts';
import { knownLosses } from '../format/losses.ts';
import { formatWhen } from '../format/time.ts';
import { formatBytes, formatCount, formatShare } from '../format/units.ts';
import { isLineKnown } from '../state/line-view.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { Captured } from '../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../text/visible-text.ts';
import { Fold } from './fold.tsx';
import { ToneIcon } from './icons.tsx';
import { Panel } from './panel.tsx';

const MTU_TONES = { serious: 'bad', warning: 'warn', information: 'quiet' } as const;
const MTU_WORDS = { serious: 'Serious', warning: 'Warning', information: 'For your information' } as const;

/** What is wrong with packet sizes and with the mirror, each with what says so and what to do. */
export function FindingsPanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  if (line === null) return null;
  const { findings } = line.mirror;
  const { mtu } = line.quality;
  const lasting = findings.filter(({ until }) => until === null);
  const past = findings.filter(({ until }) => until !== null);
  const nowAt = state.windowEndAt.value;
  const isQuiet = lasting.length + mtu.findings.length === 0;
  return (
    <Panel
      id="findings"
      title="Worth fixing"
      note={isQuiet ? (isLineKnown(line) ? 'nothing found' : undefined) : formatCount(lasting.length + mtu.findings.length)}
    >
      {isQuiet && !isLineKnown(line) && <p class="quiet">Nothing was looked at yet.</p>}
      {isQuiet && isLineKnown(line) && (
        <p class="quiet">
          Packets fit the line ({mtu.lineMtu} bytes, {mtu.lineMtuIs === 'negotiated' ? 'as negotiated' : 'as is usual'}), and the
          mirror shows the line as it is, as far as can be told.
        </p>
      )}
      <ul class="findings">
        {lasting.slice(0, 8).map((finding) => (
          <MirrorCard key={finding.code} finding={finding} nowAt={nowAt} />
        ))}
        {mtu.findings.slice(0, 8).map((finding) => (
          <MtuCard key={finding.kind} finding={finding} nowAt={nowAt} />
        ))}
      </ul>
      {past.length > 0 && (
        <Fold title="Was wrong with the mirror before" note={formatCount(past.length)}>
          {() => (
            <ul class="findings">
              {past.slice(0, 16).map((finding, index) => (
                <MirrorCard key={`${index} ${finding.since}`} finding={finding} nowAt={nowAt} />
              ))}
            </ul>
          )}
        </Fold>
      )}
      <MissedFrames state={state} loss={line.quality.mirrorLoss} />
    </Panel>
  );
}

function MtuCard({ finding, nowAt }: { readonly finding: MtuFinding; readonly nowAt: string | null }) {
  const { severity, text, remedy, evidence, lastAt } = finding;
  const tone = MTU_TONES[severity] ?? 'quiet';
  return (
    <li class={`finding tone-${tone}`}>
      <p class="finding-head">
        <ToneIcon tone={tone} />
        <b>{MTU_WORDS[severity] ?? severity}: packet sizes</b>
        {lastAt !== null && <span class="quiet">last {formatWhen(lastAt, nowAt)}</span>}
      </p>
      <p>
        <Captured text={text} limit={TOOLTIP_CHARACTERS} />
      </p>
      <Remedy text={remedy} />
      <Fold title="What says so">
        {() => (
          <ul class="bullets">
            {Object.entries(evidence)
              .slice(0, 8)
              .map(([name, value]) => (
                <li key={name}>
                  {spacedName(name)}: <b>{typeof value === 'number' ? formatCount(value) : <Captured text={value} />}</b>
                </li>
              ))}
          </ul>
        )}
      </Fold>
    </li>
  );
}

function MirrorCard({ finding, nowAt }: { readonly finding: MirrorFinding; readonly nowAt: string | null }) {
  const { evidence, remedy, since, until } = finding;
  const tone = until === null ? 'warn' : 'quiet';
  return (
    <li class={`finding tone-${tone}`}>
      <p class="finding-head">
        <ToneIcon tone={tone} />
        <b>The mirror: {finding.code.replaceAll('-', ' ')}</b>
        <span class="quiet">
          since {formatWhen(since, nowAt)}
          {until !== null && ` until ${formatWhen(until, nowAt)}`}
        </span>
      </p>
      <p>
        <Captured text={evidence} limit={TOOLTIP_CHARACTERS} />
      </p>
      <Remedy text={remedy} />
    </li>
  );
}

function Remedy({ text }: { readonly text: string }) {
  return (
    <p class="remedy">
      <b>What to do:</b> <Captured text={text} limit={TOOLTIP_CHARACTERS} />
    </p>
  );
}

/** `largestMssAnnounced` as people write it. */
function spacedName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bmss\b|\bmtu\b/g, (word) => word.toUpperCase());
}

interface MissedFramesProps {
  readonly state: ProbeState;
  readonly loss: LineMessage['quality']['mirrorLoss'];
}

/** What the probe itself did not get to see, by two witnesses. */
function MissedFrames({ state, loss }: MissedFramesProps) {
  const losses = state.shown.status.value?.losses;
  const counted = losses === undefined ? null : knownLosses(losses);
  return (
    <div class="subsection">
      <h3>Did the probe see everything?</h3>
      <ul class="lines">
        <li title="Data that the receiver acknowledged and the probe never saw">
          <span>Lost by the mirror, as TCP’s numbers show</span>
          <span>
            <Part loss={loss.down} way="down" />, <Part loss={loss.up} way="up" />
          </span>
        </li>
        <li title="Counted by the network card, the kernel and the probe">
          <span>Dropped by this machine, as it counts</span>
          {counted === null ? (
            <span class="quiet">not known</span>
          ) : (
            <b class={counted > 0 ? 'bad' : ''}>{formatCount(counted)} frames</b>
          )}
        </li>
      </ul>
    </div>
  );
}

function Part({ loss, way }: { readonly loss: MirrorLoss; readonly way: string }) {
  if (loss.share === null) return <span class="quiet">nothing {way}</span>;
  return (
    <b class={loss.share >= 0.01 ? 'bad' : ''} title={`${formatBytes(loss.bytes)} in ${formatCount(loss.gaps)} gaps`}>
      {formatShare(loss.share)} {way}
    </b>
  );
}
