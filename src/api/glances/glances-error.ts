import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorMessage } from '../api-error.ts';
import { NoSnapshotError } from './glances-answers.ts';

/** An answer that is an error, with the status that Glances gives. The text is ours, never what the client sent. */
export class GlancesError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GlancesError';
    this.status = status;
    this.code = code;
  }
}

/** Says it in both ways that clients know: `detail` is Glances', `error` is what Homepage looks for, and ours everywhere else. */
export function answerGlancesError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, message } = explain(error);
  if (status === 500) request.log.error({ err: error }, 'a request failed because of a mistake in the probe');
  if (status === 503) reply.header('retry-after', '1');
  reply.code(status).send({ detail: message, ...errorMessage(code, message) });
}

function explain(error: unknown): { readonly status: number; readonly code: string; readonly message: string } {
  if (error instanceof GlancesError) return error;
  if (error instanceof NoSnapshotError) return { status: 503, code: 'not-yet', message: error.message };
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, code: 'request-invalid', message: 'The request is not valid.' };
  }
  return { status: 500, code: 'internal', message: 'The probe made a mistake; its log says more.' };
}
