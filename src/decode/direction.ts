/** Which way a frame travels on the access line: `Down` comes from the provider, `Up` goes to it. */
export const Direction = { Unknown: 0, Down: 1, Up: 2 } as const;
export type Direction = (typeof Direction)[keyof typeof Direction];
