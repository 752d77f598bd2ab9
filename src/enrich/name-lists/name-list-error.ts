/** A list of names that cannot be used. The message is one line: what failed, on what, and what to do. */
export class NameListError extends Error {
  readonly code: 'NAME_LIST_UNREADABLE' | 'NAME_LIST_TOO_LARGE' | 'NAME_LIST_BROKEN';

  constructor(code: NameListError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NameListError';
    this.code = code;
  }
}
