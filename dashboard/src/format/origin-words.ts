import type { HostOrigin } from '../../../src/api/messages.ts';

/** Where a host is and whose network it is in, short: `DE, Example Networks`; `null` where nobody knows. */
export function originWords({ country, asNumber, asName }: Omit<HostOrigin, 'countryName'>): string | null {
  return joined([country, asName ?? systemWord(asNumber)]);
}

/** The same with all that is known: `Germany, AS64496 Example Networks`. */
export function originDetail({ country, countryName, asNumber, asName }: HostOrigin): string | null {
  const system = [systemWord(asNumber), asName].filter((part) => part !== null).join(' ');
  return joined([countryName ?? country, system === '' ? null : system]);
}

function systemWord(asNumber: number | null): string | null {
  return asNumber === null ? null : `AS${asNumber}`;
}

function joined(parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.join(', ');
}
