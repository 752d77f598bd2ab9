import { visibleText } from '../decode/hostile-text.ts';
import type { Colors } from './output.ts';
import type { Report } from './report.ts';
import { describeLine } from './report-text/line-text.ts';
import { describeSection } from './report-text/section.ts';
import { tablesOf } from './report-text/tables.ts';
import { alignColumns } from './table.ts';
import { bitRateText, bytesText, countText, durationText, momentText } from './units.ts';

/** Writes the report for people: what was read, what the line is like, then a table for each kind of row that there is one of. */
export function describeReport(report: Report, colors: Colors): string {
  const tables = tablesOf(report)
    .filter(({ rows }) => rows.length > 0)
    .map((section) => describeSection(section, colors));
  return [...describeFiles(report, colors), describeTotals(report), describeLine(report, colors), ...tables]
    .filter((part) => part !== '')
    .join('\n');
}

function describeFiles(report: Report, colors: Colors): string[] {
  return report.capture.files.map(({ path, format, timestampResolution, complete, damage, interfaces }) => {
    const links = [...new Set(interfaces.map(({ linkTypeName }) => linkTypeName))].join(', ') || 'no interface';
    const state =
      damage !== null ? colors.red(`damaged: ${damage.reason}`) : complete ? '' : colors.yellow('not read to its end');
    return `${colors.bold(visibleText(path))}  ${format}, ${timestampResolution}, ${links}${state === '' ? '' : `, ${state}`}\n`;
  });
}

function describeTotals({ capture, accounting, tables }: Report): string {
  const { frames, wireBytes, capturedBytes, durationSeconds, firstFrameAt, lastFrameAt } = capture;
  if (frames === 0 || firstFrameAt === null || lastFrameAt === null) return 'No frames.\n';
  const captured = capturedBytes === wireBytes ? '' : ` (${bytesText(capturedBytes)} of them captured)`;
  const rate = durationSeconds > 0 ? `, ${bitRateText((8 * wireBytes) / durationSeconds)} on average` : '';
  const folded =
    tables.flows.other.rows > 0 ? `; ${countText(tables.flows.other.rows)} conversations were folded into others` : '';
  return alignColumns([
    ['Frames', `${countText(frames)}, ${bytesText(wireBytes)}${captured}`],
    ['Time', `${momentText(firstFrameAt)} to ${momentText(lastFrameAt)}: ${durationText(durationSeconds)}${rate}`],
    [
      'Accounts',
      `${countText(accounting.seen)} seen = ${countText(accounting.attributed)} attributed + ${countText(accounting.other)} other + ${countText(accounting.malformed)} malformed${folded}`,
    ],
  ]);
}
