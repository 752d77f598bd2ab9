import { chooseInterface } from '../capture/live/choose-interface.ts';
import { listInterfaces } from '../capture/live/list-interfaces.ts';
import type { NetworkInterface } from '../capture/live/network-interface.ts';
import type { Output } from './output.ts';
import { alignColumns } from './table.ts';

export interface InterfacesOptions {
  readonly json: boolean;
  readonly output: Output;
}

/** Prints the interfaces of this machine and which one `serve` would choose. Returns the exit status. */
export async function runInterfaces({ json, output }: InterfacesOptions): Promise<number> {
  const interfaces = await listInterfaces();
  const chosen = chooseInterface(interfaces);
  if (json)
    output.print(
      `${JSON.stringify({ chosen: chosen?.name ?? null, interfaces: interfaces.map((each) => explain(each, chosen)) }, null, 2)}\n`,
    );
  else output.print(drawInterfaces(interfaces, chosen));
  return 0;
}

const HEADINGS = ['', 'interface', 'kind', 'link', 'speed', 'mtu', 'address', 'remarks'];

/** The table for people: a row per interface, then what `serve` would do. */
export function drawInterfaces(interfaces: readonly NetworkInterface[], chosen: NetworkInterface | null): string {
  if (interfaces.length === 0) return 'This machine has no network interface.\n';
  const rows = interfaces.map((each) => [
    each === chosen ? '*' : '',
    each.name,
    each.kind,
    describeLink(each),
    each.speedMegabits === null ? '-' : `${each.speedMegabits} Mbit/s`,
    each.mtu === null ? '-' : String(each.mtu),
    each.mac ?? '-',
    [whyNotChosen(each, chosen) ?? '', ...remarksOn(each)].filter((text) => text !== '').join('; '),
  ]);
  return `${alignColumns([HEADINGS, ...rows])}\n${describeChoice(chosen)}`;
}

/** Why `serve` would not take this interface by itself; `null` for the one it would take. */
export function whyNotChosen(candidate: NetworkInterface, chosen: NetworkInterface | null): string | null {
  if (candidate === chosen) return candidate.whyNot;
  if (candidate.linkType === null || !candidate.isUp) return candidate.whyNot;
  if (candidate.kind !== 'physical') return `not chosen: ${candidate.kind}, not a wired card`;
  if (candidate.hasCarrier !== true) return 'not chosen: no link';
  if (chosen !== null && (chosen.index ?? 0) < (candidate.index ?? 0)) return `not chosen: ${chosen.name} comes first`;
  return 'not chosen: its frames are not Ethernet';
}

function explain(
  candidate: NetworkInterface,
  chosen: NetworkInterface | null,
): NetworkInterface & { whyNotChosen: string | null } {
  return { ...candidate, whyNotChosen: candidate === chosen ? null : whyNotChosen(candidate, chosen) };
}

function describeLink({ isUp, hasCarrier }: NetworkInterface): string {
  if (!isUp) return 'off';
  return hasCarrier === null ? 'unknown' : hasCarrier ? 'up' : 'down';
}

function remarksOn({ offloads, isPromiscuous }: NetworkInterface): string[] {
  const merging = (['gro', 'lro', 'gso', 'tso'] as const).filter((name) => offloads?.[name] === true);
  const remarks = isPromiscuous ? ['promiscuous'] : [];
  return merging.length === 0 ? remarks : [...remarks, `offloads on: ${merging.join(' ')}`];
}

function describeChoice(chosen: NetworkInterface | null): string {
  if (chosen === null) return 'serve would choose none of them: no wired card is up and has a link. Name one with --interface.\n';
  const first = `* serve would choose ${chosen.name}; another one is named with --interface.\n`;
  return chosen.canCapture ? first : `${first}  It could not capture now: ${chosen.whyNot ?? 'unknown why'}\n`;
}
