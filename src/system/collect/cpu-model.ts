/** What /proc/cpuinfo says of the processors. */
export interface CpuModel {
  readonly model: string | null;
  /** Cores, counted once however many threads they run; null where the file does not say. */
  readonly cores: number | null;
  /** By the processor's number; empty where the architecture does not say. */
  readonly frequencyHz: ReadonlyMap<number, number>;
}

/** Arm names its cores by number only (Main ID Register, implementer 0x41). Those of small machines that a probe may run on. */
const ARM_PARTS: Readonly<Record<string, string>> = {
  '0xb76': 'ARM1176JZF-S',
  '0xc07': 'Cortex-A7',
  '0xc08': 'Cortex-A8',
  '0xc09': 'Cortex-A9',
  '0xc0f': 'Cortex-A15',
  '0xd03': 'Cortex-A53',
  '0xd04': 'Cortex-A35',
  '0xd05': 'Cortex-A55',
  '0xd07': 'Cortex-A57',
  '0xd08': 'Cortex-A72',
  '0xd09': 'Cortex-A73',
  '0xd0a': 'Cortex-A75',
  '0xd0b': 'Cortex-A76',
  '0xd0c': 'Neoverse-N1',
  '0xd41': 'Cortex-A78',
};
const LONGEST_MODEL = 128;

export function parseCpuModel(text: string): CpuModel {
  const frequencyHz = new Map<number, number>();
  const cores = new Set<string>();
  const first = new Map<string, string>();
  for (const block of text.split('\n\n')) {
    const fields = parseFields(block);
    const number = Number.parseInt(fields.get('processor') ?? '', 10);
    if (!(number >= 0)) continue;
    for (const [name, value] of fields) if (!first.has(name)) first.set(name, value);
    const megahertz = Number.parseFloat(fields.get('cpu MHz') ?? '');
    if (megahertz > 0 && Number.isFinite(megahertz)) frequencyHz.set(number, Math.round(megahertz * 1e6));
    if (fields.has('core id')) cores.add(`${fields.get('physical id') ?? 0}:${fields.get('core id')}`);
  }
  return { model: modelOf(first), cores: cores.size === 0 ? null : cores.size, frequencyHz };
}

function modelOf(fields: ReadonlyMap<string, string>): string | null {
  const part = fields.get('CPU implementer') === '0x41' ? ARM_PARTS[fields.get('CPU part') ?? ''] : undefined;
  const model = part ?? fields.get('model name') ?? fields.get('cpu model') ?? fields.get('cpu');
  return model === undefined || model === '' ? null : model.replace(/\s+/g, ' ').slice(0, LONGEST_MODEL);
}

function parseFields(block: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return fields;
}
