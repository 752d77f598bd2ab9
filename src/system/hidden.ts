import { matchesAnyName } from './name-pattern.ts';
import type { SystemSnapshot } from './snapshot.ts';

/** What is not to be shown or judged, by name; `*` in a pattern stands for any text. */
export interface Hidden {
  readonly interfaces: readonly string[];
  readonly disks: readonly string[];
  /** By mount point. */
  readonly fileSystems: readonly string[];
}

/** The same snapshot without what is hidden: as if the machine did not have it. */
export function withoutHidden(snapshot: SystemSnapshot, hidden: Hidden): SystemSnapshot {
  const isShown = (patterns: readonly string[], name: string) => !matchesAnyName(patterns, name);
  return {
    ...snapshot,
    interfaces: snapshot.interfaces?.filter(({ name }) => isShown(hidden.interfaces, name)) ?? null,
    disks: snapshot.disks?.filter(({ name }) => isShown(hidden.disks, name)) ?? null,
    flashCards: snapshot.flashCards?.filter(({ disk }) => isShown(hidden.disks, disk)) ?? null,
    fileSystems: snapshot.fileSystems?.filter(({ mountPoint }) => isShown(hidden.fileSystems, mountPoint)) ?? null,
  };
}
