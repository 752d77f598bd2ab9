import type { TSchema } from 'typebox';
import { BILLING_PERIOD } from './billing.ts';
import { HOME_STATE, LINE_KIND, LOCAL_PREFIX, ROLE_EVENT } from './home.ts';
import { ADVERTISED_ROUTER, LEASE_EVENT, LEASE_SUMMARY } from './leases.ts';
import { MIRROR_FINDING } from './mirror.ts';
import { MTU_FINDING, MTU_SUMMARY, SEGMENT_SIZE_ROW, TOO_BIG_REPORT } from './mtu.ts';
import { OUTAGE_ROW, OUTAGE_STAGE, OUTAGE_SUMMARY } from './outage.ts';
import { DIRECTION_BYTES } from './overhead.ts';
import { LINE_COUNTS, PPP_EVENT, PPP_SUMMARY } from './ppp.ts';
import { ATTEMPT_ROW, DISCOVERY_ROW, ECHO_ROW, PPP_SESSION_ROW } from './ppp-session.ts';
import { DISTRIBUTION, DNS_SERVER_SUMMARY, FAR_END, MIRROR_LOSS, QUALITY_SUMMARY, SIDE_SUMMARY, TCP_COUNTS } from './quality.ts';
import { BUFFERBLOAT_ROW, LATENCY_ROW, VERDICT_FIGURE, VERDICT_ROW, VERDICT_SUMMARY } from './verdict.ts';
import {
  DNS_SERVER_WINDOW,
  ECHO_SHARE,
  HOME_WINDOW,
  LINE_WINDOW,
  MIRROR_WINDOW,
  MTU_WINDOW,
  OUTAGE_WINDOW,
  PPP_WINDOW,
  QUALITY_WINDOW,
  SKETCH_VALUE,
  VERDICT_WINDOW,
} from './window.ts';

/** What the line's parts are described by, by the names of the types. */
export const LINE_SCHEMAS = {
  VerdictSummary: VERDICT_SUMMARY,
  VerdictRow: VERDICT_ROW,
  VerdictFigure: VERDICT_FIGURE,
  BufferbloatRow: BUFFERBLOAT_ROW,
  LatencyRow: LATENCY_ROW,
  OutageSummary: OUTAGE_SUMMARY,
  OutageRow: OUTAGE_ROW,
  OutageStage: OUTAGE_STAGE,
  OutageWindow: OUTAGE_WINDOW,
  VerdictWindow: VERDICT_WINDOW,
  HomeState: HOME_STATE,
  LineKind: LINE_KIND,
  LocalPrefix: LOCAL_PREFIX,
  RoleEvent: ROLE_EVENT,
  PppSummary: PPP_SUMMARY,
  PppSessionRow: PPP_SESSION_ROW,
  EchoRow: ECHO_ROW,
  DiscoveryRow: DISCOVERY_ROW,
  AttemptRow: ATTEMPT_ROW,
  PppEvent: PPP_EVENT,
  LineCounts: LINE_COUNTS,
  LeaseSummary: LEASE_SUMMARY,
  AdvertisedRouter: ADVERTISED_ROUTER,
  LeaseEvent: LEASE_EVENT,
  QualitySummary: QUALITY_SUMMARY,
  SideSummary: SIDE_SUMMARY,
  Distribution: DISTRIBUTION,
  TcpCounts: TCP_COUNTS,
  FarEnd: FAR_END,
  DnsServerSummary: DNS_SERVER_SUMMARY,
  MirrorLoss: MIRROR_LOSS,
  MtuSummary: MTU_SUMMARY,
  MtuFinding: MTU_FINDING,
  SegmentSizeRow: SEGMENT_SIZE_ROW,
  TooBigReport: TOO_BIG_REPORT,
  MirrorFinding: MIRROR_FINDING,
  DirectionBytes: DIRECTION_BYTES,
  BillingPeriod: BILLING_PERIOD,
  LineWindow: LINE_WINDOW,
  PppWindow: PPP_WINDOW,
  EchoShare: ECHO_SHARE,
  HomeWindow: HOME_WINDOW,
  MirrorWindow: MIRROR_WINDOW,
  QualityWindow: QUALITY_WINDOW,
  SketchValue: SKETCH_VALUE,
  DnsServerWindow: DNS_SERVER_WINDOW,
  MtuWindow: MTU_WINDOW,
} as const satisfies Readonly<Record<string, TSchema>>;
