/** The pages there are, by what stands behind # in the address: `#machine`. */
export const PAGES = ['line', 'machine', 'machines'] as const;
export type Page = (typeof PAGES)[number];

/** The page that a fragment (`#machine`) leads to; the line for all that is no page. */
export function pageOf(fragment: string): Page {
  return PAGES.find((page) => fragment === `#${page}`) ?? 'line';
}
