/** A file that cannot be used. The message is one line: the file, what is wrong with it, and what to do where that is not plain. */
export class UnusableFileError extends Error {
  readonly code = 'enrich-file-unusable';

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = 'UnusableFileError';
  }
}

/** What a reader throws at bytes it cannot make sense of; whoever knows the file's name tells it. The message begins in lower case. */
export class UnreadableContentError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableContentError';
  }
}
