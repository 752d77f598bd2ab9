export interface ParsedMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\]|\\["\\n])*",?)*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\["\\n])*)"/g;

/** Reads Prometheus' text format the strict way: every metric has HELP, then TYPE, then its samples, and appears once. */
export function parsePrometheus(text: string): ParsedMetric[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
  const metrics: ParsedMetric[] = [];
  const lines = text.split('\n').slice(0, -1);
  for (let index = 0; index < lines.length; ) {
    const help = /^# HELP (\S+) (.*)$/.exec(lines[index]!);
    const type = /^# TYPE (\S+) (counter|gauge)$/.exec(lines[index + 1] ?? '');
    if (help === null || type === null || help[1] !== type[1]) throw new Error(`no HELP and TYPE at: ${lines[index]}`);
    if (metrics.some(({ name }) => name === help[1])) throw new Error(`${help[1]} appears twice`);
    const metric: ParsedMetric = { name: help[1]!, type: type[2]!, help: unescaped(help[2]!), samples: [] };
    for (index += 2; index < lines.length && !lines[index]!.startsWith('#'); index += 1) {
      const sample = SAMPLE.exec(lines[index]!);
      if (sample === null || sample[1] !== metric.name) throw new Error(`no sample of ${metric.name}: ${lines[index]}`);
      const labels = [...(sample[2] ?? '').matchAll(LABEL)].map(([, name, value]) => [name!, unescaped(value!)] as const);
      metric.samples.push({ labels: Object.fromEntries(labels), value: Number(sample[3]) });
    }
    const keys = metric.samples.map(({ labels }) => JSON.stringify(labels));
    if (new Set(keys).size !== keys.length) throw new Error(`${metric.name} has a series twice`);
    metrics.push(metric);
  }
  return metrics;
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}
