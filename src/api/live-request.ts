import { Value } from 'typebox/value';
import type { LiveRequest, LiveTopic } from './messages.ts';
import { LIVE_REQUEST } from './schemas/messages.ts';

const DEFAULT_LIMIT = 20;

/** What a client wants pushed. Clients with equal keys get the very same text. */
export interface LiveChoice {
  readonly topics: ReadonlySet<LiveTopic>;
  readonly limit: number;
  readonly key: string;
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
  return { topics: new Set(topics), limit, key: `${[...topics].sort().join(',')}:${limit}` };
}
