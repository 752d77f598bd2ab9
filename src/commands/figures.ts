import type { LossCounts, StatusMessage } from '../api/messages.ts';

/** What a run came to, in one line: frames, bytes, seconds, frames lost. */
export function describeFigures(status: StatusMessage, seconds: number): string {
  const { frames, wireBytes } = status.accounting.seen;
  const what = status.mode === 'demonstration' ? ' of the demonstration' : '';
  return `wanprobe: ${grouped(frames)} frames${what}, ${grouped(wireBytes)} bytes on the wire in ${seconds.toFixed(1)} s; ${describeLosses(status.losses)}`;
}

/** Not known is not zero. */
function describeLosses(losses: LossCounts): string {
  const places = (['card', 'kernel', 'probe'] as const).flatMap((place) => {
    const frames = losses[place];
    return frames === null ? [] : [`${place} ${grouped(frames)}`];
  });
  return places.length === 0 ? 'dropped: not known' : `dropped: ${places.join(', ')}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
