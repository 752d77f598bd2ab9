import manifest from '../package.json' with { type: 'json' };

/** This program's version, as in package.json; the build copies it into the bundle. */
export const VERSION: string = manifest.version;
