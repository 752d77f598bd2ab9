import { visibleText } from '../decode/hostile-text.ts';
import type { Output } from './output.ts';
import type { CaptureFileRow } from './report.ts';

/** What became of captures that were not all there, or not understood. */
export interface Fates {
  /** Of what stood before the damage, such as `everything before it is reported`. */
  readonly beforeDamage: string;
  /** Of frames of a link type without a decoder. */
  readonly undecoded: string;
}

/** Says which files are damaged and where, and which link types nobody decodes. */
export function sayWhatIsMissing(rows: readonly CaptureFileRow[], output: Output, fates: Fates): void {
  for (const { path, damage, interfaces } of rows) {
    const name = visibleText(path);
    if (damage !== null)
      output.say(`wanprobe: ${name}: damaged at byte ${damage.offset}: ${damage.reason}; ${fates.beforeDamage}`);
    const undecoded = new Set(interfaces.filter(({ isDecoded }) => !isDecoded).map(({ linkTypeName }) => linkTypeName));
    for (const linkType of undecoded) output.say(`wanprobe: ${name}: link type ${linkType} has no decoder; ${fates.undecoded}`);
  }
}
