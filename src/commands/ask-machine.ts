import type { AlertLevel, MachineLineState, MachineRow } from '../api/messages.ts';

export type MachineFigures = Omit<MachineRow, 'name' | 'url' | 'state' | 'seenAt' | 'trouble'>;

export interface Asking {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** A machine with 256 mounts and interfaces says less. */
const MOST_BYTES = 1024 * 1024;
const LEVELS: readonly string[] = ['ok', 'careful', 'warning', 'critical'] satisfies readonly AlertLevel[];

/** Asks a probe how it, its machine and its line are. What it says is not believed to have any shape. Throws where it does not answer. */
export async function askMachine(url: URL, asking: Asking): Promise<MachineFigures> {
  const read = (path: string) => readJson(new URL(`api/v1/${path}`, url), asking);
  const [system, status, windows] = await Promise.all([read('system?limit=1'), read('status'), read('line/windows?limit=1')]);
  const condition = at(status, 'source', 'condition');
  const level = at(system, 'worstLevel');
  return {
    cpuPercent: numberAt(system, 'cpu', 'total'),
    memoryPercent: numberAt(system, 'memory', 'percent'),
    load: numberAt(system, 'load', 'min1'),
    temperature: highestTemperature(at(system, 'sensors')),
    worstLevel: typeof level === 'string' && LEVELS.includes(level) ? (level as AlertLevel) : null,
    ...lineOf(condition === 'capturing', at(windows, 'windows', 0)),
  };
}

type LineFigures = Pick<MachineFigures, 'lineState' | 'downBytesPerSecond' | 'upBytesPerSecond'>;

/** From its last window of the line, which says nothing of now where nothing is captured. */
function lineOf(isCapturing: boolean, window: unknown): LineFigures {
  if (!isCapturing) return { lineState: 'silent', downBytesPerSecond: null, upBytesPerSecond: null };
  const seconds = (timeAt(window, 'home', 'endAt') - timeAt(window, 'home', 'startAt')) / 1000;
  const rate = (way: 'down' | 'up') => {
    const bytes = numberAt(window, 'home', way, 'wireBytes');
    return bytes === null || !(seconds > 0) ? null : bytes / seconds;
  };
  return { lineState: lineStateOf(window), downBytesPerSecond: rate('down'), upBytesPerSecond: rate('up') };
}

function lineStateOf(window: unknown): MachineLineState | null {
  if (isObject(at(window, 'outages', 'open'))) return 'outage';
  const severity = at(window, 'verdict', 'now', 'severity');
  if (severity === 'outage') return 'outage';
  if (severity === 'minor' || severity === 'major') return 'troubled';
  return severity === 'none' ? 'fine' : null;
}

function highestTemperature(sensors: unknown): number | null {
  if (!Array.isArray(sensors)) return null;
  const values = sensors.filter((sensor) => at(sensor, 'unit') === 'C').map((sensor) => numberAt(sensor, 'value'));
  return values.reduce((highest, value) => (highest === null || (value !== null && value > highest) ? value : highest), null);
}

/** Redirections are not followed: where to ask is for the configuration to say. */
async function readJson(url: URL, { fetch, signal }: Asking): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'manual', headers: { accept: 'application/json' } });
  const text = await readText(response);
  if (response.status >= 300 && response.status < 400) throw new Error('it sends elsewhere, which is not followed');
  const body = parse(text);
  if (!response.ok) {
    const message = at(body, 'error', 'message');
    throw new Error(typeof message === 'string' ? message : `it answered ${response.status}`);
  }
  if (!isObject(body)) throw new Error('what answers there is no wanprobe');
  return body;
}

/** The body, of which there is only so much room. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error('its answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What lies at a path of keys; undefined where there is nothing. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);
}

function numberAt(value: unknown, ...path: readonly (string | number)[]): number | null {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

function timeAt(value: unknown, ...path: readonly (string | number)[]): number {
  const found = at(value, ...path);
  return typeof found === 'string' ? Date.parse(found) : Number.NaN;
}
