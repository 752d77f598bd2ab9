import type { ProbeMode, SourceCondition, StatusMessage } from '../../../src/api/messages.ts';

const WORDS: Readonly<Record<SourceCondition, string>> = {
  waiting: 'Waiting for frames',
  capturing: 'Capturing',
  down: 'Link down',
  gone: 'Interface gone',
  ended: 'Replay over',
};

const CAPTURING_WORDS: Readonly<Record<ProbeMode, string>> = {
  live: 'Capturing',
  demonstration: 'Playing demonstration',
  replay: 'Replaying',
};

export function conditionWord(status: Pick<StatusMessage, 'mode' | 'source'>): string {
  const { condition } = status.source;
  return condition === 'capturing' ? CAPTURING_WORDS[status.mode] : WORDS[condition];
}

/** What is wrong with the source and what to do about it; `null` while it delivers. */
export function conditionAdvice(condition: SourceCondition): string | null {
  switch (condition) {
    case 'waiting':
      return 'No frame has arrived yet. Check that the mirror port copies the port your router’s WAN side is plugged into.';
    case 'down':
      return 'The interface has no link. Check the cable between the probe and the switch’s mirror port. Capturing goes on by itself.';
    case 'gone':
      return 'The interface does not exist at the moment. If it is a USB adapter, plug it in again. Capturing goes on by itself.';
    default:
      return null;
  }
}
