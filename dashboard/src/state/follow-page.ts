import { type ReadonlySignal, signal } from '@preact/signals';
import { type Page, pageOf } from './page.ts';

/** Follows the address, so that going back works, and a page can be kept as a bookmark. */
export function followPage(): ReadonlySignal<Page> {
  const page = signal<Page>(pageOf(location.hash));
  addEventListener('hashchange', () => {
    if (page.value === pageOf(location.hash)) return;
    page.value = pageOf(location.hash);
    scrollTo(0, 0);
  });
  return page;
}
