import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of captures that may lie beside the project, or beside a folder it is in; null where there is none. */
export function findSharedFolder(name: string): string | null {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'shared', name);
    if (existsSync(found)) return found;
  }
  return null;
}
