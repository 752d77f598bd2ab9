/** Text that is no list of names. The message is one line: where, and what is wrong. */
export class NameListError extends Error {
  readonly code: 'NAME_LIST_TOO_LARGE' | 'NAME_LIST_BROKEN';

  constructor(code: NameListError['code'], message: string) {
    super(message);
    this.name = 'NameListError';
    this.code = code;
  }
}
