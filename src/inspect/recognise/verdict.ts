import type { Recogniser } from '../payload.ts';

/** What a recogniser says of a payload. */
export type Verdict = ReturnType<Recogniser>;
