import { visibleText } from '../../decode/hostile-text.ts';
import type { LineSummary } from '../../line/line-summary.ts';
import type { OutageRow } from '../../line/outage/outage-row.ts';
import type { BufferbloatRow, VerdictRow } from '../../line/verdict/verdict-row.ts';
import type { Colors } from '../output.ts';
import { durationText, momentText } from '../units.ts';
import { describeFacts, type Fact } from './facts.ts';

/** Of minutes that went wrong in one way, and of outages, the worst are listed. */
const MOST_LISTED = 8;
const SEVERITIES = ['none', 'minor', 'major', 'outage'] as const;

/** Minutes one after the other with the same verdict. */
interface Stretch {
  readonly first: VerdictRow;
  worst: VerdictRow;
  minutes: number;
}

/** Whose fault it was, when, and what the line does under load. '' where there was too little traffic to say. */
export function describeVerdict({ verdict, outages }: LineSummary, colors: Colors): string {
  const facts = [...stretchFacts(verdict.minutes), ...outageFacts(outages.outages), ...loadFacts(verdict.bufferbloat)];
  return facts.length === 0 ? '' : `${colors.bold('Verdict')}\n${describeFacts(facts, colors)}`;
}

function stretchFacts(minutes: readonly VerdictRow[]): Fact[] {
  const judged = minutes.filter(({ verdict }) => verdict !== 'idle');
  if (judged.length === 0) return [];
  const wrong = judged.filter(({ severity }) => severity !== 'none');
  if (wrong.length === 0) return [{ label: 'Nothing wrong', text: visibleText(judged.at(-1)!.text) }];
  const stretches = stretchesOf(minutes).filter(({ worst }) => worst.severity !== 'none');
  const listed = [...stretches].sort((a, b) => rank(b.worst) - rank(a.worst) || b.minutes - a.minutes).slice(0, MOST_LISTED);
  const facts = listed
    .sort((a, b) => (a.first.atMinute < b.first.atMinute ? -1 : 1))
    .map(({ first, worst, minutes: count }): Fact => {
      const lasting = count === 1 ? '' : `, ${count} minutes`;
      const text = `${momentText(first.atMinute)}${lasting}: ${visibleText(worst.text)}`;
      return { label: NAMES[worst.verdict], text, tone: worst.severity === 'minor' ? 'yellow' : 'red' };
    });
  const left = stretches.length - listed.length;
  if (left > 0) facts.push({ label: '', text: `and ${left} more times; --json has every minute` });
  const fine = judged.length - wrong.length;
  if (fine > 0) facts.push({ label: 'Nothing wrong', text: `in ${fine} of ${judged.length} minutes with traffic` });
  return facts;
}

const NAMES: Readonly<Record<VerdictRow['verdict'], string>> = {
  line: 'Line',
  'line-full': 'Line full',
  home: 'Home side',
  'far-end': 'Far end',
  dns: 'DNS',
  mirror: 'Mirror',
  'nothing-wrong': 'Nothing wrong',
  idle: 'Idle',
};

function stretchesOf(minutes: readonly VerdictRow[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const minute of minutes) {
    const last = stretches.at(-1);
    if (last === undefined || last.worst.verdict !== minute.verdict || last.worst.outage !== minute.outage) {
      stretches.push({ first: minute, worst: minute, minutes: 1 });
      continue;
    }
    last.minutes += 1;
    if (rank(minute) > rank(last.worst)) last.worst = minute;
  }
  return stretches;
}

function rank({ severity }: VerdictRow): number {
  return SEVERITIES.indexOf(severity);
}

function outageFacts(outages: readonly OutageRow[]): Fact[] {
  const listed = outages.slice(-MOST_LISTED);
  const facts = listed.map(({ startAt, endAt, durationSeconds, text, evidence }, index): Fact => {
    const lasted = endAt === null ? 'to the end of the capture' : durationText(durationSeconds);
    const seen = evidence.length === 0 ? '' : ` (${evidence.map((text) => visibleText(text)).join('; ')})`;
    return {
      label: index === 0 ? 'Outages' : '',
      text: `${momentText(startAt)}, ${lasted}: ${visibleText(text)}${seen}`,
      tone: 'red',
    };
  });
  if (outages.length > listed.length) facts.push({ label: '', text: `and ${outages.length - listed.length} before these` });
  return facts;
}

function loadFacts(rows: readonly BufferbloatRow[]): Fact[] {
  return rows.flatMap(({ direction, grade, addedMillis, measure }): Fact[] => {
    if (grade === null || addedMillis === null) return [];
    const by = measure === 'lcp-echo' ? 'LCP echoes take' : 'round trips of TCP take';
    const text = `loaded ${direction}stream, ${by} ${Math.round(addedMillis)} ms longer: bufferbloat ${grade}`;
    return [{ label: 'Under load', text, ...('CDF'.includes(grade) && { tone: 'yellow' as const }) }];
  });
}
