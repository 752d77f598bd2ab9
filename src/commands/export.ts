import type { FileSource } from '../capture/file/file-source.ts';
import { PcapWriter } from '../capture/file/pcap-writer.ts';
import { visibleText } from '../decode/hostile-text.ts';
import { CleanCopy } from './clean-copy.ts';
import { untilInterrupted } from './interruption.ts';
import type { Output } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { openCaptures, readCaptures } from './read-captures.ts';
import { sayWhatIsMissing } from './say-missing.ts';
import { countText } from './units.ts';

const ETHERNET = 1;

/** What `export` needs to know; already validated. */
export interface ExportOptions {
  /** The file to write. */
  readonly path: string;
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** Leaves out what follows the headers. */
  readonly stripPayload: boolean;
  readonly output: Output;
}

/**
 * Copies captures, several as one, with all secrets overwritten. Returns the exit status. A signal ends the reading; what was read until
 * then is a capture file all the same. Nothing is left behind where it fails.
 */
export async function runExport(files: readonly string[], options: ExportOptions): Promise<number> {
  // Until everything is open there is nothing to keep, and a signal just ends the process.
  const sources = await openCaptures(files);
  await untilInterrupted((signal) => copyAll(sources, options, signal));
  return 0;
}

async function copyAll(sources: readonly FileSource[], options: ExportOptions, signal: AbortSignal): Promise<void> {
  const { path, stripPayload, output } = options;
  const writer = openWriter(sources, options);
  const progress = createProgressBar(output);
  try {
    const copy = new CleanCopy(writer, { stripPayload });
    const rows = await readCaptures(sources, copy, { signal, onProgress: progress.show });
    writer.finish();
    progress.clear();
    sayWhatIsMissing(rows, output, {
      beforeDamage: 'everything before it is copied',
      undecoded: 'its frames are overwritten whole',
    });
    output.say(`wanprobe: ${visibleText(path)}: ${describe(writer, copy.secrets)}`);
    if (signal.aborted) output.say('wanprobe: interrupted; the copy holds what was read until then');
  } catch (error) {
    progress.clear();
    writer.discard();
    throw error;
  }
}

function openWriter(
  sources: readonly FileSource[],
  { path, force }: { readonly path: string; readonly force: boolean },
): PcapWriter {
  try {
    return new PcapWriter(path, { force, linkType: sources[0]?.interfaces[0]?.linkType ?? ETHERNET });
  } catch (error) {
    for (const source of sources) source.close();
    throw error;
  }
}

function describe({ frames, format }: PcapWriter, secrets: number): string {
  const what = `${counted(frames, 'frame')} written, ${counted(secrets, 'secret')} overwritten`;
  return format === 'pcap' ? what : `${what}; as pcapng, because pcap holds one link type only`;
}

function counted(count: number, what: string): string {
  return `${countText(count)} ${what}${count === 1 ? '' : 's'}`;
}
