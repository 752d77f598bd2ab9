import type { ScreenName } from '../view-state.ts';

/** What each screen needs; nothing else is sent over the network. */
const CHOICES: Readonly<Record<ScreenName, { readonly topics: readonly string[]; readonly limit: number }>> = {
  machine: { topics: ['status', 'traffic', 'system', 'events'], limit: 200 },
  line: {
    topics: ['status', 'traffic', 'hosts', 'flows', 'protocols', 'applications', 'tunnels', 'line', 'system'],
    limit: 40,
  },
};
const NEWER_TOPICS = ['system', 'events'];

/** Which topics a probe knows: one older than those of the machine refuses a choice that names them. */
export type TopicAge = 'newer' | 'older';

/** What to ask the live feed for, for a screen. */
export function choiceFor(screen: ScreenName, age: TopicAge): { readonly topics: readonly string[]; readonly limit: number } {
  const { topics, limit } = CHOICES[screen];
  return age === 'newer' ? CHOICES[screen] : { topics: topics.filter((topic) => !NEWER_TOPICS.includes(topic)), limit };
}
