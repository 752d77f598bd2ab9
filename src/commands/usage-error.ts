/** Arguments that cannot be understood. */
export class UsageError extends Error {
  /** The command whose help would help: `wanprobe replay`. */
  readonly command: string;

  constructor(command: string, message: string) {
    super(message);
    this.name = 'UsageError';
    this.command = command;
  }
}
