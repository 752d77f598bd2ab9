import type { Static } from 'typebox';
import { describe, expect, it } from 'vitest';
import type * as api from '../../../src/api/messages.ts';
import { SCHEMAS, type SchemaName } from '../../../src/api/schemas/all-schemas.ts';
import type { BillingPeriod } from '../../../src/line/home/billing-days.ts';
import type { DirectionBytes } from '../../../src/line/home/direction-bytes.ts';
import type { LeaseSummary } from '../../../src/line/home/leases/address-leases.ts';
import type { AdvertisedRouter } from '../../../src/line/home/leases/advertisement-follower.ts';
import type { LeaseEvent } from '../../../src/line/home/leases/timeline.ts';
import type { LineKind } from '../../../src/line/home/line-type.ts';
import type { LocalPrefix } from '../../../src/line/home/local-addresses.ts';
import type { MirrorFinding } from '../../../src/line/home/mirror/findings.ts';
import type { MirrorWindow } from '../../../src/line/home/mirror/mirror-check.ts';
import type { RoleEvent } from '../../../src/line/home/roles.ts';
import type { HomeWindow } from '../../../src/line/home/window.ts';
import type { LineWindow } from '../../../src/line/line-window.ts';
import type { OutageRow, OutageStage, OutageSummary, OutageWindow } from '../../../src/line/outage/outage-row.ts';
import type { EchoShare } from '../../../src/line/ppp/echo-series.ts';
import type { PppEvent } from '../../../src/line/ppp/event-row.ts';
import type { LineCounts } from '../../../src/line/ppp/line-log.ts';
import type { AttemptRow, DiscoveryRow, EchoRow } from '../../../src/line/ppp/summary.ts';
import type { PppWindow } from '../../../src/line/ppp/window.ts';
import type { DnsServerSummary, DnsServerWindow } from '../../../src/line/quality/dns-servers.ts';
import type { FarEnd } from '../../../src/line/quality/far-ends.ts';
import type { MtuSummary, MtuWindow } from '../../../src/line/quality/mtu-doctor.ts';
import type { MtuFinding } from '../../../src/line/quality/mtu-findings.ts';
import type { MirrorLoss, QualitySummary, QualityWindow, SideSummary } from '../../../src/line/quality/quality-window.ts';
import type { SegmentSizeRow } from '../../../src/line/quality/segment-sizes.ts';
import type { Distribution, SketchValue } from '../../../src/line/quality/sketch.ts';
import type { TcpCounts } from '../../../src/line/quality/tcp-counts.ts';
import type { TooBigReport } from '../../../src/line/quality/too-big-reports.ts';
import type {
  BufferbloatRow,
  LatencyRow,
  VerdictFigure,
  VerdictRow,
  VerdictSummary,
  VerdictWindow,
} from '../../../src/line/verdict/verdict-row.ts';
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
  ApplicationRow: api.ApplicationRow;
  ApplicationRows: Rows<api.ApplicationRow>;
  HostName: api.HostName;
  FlowApplication: api.FlowApplication;
  DnsNameRow: api.DnsNameRow;
  DnsNameRows: api.NameRows<api.DnsNameRow>;
  ServerNameRow: api.ServerNameRow;
  ServerNameRows: api.NameRows<api.ServerNameRow>;
  HttpHostRow: api.HttpHostRow;
  HttpHostRows: api.NameRows<api.HttpHostRow>;
  FingerprintRow: api.FingerprintRow;
  FingerprintRows: api.NameRows<api.FingerprintRow>;
  NamesMessage: api.NamesMessage;
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
  VerdictSummary: VerdictSummary;
  VerdictRow: VerdictRow;
  VerdictFigure: VerdictFigure;
  BufferbloatRow: BufferbloatRow;
  LatencyRow: LatencyRow;
  OutageSummary: OutageSummary;
  OutageRow: OutageRow;
  OutageStage: OutageStage;
  OutageWindow: OutageWindow;
  VerdictWindow: VerdictWindow;
  HomeState: api.HomeState;
  LineKind: LineKind;
  LocalPrefix: LocalPrefix;
  RoleEvent: RoleEvent;
  PppSummary: api.PppSummary;
  PppSessionRow: api.PppSessionRow;
  EchoRow: EchoRow;
  DiscoveryRow: DiscoveryRow;
  AttemptRow: AttemptRow;
  PppEvent: PppEvent;
  LineCounts: LineCounts;
  LeaseSummary: LeaseSummary;
  AdvertisedRouter: AdvertisedRouter;
  LeaseEvent: LeaseEvent;
  QualitySummary: QualitySummary;
  SideSummary: SideSummary;
  Distribution: Distribution;
  TcpCounts: TcpCounts;
  FarEnd: FarEnd;
  DnsServerSummary: DnsServerSummary;
  MirrorLoss: MirrorLoss;
  MtuSummary: MtuSummary;
  MtuFinding: MtuFinding;
  SegmentSizeRow: SegmentSizeRow;
  TooBigReport: TooBigReport;
  MirrorFinding: MirrorFinding;
  DirectionBytes: DirectionBytes;
  BillingPeriod: BillingPeriod;
  LineWindow: LineWindow;
  PppWindow: PppWindow;
  EchoShare: EchoShare;
  HomeWindow: HomeWindow;
  MirrorWindow: MirrorWindow;
  QualityWindow: QualityWindow;
  SketchValue: SketchValue;
  DnsServerWindow: DnsServerWindow;
  MtuWindow: MtuWindow;
  SystemMessage: api.SystemMessage;
  FigureLevel: api.FigureLevel;
  CpuShares: api.CpuReading['perCpu'][number];
  PressureShares: api.PressureShares;
  DiskReading: api.DiskReading;
  FlashCardReading: api.FlashCardReading;
  FileSystemReading: api.FileSystemReading;
  InterfaceReading: api.InterfaceReading;
  SensorReading: api.SensorReading;
  SystemProcess: api.SystemProcess;
  ContainerReading: api.ContainerReading;
  CollectorState: api.CollectorState;
  SystemPoint: api.SystemPoint;
  SystemHistoryMessage: api.SystemHistoryMessage;
  SystemEventRow: api.SystemEventRow;
  TopProcess: api.TopProcess;
  EventsMessage: api.EventsMessage;
  MachineRow: api.MachineRow;
  MachinesMessage: api.MachinesMessage;
  LineMessage: api.LineMessage;
  LineSessionMessage: api.LineSessionMessage;
  LineWindowsMessage: api.LineWindowsMessage;
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
  readonly items?: { readonly properties?: Readonly<Record<string, unknown>> };
}

function undescribed(schema: unknown, path: string): string[] {
  const { description, $ref, properties = {}, items } = schema as AnySchema;
  const isDescribed = description !== undefined || $ref !== undefined;
  // What a list holds is described by the list.
  const inside = Object.entries({ ...properties, ...items?.properties }).flatMap(([name, property]) =>
    undescribed(property, `${path}.${name}`),
  );
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
    const listed = { type: 'array', description: 'Things.', items: schema };
    expect(undescribed(listed, 'Things')).toEqual(['Things.size']);
  });
});
