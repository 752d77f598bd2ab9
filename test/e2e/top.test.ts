import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBuilt } from '../support/run-program.ts';
import { TerminalModel } from '../terminal/screen/terminal-model.ts';
import { shownMachine, shownPoint, shownProcess } from '../terminal/shown-models.ts';
import { hasTmux, TmuxPane } from '../terminal/tmux-pane.ts';
import { ToldProbe } from '../terminal/told-probe.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const COMMAND = `${process.execPath} ${CLI} top`;

/** A kept screen, of a probe at the address. */
function keptScreen(name: string, address: string): string[] {
  const text = readFileSync(new URL(`../terminal/screens/${name}.txt`, import.meta.url), 'utf8').trimEnd();
  const kept = 'http://probe:8080';
  const move = address.length - kept.length;
  // It ends at the right edge.
  return text.replace(`${' '.repeat(move)}${kept}`, address).split('\n');
}

let probe: ToldProbe;
let pane: TmuxPane;
let address: string;

beforeEach(async () => {
  if (!isBuilt || !hasTmux) return;
  probe = new ToldProbe();
  address = `http://127.0.0.1:${await probe.listen()}`;
  pane = new TmuxPane();
});

afterEach(async () => {
  if (!isBuilt || !hasTmux) return;
  pane.close();
  await probe.close();
});

const start = async (...options: readonly string[]): Promise<void> => {
  pane.run(`echo "before"; ${[COMMAND, address, ...options].join(' ')}`);
  await pane.shows('pihole');
};

/** The child of the pane's shell. */
function programPid(): number {
  const shell = pane.ask('pane_pid');
  return Number(readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ')[0]);
}

/** Everything that the program sent, sequence by sequence; fails for what is not ours. */
function framesOf(recorded: string): string[] {
  const begin = recorded.indexOf('\u001b[?1049h');
  const end = recorded.indexOf('\u001b[?1049l');
  expect(begin).toBeGreaterThanOrEqual(0);
  const shown = recorded.slice(begin, end < 0 ? undefined : end);
  // The modes are switched on entering and leaving, and the cursor goes home before the latter.
  return shown
    .replaceAll(/.\[\?(1049h|25[hl]|7[hl])/g, '')
    .replace(/.\[H/, '')
    .split('\u001b[0m\u001b[2J');
}

describe.skipIf(!isBuilt || !hasTmux)('wanprobe top', () => {
  it('shows the machine as it is kept, and gives the terminal back as it was', async () => {
    await start();
    expect((await pane.shows('ALERTS 1 now')).split('\n')).toEqual(keptScreen('machine-80x24', address));
    expect({ cursor: pane.ask('cursor_flag'), alternate: pane.ask('alternate_on') }).toEqual({ cursor: '0', alternate: '1' });

    pane.press('q');
    const screen = await pane.shows(/before\n[#$]$/);
    expect(screen).not.toContain('TASKS');
    expect({ cursor: pane.ask('cursor_flag'), alternate: pane.ask('alternate_on') }).toEqual({ cursor: '1', alternate: '0' });
    pane.run('echo "status $?"; stty -a | tr ";" "\\n" | grep -cw -- "echo icanon\\|icanon"');
    expect(await pane.shows(/status 0\n1\n/)).toContain('status 0');
  });

  it('follows keys and changes of size', async () => {
    await start();
    pane.press('2');
    await pane.shows('FLOWS 2');
    pane.resize(120, 40);
    await pane.shows(/APPLICATIONS 1/);
    pane.press('1');
    const wide = await pane.shows('PRESSURE');
    expect(wide.split('\n')).toEqual(keptScreen('machine-120x40', address));
    pane.press('h');
    await pane.shows('wanprobe top: keys');
    pane.press('Escape');
    await pane.shows('TASKS');
    pane.press('p');
    await pane.shows('by name');
    pane.press('/', 's', 's', 'h');
    const filtered = await pane.shows('with "ssh": 1');
    expect(filtered).toContain('Filter: ssh');
    pane.press('Enter');
    await pane.shows('h helps');
    pane.press('e');
    await pane.shows('mosquitto');
    pane.press('n', 'd');
    await pane.shows(/^FILE SYS .* TASKS/m);
    pane.resize(40, 10);
    await pane.shows('Too small.');
    pane.resize(80, 24);
    await pane.shows('TASKS');
    pane.press('Escape');
    await pane.shows(/[#$]$/);
  });

  it('shows new figures when they come, by writing only what changed', async () => {
    await start('--refresh', '0.2');
    pane.record();
    for (const cpuPercent of [81.5, 82.5, 83.5]) {
      const machine = shownMachine();
      probe.machine = { ...machine, cpu: { ...machine.cpu!, total: cpuPercent }, worstLevel: 'ok' };
      probe.line = { ...probe.line, traffic: shownPoint(cpuPercent - 50) };
      probe.tell();
      await pane.shows(`CPU %     ${cpuPercent}`);
    }
    const sent = pane.recorded();
    expect(sent).not.toContain('\u001b[2J');
    expect(sent).not.toContain('NETWORK');
    expect(sent.length).toBeLessThan(3 * 200);
  });

  it('sends a terminal nothing but text and its own sequences, whatever a probe calls its things', async () => {
    const evil = '\u001b[2J\u001b]0;title\u0007\u202e\u009b31m\nsh\u200b\u0000日本\ud800';
    const list = [shownProcess({ name: evil, user: evil, command: [evil, evil] })];
    probe.machine = {
      ...shownMachine({
        host: { ...shownMachine().host!, hostname: evil },
        processes: { list, counts: { total: 1, running: 0, sleeping: 1, other: 0, threads: 1 } },
        interfaces: [{ ...shownMachine().interfaces![0]!, name: evil }],
      }),
      worstLevel: evil,
    };
    pane.record();
    await start();
    pane.press('2');
    await pane.shows('FLOWS 2');
    pane.press('q');
    await pane.shows(/[#$]$/);
    const frames = framesOf(pane.recorded());
    const terminal = new TerminalModel(80, 24);
    for (const frame of frames) terminal.receive(frame);
    expect(frames.join('')).toContain('?[2J?]0;title???31m?sh??');
  });

  it('says on the last row that the probe went away, and comes back to it', async () => {
    await start();
    const port = Number(new URL(address).port);
    await probe.close();
    await pane.shows(/trying again in \d+ s$/);
    probe = new ToldProbe();
    await probe.listen(port);
    await pane.shows('h helps');
  });

  it.each(['TERM', 'HUP', 'INT'])('gives the terminal back on SIG%s', async (signal) => {
    await start();
    process.kill(programPid(), `SIG${signal}`);
    await pane.shows(/before\n(Hangup *\n)?[#$]$/);
    expect(pane.ask('cursor_flag')).toBe('1');
  });

  it('ends when its terminal does', async () => {
    await start();
    const pid = programPid();
    pane.close();
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 10_000 });
  });

  it('lets the shell in with Ctrl-Z and comes back with fg', async () => {
    pane.run('set -m');
    await start();
    pane.press('C-z');
    await pane.shows(/(Stopped|suspended).*[#$]$/s);
    expect(pane.ask('alternate_on')).toBe('0');
    pane.run('fg');
    await pane.shows('TASKS');
    pane.press('C-c');
    await pane.shows(/[#$]$/);
  });

  it('has no colours where people do not want them, and ASCII where there is nothing else', async () => {
    pane.run('export NO_COLOR=1 LANG=C LC_ALL=C');
    pane.record();
    await start();
    expect(pane.screen()).toContain('v 37.3 Mbit/s  ^ 2.10 Mbit/s');
    expect(pane.recorded()).not.toMatch(/\[[\d;]*3[0-7]m/);
    pane.press('q');
    await pane.shows(/[#$]$/);
  });

  it('lists probes, opens one and comes back', async () => {
    pane.run(`echo "before"; ${COMMAND} --browse ${address}`);
    const list = await pane.shows(/^http\S+ +here +5\.0 +21\.0 +0\.42 +61C fine +37\.3M +2\.10M warning$/m);
    expect(list).toContain('wanprobe top: probes');
    pane.press('Enter');
    await pane.shows('TASKS');
    pane.press('BSpace');
    await pane.shows('wanprobe top: probes');
    pane.press('Enter');
    await pane.shows('TASKS');
    pane.press('Escape');
    await pane.shows('wanprobe top: probes');
    pane.press('q');
    await pane.shows(/before\n[#$]$/);
  });

  it.each([
    ['http://127.0.0.1:9', 'wanprobe: no probe at http://127.0.0.1:9: '],
    ['ftp://127.0.0.1', 'wanprobe: ftp:// is not spoken here; expected an address such as http://pi:8080'],
  ])('says in a line why there is nothing at %s', async (url, line) => {
    pane.resize(200, 24);
    pane.run(`${COMMAND} ${url}; echo "status $?"`);
    expect(await pane.shows('status 1')).toContain(line);
  });

  it('says how to start a probe where none runs', async () => {
    await probe.close();
    pane.resize(200, 24);
    pane.run(`WANPROBE_LISTEN_PORT=${new URL(address).port} ${COMMAND}; echo "status $?"`);
    const line = `wanprobe: no probe runs at ${address}; start one with "wanprobe serve", or name another: wanprobe top http://pi:8080`;
    expect(await pane.shows('status 1')).toContain(line);
    probe = new ToldProbe();
    await probe.listen();
  });

  it('draws on terminals only', async () => {
    pane.resize(200, 24);
    pane.run(`${COMMAND} ${address} | cat; echo "end $((40 + 2))"`);
    expect(await pane.shows('end 42')).toContain('wanprobe: top draws on a terminal, and this is none');
  });
});
