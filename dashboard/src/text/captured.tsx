import { SHOWN_CHARACTERS, visibleText, visibleTooltip } from './visible-text.ts';

interface CapturedProps {
  readonly text: string;
  /** The most characters shown. */
  readonly limit?: number;
}

/** Text that came off the wire or out of a file name: a text node, isolated from the direction of what stands around it. */
export function Captured({ text, limit = SHOWN_CHARACTERS }: CapturedProps) {
  return <bdi title={visibleTooltip(text)}>{visibleText(text, limit)}</bdi>;
}
