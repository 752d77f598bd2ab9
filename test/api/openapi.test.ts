import { beforeAll, describe, expect, it } from 'vitest';
import { HOST, serverOver } from '../support/api-server.ts';
import { FakeProbe } from '../support/fake-probe.ts';

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
  }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let document: Document;

beforeAll(async () => {
  const server = await serverOver(new FakeProbe());
  document = (await server.app.inject({ url: '/api/v1/openapi.json', headers: { host: HOST } })).json<Document>();
});

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}

function resolve(ref: string): unknown {
  const steps = ref.startsWith('#/') ? ref.slice(2).split('/') : ['nowhere'];
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 of this version', () => {
    expect([document.openapi, document.info.title, document.info.version]).toEqual(['3.1.0', 'wanprobe', '1.2.3']);
  });

  it('has every route', () => {
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/applications',
      '/api/v1/events',
      '/api/v1/flows',
      '/api/v1/hosts',
      '/api/v1/hosts/{address}',
      '/api/v1/line',
      '/api/v1/line/sessions/{serial}',
      '/api/v1/line/windows',
      '/api/v1/live',
      '/api/v1/machines',
      '/api/v1/names',
      '/api/v1/openapi.json',
      '/api/v1/protocols',
      '/api/v1/status',
      '/api/v1/system',
      '/api/v1/system/history',
      '/api/v1/traffic',
      '/api/v1/tunnels',
      '/healthz',
      '/metrics',
    ]);
  });

  it('refers only to what is in it, by the names of the types', () => {
    const refs = new Set(refsIn(document));
    expect(refs.size).toBeGreaterThan(20);
    expect([...refs].filter((ref) => resolve(ref) === undefined)).toEqual([]);
    expect(Object.keys(document.components.schemas).filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
  });

  it('describes every operation, parameter and answer', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.every(({ summary }) => summary?.endsWith('.'))).toBe(true);
    const parameters = operations.flatMap(({ parameters = [] }) => parameters);
    expect(parameters.length).toBeGreaterThan(15);
    expect(parameters.filter(({ description }) => !description)).toEqual([]);
    expect(
      operations.flatMap(({ responses = {} }) => Object.values(responses)).filter(({ description }) => !description),
    ).toEqual([]);
  });

  it('requires no parameter but those of paths', () => {
    const parameters = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap(({ parameters = [] }) => parameters),
    );
    const required = parameters.filter((parameter) => parameter.required === true);
    expect(required.map(({ name, in: place }) => [name, place])).toEqual([
      ['address', 'path'],
      ['serial', 'path'],
    ]);
  });
});
