import { describe, expect, it } from 'vitest';
import type { ListedProbe } from '../../../src/terminal/browse/probe-list.ts';
import type { ProbeSummary } from '../../../src/terminal/browse/probe-summary.ts';
import { ScreenBuffer } from '../../../src/terminal/screen/screen-buffer.ts';
import { Style } from '../../../src/terminal/screen/style.ts';
import { drawBrowse } from '../../../src/terminal/views/browse-view.ts';

const SUMMARY: ProbeSummary = {
  hostname: 'probe',
  cpuPercent: 5,
  memoryPercent: 21,
  load: 0.42,
  temperature: 61.3,
  worstLevel: 'warning',
  alert: 'cpu_thermal 0 is at 61 °C.',
  line: 'fine',
  downBytesPerSecond: 4_660_000,
  upBytesPerSecond: 262_500,
};

function entry(name: string, changes: Partial<ListedProbe> = {}): ListedProbe {
  return {
    probe: { name, base: new URL('http://10.1.2.3:8080/'), origin: 'found' },
    summary: SUMMARY,
    trouble: null,
    ...changes,
  };
}

function draw(entries: readonly ListedProbe[], selected = 0, size: readonly [number, number] = [80, 24]): ScreenBuffer {
  const buffer = new ScreenBuffer(...size);
  drawBrowse(buffer, entries, { selected, searchTrouble: null });
  return buffer;
}

const ENTRIES = [
  entry('this machine'),
  entry('cellar', { summary: { ...SUMMARY, worstLevel: 'ok', alert: null, line: 'outage', temperature: null } }),
  entry('attic', { trouble: 'no probe at http://10.1.2.3:8080: nothing listens there' }),
  entry('new', { summary: null }),
];

describe('the list of probes', () => {
  it.each([
    ['browse-80x24', [80, 24]],
    ['browse-140x24', [140, 24]],
  ] as [string, [number, number]][])('%s is as it is kept', async (name, size) => {
    await expect(`${draw(ENTRIES, 0, size).text()}\n`).toMatchFileSnapshot(`../screens/${name}.txt`);
  });

  it('sets the chosen one off and says below what is wrong with it', () => {
    const screen = draw(ENTRIES, 2);
    expect(screen.styles[5 * 80]).toBe(Style.Selected);
    expect(screen.rowText(22)).toBe('no probe at http://10.1.2.3:8080: nothing listens there');
  });

  it('follows the choice beyond the edge', () => {
    const many = Array.from({ length: 60 }, (_, index) => entry(`probe ${index}`));
    for (const selected of [0, 17, 40, 59]) {
      const screen = draw(many, selected);
      const row = [...Array(24).keys()].find((each) => screen.styles[each * 80] === Style.Selected)!;
      expect(screen.rowText(row)).toMatch(new RegExp(`^probe ${selected} `));
    }
  });

  it('says what to do while there is none', () => {
    expect(draw([]).text()).toContain('None yet. Name them in the configuration');
  });

  it('shows hostile names as text', () => {
    expect(draw([entry('\u001b]0;x\u0007\u202eeman')]).text()).toContain('?]0;x??eman');
  });
});
