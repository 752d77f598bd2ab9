import { formatShare } from '../format/units.ts';

/** A share between 0 and 1 as a bar and a number; `null` is not known. */
export function ShareBar({ share }: { readonly share: number | null }) {
  const width = share === null || !Number.isFinite(share) ? 0 : Math.min(1, Math.max(0, share));
  return (
    <span class="share">
      <span class="share-track" aria-hidden="true">
        <span class="share-fill" style={{ width: `${width * 100}%` }} />
      </span>
      <span class="share-number">{share === null ? '–' : formatShare(share)}</span>
    </span>
  );
}
