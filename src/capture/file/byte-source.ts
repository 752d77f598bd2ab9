/** Where the bytes of a capture file come from: a plain file, a stream, or either through a decompressor. */
export interface ByteSource {
  /**
   * Reads at most `into.length` bytes to the front of `into` and says how many; 0 means there will be no more. Plain files answer at
   * once, streams with a promise. One read at a time. Throws `CaptureError` when reading fails.
   */
  read(into: Uint8Array): number | Promise<number>;
  /** Why the bytes ended too early, known after a read gave 0; `null` where they simply ended. */
  readonly endProblem: string | null;
  /** Bytes taken from the file so far: of a compressed file, the compressed ones. */
  readonly bytesRead: number;
  /** The file's size, comparable with `bytesRead`; `null` where it cannot be known. */
  readonly totalBytes: number | null;
  /** The most bytes that reads will give, as long as the file does not grow; `null` where that cannot be known. */
  readonly mostBytes: number | null;
  close(): void;
}
