import { BINDINGS } from '../key-bindings.ts';
import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';

const KEY_WIDTH = 10;
const FIRST_ROW = 2;

/** All keys, in as many columns as they need. */
export function drawHelp(buffer: ScreenBuffer): void {
  buffer.put('wanprobe top: keys', { row: 0, column: 0, style: Style.Title });
  buffer.putRight('any key closes this', { row: 0, column: 20, width: buffer.columns - 20, style: Style.Dim });
  const rows = buffer.rows - FIRST_ROW - 1;
  const columns = Math.ceil(BINDINGS.length / rows);
  const width = Math.floor(buffer.columns / columns);
  BINDINGS.forEach(({ shown, help }, index) => {
    const row = FIRST_ROW + (index % rows);
    const column = Math.floor(index / rows) * width;
    buffer.put(shown, { row, column, width: KEY_WIDTH, style: Style.Bold });
    buffer.put(help, { row, column: column + KEY_WIDTH, width: width - KEY_WIDTH - 1 });
  });
  buffer.put('Colours: by the thresholds of the probe: careful, warning, critical.', {
    row: buffer.rows - 1,
    column: 0,
    style: Style.Dim,
  });
}
