import type { EventsMessage } from '../../../src/api/messages.ts';
import { worstLevelOf } from '../format/level-words.ts';
import { formatCount } from '../format/units.ts';
import { PAGES, type Page } from '../state/page.ts';

interface PageLinksProps {
  readonly page: Page;
  readonly events: EventsMessage | null;
}

const TITLES: Readonly<Record<Page, string>> = { line: 'Line', machine: 'Machine', machines: 'Machines' };

/** The way from page to page. What is wrong with the machine is seen on every page. */
export function PageLinks({ page, events }: PageLinksProps) {
  return (
    <nav class="page-links" aria-label="Pages">
      {PAGES.map((each) => (
        <a key={each} class="page-link" href={`#${each}`} aria-current={each === page ? 'page' : undefined}>
          {TITLES[each]}
          {each === 'machine' && ' '}
          {each === 'machine' && events !== null && events.ongoing > 0 && <Ongoing events={events} />}
        </a>
      ))}
    </nav>
  );
}

function Ongoing({ events: { list, ongoing } }: { readonly events: EventsMessage }) {
  const level = worstLevelOf(list.filter(({ endAt }) => endAt === null).map(({ levelNow }) => levelNow));
  return (
    <span class={`level-count level-${level}`}>
      {formatCount(ongoing)}
      <span class="unseen"> {ongoing === 1 ? 'event lasts' : 'events last'}</span>
    </span>
  );
}
