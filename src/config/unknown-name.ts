import { nearest } from './nearest.ts';
import { LATER_SECTIONS, SECTIONS } from './shape.ts';

/** What to say of a section that does not exist. */
export function describeUnknownSection(section: string): string {
  if (LATER_SECTIONS.includes(section)) return 'this section is not supported yet by this version; remove it';
  const near = nearest(section, SECTIONS);
  return `unknown section; ${near === null ? `there are ${SECTIONS.join(', ')}` : `did you mean ${near}?`}`;
}

/** What to say of a key that does not exist among these. */
export function describeUnknownKey(name: string, known: readonly { readonly name: string }[]): string {
  const names = known.map((each) => each.name);
  const near = nearest(name, names);
  return `unknown key; ${near === null ? `there are ${names.join(', ')}` : `did you mean ${near}?`}`;
}
