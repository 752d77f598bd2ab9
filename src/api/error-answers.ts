import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, errorMessage } from './api-error.ts';
import type { ErrorMessage } from './messages.ts';
import { ProbeBusyError } from './probe.ts';
import { writeRawAnswer } from './raw-answer.ts';

interface Answer {
  readonly status: number;
  readonly body: ErrorMessage;
}

/** Turns whatever a route, a hook or Fastify threw into the one shape of errors. What nobody expected is logged, and told to nobody. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = explain(error);
  if (status === 500) request.log.error({ err: error }, 'a request failed because of a mistake in the probe');
  if (status === 503) reply.header('retry-after', '1');
  reply.code(status).send(body);
}

/** Answers what is no HTTP at all, and requests that took too long. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    writeRawAnswer(socket, 408, errorMessage('request-timeout', 'The request took too long to arrive.'));
  } else if (error.code === 'HPE_HEADER_OVERFLOW') {
    writeRawAnswer(socket, 431, errorMessage('headers-too-large', 'The headers are too large.'));
  } else {
    writeRawAnswer(socket, 400, errorMessage('request-invalid', 'This is not a valid HTTP request.'));
  }
}

function explain(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: errorMessage(error.code, error.message) };
  if (error instanceof ProbeBusyError) return { status: 503, body: errorMessage(error.code, error.message) };
  const { validation, code, statusCode } = error as FastifyError;
  if (validation !== undefined) return { status: 400, body: errorMessage('parameter-invalid', explainValidation(validation)) };
  return explainFastify(code, statusCode);
}

function explainFastify(code: string | undefined, statusCode: number | undefined): Answer {
  switch (code) {
    case 'FST_ERR_BAD_URL':
      return { status: 400, body: errorMessage('path-invalid', 'The path is malformed.') };
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { status: 413, body: errorMessage('body-too-large', 'The body is too large.') };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return {
        status: 415,
        body: errorMessage('media-type-unsupported', 'Send JSON, and say so: Content-Type: application/json.'),
      };
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return { status: 400, body: errorMessage('body-invalid', 'The body is not valid JSON.') };
    default:
      break;
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, body: errorMessage('request-invalid', 'The request is not valid.') };
  }
  return { status: 500, body: errorMessage('internal', 'The probe made a mistake; its log says more.') };
}

type Faults = NonNullable<FastifyError['validation']>;

/** Names the parameter, which is one of ours, and what is expected of it. */
function explainValidation(faults: Faults): string {
  const fault = faults[0];
  if (fault === undefined) return 'A parameter is not valid.';
  if (fault.keyword === 'additionalProperties')
    return 'There is a parameter that this resource does not have; see /api/v1/openapi.json.';
  const name = fault.instancePath.slice(1).replaceAll('/', '.') || 'The request';
  if (fault.keyword === 'enum') return `${name} must be one of: ${(fault.params.allowedValues as string[]).join(', ')}.`;
  return `${name} ${fault.message ?? 'is not valid'}.`;
}
