import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Machines } from '../machine-source.ts';
import type { ErrorMessage } from '../messages.ts';
import type { Probe, RowQuestion } from '../probe.ts';
import { named } from '../schemas/parts.ts';
import type { ListParameters } from '../schemas/questions.ts';

export type ApiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** Adds one route, and needs nothing but the probe, or the machines, to answer it. */
export type AddRoute = (app: ApiApp, probe: Probe, machines: Machines) => void;

const DEFAULT_LIMIT = 100;

/** The answers every route may give beside its own. */
export const ERRORS = {
  '4xx': named<ErrorMessage>('ErrorMessage', 'The request was refused.'),
  '5xx': named<ErrorMessage>('ErrorMessage', 'The probe cannot answer now.'),
};

export function rowQuestion(parameters: ListParameters): RowQuestion {
  return { limit: parameters.limit ?? DEFAULT_LIMIT, sortBy: parameters.sort ?? 'bytes', filter: parameters.filter ?? '' };
}
