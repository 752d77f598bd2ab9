import { Value } from 'typebox/value';
import { type LiveRequest, MACHINE_TOPICS, type MachineTopic, WINDOW_TOPICS, type WindowTopic } from './messages.ts';
import { LIVE_REQUEST } from './schemas/messages.ts';

const DEFAULT_LIMIT = 20;

/** What a client wants of one kind of messages. Clients with equal keys get the very same text. */
export interface TopicChoice<Topic extends string> {
  readonly topics: ReadonlySet<Topic>;
  readonly limit: number;
  readonly key: string;
}

/** What a client wants pushed. */
export interface LiveChoice {
  readonly ofWindows: TopicChoice<WindowTopic>;
  readonly ofMachine: TopicChoice<MachineTopic>;
}

/** Reads what a client sent; null when it is no `LiveRequest`. */
export function readLiveRequest(text: string): LiveChoice | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Value.Check(LIVE_REQUEST, value)) return null;
  const { topics, limit = DEFAULT_LIMIT } = value as LiveRequest;
  return {
    ofWindows: choose(
      WINDOW_TOPICS.filter((topic) => topics.includes(topic)),
      limit,
    ),
    ofMachine: choose(
      MACHINE_TOPICS.filter((topic) => topics.includes(topic)),
      limit,
    ),
  };
}

function choose<Topic extends string>(topics: readonly Topic[], limit: number): TopicChoice<Topic> {
  return { topics: new Set(topics), limit, key: `${topics.join(',')}:${limit}` };
}
