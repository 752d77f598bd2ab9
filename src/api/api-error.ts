import type { ErrorMessage } from './messages.ts';

/** An answer that is an error: thrown by routes, sent by the error handler. The message is fixed text, never what the client sent. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

export function errorMessage(code: string, message: string): ErrorMessage {
  return { error: { code, message } };
}
