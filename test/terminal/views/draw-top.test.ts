import { describe, expect, it } from 'vitest';
import { ScreenBuffer } from '../../../src/terminal/screen/screen-buffer.ts';
import { Style } from '../../../src/terminal/screen/style.ts';
import { emptyModel, type TopModel } from '../../../src/terminal/top-model.ts';
import { FIRST_STATE, type ViewState } from '../../../src/terminal/view-state.ts';
import { drawTop } from '../../../src/terminal/views/draw-top.ts';
import { shownEvent, shownFlow, shownLine, shownMachine, shownProcess, topModel } from '../shown-models.ts';

interface Shown {
  readonly size?: readonly [columns: number, rows: number];
  readonly model?: TopModel;
  readonly state?: Partial<ViewState>;
}

function draw({ size = [80, 24], model = topModel(), state = {} }: Shown = {}): ScreenBuffer {
  const buffer = new ScreenBuffer(...size);
  drawTop(buffer, model, { ...FIRST_STATE, ...state });
  return buffer;
}

/** How the first cell of a text looks, wherever it is. */
function styleAt(buffer: ScreenBuffer, text: string): number {
  const rows = buffer.text().split('\n');
  const row = rows.findIndex((each) => each.includes(text));
  expect(row, `${text} is on the screen`).toBeGreaterThanOrEqual(0);
  return buffer.styles[row * buffer.columns + rows[row]!.indexOf(text)]!;
}

describe('the screens', () => {
  it.each([
    ['machine-80x24', { size: [80, 24] }],
    ['machine-120x40', { size: [120, 40] }],
    ['machine-60x16', { size: [60, 16] }],
    ['line-80x24', { size: [80, 24], state: { screen: 'line' } }],
    ['line-120x40', { size: [120, 40], state: { screen: 'line' } }],
    ['help-80x24', { size: [80, 24], state: { isHelpOpen: true } }],
    ['too-small-40x10', { size: [40, 10] }],
  ] as [string, Shown][])('%s is as it is kept', async (name, shown) => {
    await expect(`${draw(shown).text()}\n`).toMatchFileSnapshot(`../screens/${name}.txt`);
  });

  it('have no cell that is not theirs, at any size', () => {
    for (let columns = 1; columns <= 200; columns += 7) {
      for (let rows = 1; rows <= 60; rows += 5) {
        for (const state of [{}, { screen: 'line' }, { isHelpOpen: true }] as Partial<ViewState>[]) {
          const buffer = draw({ size: [columns, rows], state });
          expect(buffer.characters).toHaveLength(columns * rows);
        }
      }
    }
  });

  it('show all keys in the help at 80 by 24', () => {
    expect(draw({ state: { isHelpOpen: true } }).text()).toContain('put into the background');
  });
});

describe('the machine', () => {
  it('is waited for, or the reason why it is not told is shown', () => {
    const empty = emptyModel('http://probe:8080');
    expect(draw({ model: empty }).text()).toContain('Waiting for what the probe tells of its machine');
    expect(draw({ model: { ...empty, machineTrouble: 'This probe is older.' } }).text()).toContain('This probe is older.');
  });

  it('has a hyphen where a collector has no reading', () => {
    const nothing = { cpu: null, load: null, memory: null, swap: null, pressure: null, disks: null, fileSystems: null };
    const more = { interfaces: null, sensors: null, raspberry: null, processes: null, containers: null, probe: null, host: null };
    const text = draw({ model: topModel({ machine: shownMachine({ ...nothing, ...more, flashCards: null }) }) }).text();
    expect(text).toMatch(/CPU\s+-\s+MEM\s+-\s+SWAP\s+-\s+LOAD\s+-/);
    expect(text).toContain('TASKS -');
  });

  it('has colours by the levels that the probe tells, and none of its own', () => {
    const screen = draw({ size: [120, 40] });
    expect(styleAt(screen, '53.3')).toBe(Style.Careful);
    expect(styleAt(screen, '61.3C')).toBe(Style.Warning);
    const plain = draw({ size: [120, 40], model: topModel({ machine: shownMachine({ levels: [] }) }) });
    expect(styleAt(plain, '61.3C')).toBe(Style.Plain);
  });

  it('says first what a Raspberry Pi complains of now', () => {
    const raspberry = {
      underVoltage: true,
      throttled: false,
      frequencyCapped: null,
      sinceStart: { underVoltage: true, throttled: true },
    };
    const screen = draw({ size: [120, 40], model: topModel({ machine: shownMachine({ raspberry }) }) });
    const order = ['SENSORS', 'under-voltage', 'cpu_thermal 0', 'throttled'].map((label) => screen.text().indexOf(label));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(screen.text()).toMatch(/^throttled +was/m);
    expect(styleAt(screen, 'NOW')).toBe(Style.Critical);
  });

  it('hides what was hidden, and gives the room to the rest', () => {
    const text = draw({ state: { hidden: ['network', 'disks', 'containers'] } }).text();
    expect(text).not.toMatch(/NETWORK|DISK I\/O|CONTAINER/);
    expect(text).toMatch(/cpu_thermal 0 +61\.3C/);
    const wide = draw({ state: { hidden: ['network', 'disks', 'fileSystems', 'sensors', 'containers'] } }).text();
    expect(wide).toMatch(/^TASKS/m);
    expect(wide).toMatch(/^ CPU% MEM% {3}RES .* TIME\+ {3}R\/s/m);
    expect(draw({ state: { hidden: ['processes', 'alerts'] } }).text()).not.toMatch(/TASKS|ALERTS/);
  });

  it('shows names in place of command lines, and bytes in place of bits', () => {
    const text = draw({ state: { showsCommand: false, showsBytes: true } }).text();
    expect(text).toMatch(/R wanprobe$/m);
    expect(text).toMatch(/^eth0 +4\.66M +1\.20k/m);
  });

  it('scrolls no further than to the last process', () => {
    const list = Array.from({ length: 50 }, (_, pid) => shownProcess({ pid, cpuPercent: 50 - pid }));
    const processes = { list, counts: { total: 300, running: 0, sleeping: 50, other: 0, threads: 50 } };
    const model = topModel({ machine: shownMachine({ processes }) });
    const buffer = new ScreenBuffer(80, 24);
    const range = drawTop(buffer, model, { ...FIRST_STATE, scroll: 9_999 });
    expect(range).toEqual({ page: 11, mostScroll: 39 });
    expect(buffer.text()).toMatch(/^.* {2}1\.0 +0\.2 +49 pi /m);
    expect(draw({ size: [140, 24], model, state: { scroll: 9_999 } }).text()).toContain('the first 50  from 40');
  });

  it('lists what matches a filter while it is typed', () => {
    const text = draw({ size: [120, 24], state: { draft: 'mosq' } }).text();
    expect(text).toContain('with "mosq": 1');
    expect(text).toMatch(/^Filter: mosq/m);
    expect(text).not.toContain('sshd');
  });
});

describe('alerts', () => {
  it('are said to be none', () => {
    expect(draw({ model: topModel({ events: [] }) }).text()).toContain('ALERTS none');
  });

  it('leave most of the screen to the rest, however many there are', () => {
    const events = Array.from({ length: 100 }, (_, serial) => shownEvent({ serial }));
    const text = draw({ model: topModel({ events }) }).text();
    expect(text).toContain('ALERTS 100 now, 0 over');
    expect(text.match(/WARNING/g)).toHaveLength(3);
  });

  it('have the level they have now while they last, and are dim when they are over', () => {
    const events = [
      shownEvent({ level: 'critical', levelNow: 'careful' }),
      shownEvent({ serial: 2, level: 'warning', levelNow: 'ok', endAt: '2026-03-01T19:00:00.000000Z' }),
    ];
    const screen = draw({ model: topModel({ events }) });
    expect(styleAt(screen, 'CRITICAL')).toBe(Style.Careful);
    expect(styleAt(screen, 'WARNING')).toBe(Style.Dim);
  });
});

describe('the line', () => {
  const state = { screen: 'line' } as const;

  it('says why nothing comes while there is no verdict', () => {
    const status = { ...shownLine().status!, source: { name: 'eth0', condition: 'down', reason: 'eth0 has no link.' } as const };
    const screen = draw({ model: topModel({ line: { status } }), state });
    expect(screen.text()).toContain('Verdict  eth0 has no link.');
    expect(styleAt(screen, 'eth0 has no link.')).toBe(Style.Critical);
  });

  it('shows the verdict by how bad it is', () => {
    const line = shownLine();
    const now = { verdict: 'line', severity: 'major', text: 'The line loses packets.' } as const;
    const screen = draw({ model: topModel({ line: { ...line, line: { ...line.line!, verdict: { now } } } }), state });
    expect(styleAt(screen, 'The line loses packets.')).toBe(Style.Warning);
  });

  it('moves conversations with the keys that scroll, no further than to the last', () => {
    const list = Array.from({ length: 30 }, (_, index) =>
      shownFlow({ initiator: { address: '192.0.2.7', port: 1_000 + index } }),
    );
    const model = topModel({ line: shownLine({ flows: { list, total: 30 } }) });
    const buffer = new ScreenBuffer(80, 24);
    const { mostScroll, page } = drawTop(buffer, model, { ...FIRST_STATE, ...state, scroll: 9_999 });
    expect(mostScroll + page).toBe(30);
    expect(buffer.text()).toContain('192.0.2.7:1029');
    expect(draw({ model, state: { ...state, scroll: 3 } }).text()).toMatch(/FLOWS 30.*\n192\.0\.2\.7:1003/);
  });
});

describe('the last row', () => {
  it('says what is wrong with the connection', () => {
    const trouble = 'no probe at http://probe:8080: nothing listens there; trying again in 4 s';
    const screen = draw({ model: topModel({ trouble }) });
    expect(screen.rowText(23)).toBe(trouble);
    expect(styleAt(screen, 'no probe at')).toBe(Style.Critical);
  });

  it('says that it is frozen', () => {
    expect(draw({ state: { isFrozen: true } }).rowText(23)).toMatch(/FROZEN$/);
  });
});

describe('hostile names', () => {
  it('stay in their cells and are text', () => {
    const evil = '\u001b[2J\u001b]0;x\u0007\u202eroot\n日本語\u200b';
    const process = shownProcess({ name: evil, user: evil, command: [evil], state: evil });
    const machine = shownMachine({
      host: { ...shownMachine().host!, hostname: evil, distribution: evil },
      processes: { list: [process], counts: { total: 1, running: 0, sleeping: 1, other: 0, threads: 1 } },
      sensors: [{ label: evil, type: evil, unit: evil, value: 1 }],
      containers: [{ name: evil, status: evil, cpuPercent: null, memoryBytes: null }],
    });
    const screen = draw({
      model: topModel({ machine, address: evil, events: [shownEvent({ message: evil, level: 'warning' })] }),
    });
    expect(screen.text()).not.toMatch(/[^\P{C}\n]/u);
    for (const line of screen.text().split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });
});
