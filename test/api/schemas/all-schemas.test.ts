import type { Static } from 'typebox';
import { describe, expect, it } from 'vitest';
import type * as api from '../../../src/api/messages.ts';
import { SCHEMAS, type SchemaName } from '../../../src/api/schemas/all-schemas.ts';
import type { Counts, DiscoveryCounts, EndpointRow, Rate, Rest, Rows, TableUse, Volume } from '../../../src/traffic/summary.ts';

/** What each schema says it describes. */
interface Described {
  Counts: Counts;
  Direction: Counts & Rate;
  Volume: Volume;
  Rest: Rest;
  ProtocolRow: api.ProtocolRow;
  ProtocolRows: Rows<api.ProtocolRow>;
  VlanRow: api.VlanRow;
  VlanRows: Rows<api.VlanRow>;
  PppoeSessionRow: api.PppoeSessionRow;
  PppoeSessionRows: Rows<api.PppoeSessionRow>;
  TunnelRow: api.TunnelRow;
  TunnelRows: Rows<api.TunnelRow>;
  HostRow: api.HostRow;
  HostRows: Rows<api.HostRow>;
  EndpointRow: EndpointRow;
  FlowRow: api.FlowRow;
  FlowRows: Rows<api.FlowRow>;
  ProblemRow: api.ProblemRow;
  UnknownRow: api.UnknownRow;
  Accounting: api.Accounting;
  LossCounts: api.LossCounts;
  TableUse: TableUse;
  DiscoveryCounts: DiscoveryCounts;
  TrafficPoint: api.TrafficPoint;
  StatusMessage: api.StatusMessage;
  TrafficMessage: api.TrafficMessage;
  HostMessage: api.HostMessage;
  LineMessage: api.LineMessage;
  HealthMessage: api.HealthMessage;
  LiveRequest: api.LiveRequest;
  LiveMessage: api.LiveMessage;
  ErrorMessage: api.ErrorMessage;
}

type IsSame<A, B> = [A, B] extends [B, A] ? ([keyof A, keyof B] extends [keyof B, keyof A] ? true : false) : false;
type Sameness = { readonly [Name in SchemaName]: IsSame<Static<(typeof SCHEMAS)[Name]>, Described[Name]> };

// The compiler refuses this where a schema and the type it describes have drifted apart.
const SAME: { readonly [Name in SchemaName]: true } = {} as Sameness;

interface AnySchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

function undescribed(schema: unknown, path: string): string[] {
  const { description, $ref, properties = {} } = schema as AnySchema;
  const isDescribed = description !== undefined || $ref !== undefined;
  const inside = Object.entries(properties).flatMap(([name, property]) => undescribed(property, `${path}.${name}`));
  return isDescribed ? inside : [path, ...inside];
}

describe('SCHEMAS', () => {
  it('describes every field', () => {
    expect(SAME).toBeDefined();
    expect(Object.entries(SCHEMAS).flatMap(([name, schema]) => undescribed(schema, name))).toEqual([]);
  });

  it('tells what is missing a description', () => {
    const schema = { type: 'object', description: 'A thing.', properties: { size: { type: 'integer' } } };
    expect(undescribed(schema, 'Thing')).toEqual(['Thing.size']);
  });
});
