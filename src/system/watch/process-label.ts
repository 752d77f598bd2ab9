import type { ProcessReading } from '../process-readings.ts';

const LONGEST_NAME = 64;
/** QEMU by its own names, and by the one of Proxmox and older Debian. */
const EMULATOR = /(^|\/)(qemu-[^/]*|kvm)$/;

/** What to call a process: `web` for the virtual machine of that name, else its name and pid. Its own words: hostile. */
export function labelProcess({ pid, name, command }: Pick<ProcessReading, 'pid' | 'name' | 'command'>): string {
  return guestName(command) ?? `${name.slice(0, LONGEST_NAME)} ${pid}`;
}

/** The name of the machine that QEMU runs, of its option `-name [guest=]name[,key=value...]`; null where it has none. */
export function guestName(command: readonly string[]): string | null {
  if (!EMULATOR.test(command[0] ?? '')) return null;
  const at = command.findIndex((argument) => argument === '-name' || argument === '--name');
  const options = at === -1 ? undefined : command[at + 1];
  if (options === undefined) return null;

  // A comma within a value is written twice.
  const [first = '', ...others] = options.split(/(?<!,),(?!,)/).map((option) => option.replaceAll(',,', ','));
  const named = [first, ...others].find((option) => option.startsWith('guest='));
  const guest = named === undefined ? first : named.slice('guest='.length);
  return guest === '' || (named === undefined && first.includes('=')) ? null : guest.slice(0, LONGEST_NAME);
}
