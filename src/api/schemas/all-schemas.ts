import type { TSchema } from 'typebox';
import type { ApplicationRow, FlowRow, HostRow, PppoeSessionRow, ProtocolRow, TunnelRow, VlanRow } from '../messages.ts';
import { LINE_SCHEMAS } from './line/all-line-schemas.ts';
import * as messages from './messages.ts';
import { NAME_SCHEMAS } from './names.ts';
import * as rows from './rows.ts';
import { SYSTEM_SCHEMAS } from './system/messages.ts';

/** Every schema that others refer to, by the name it has in the OpenAPI document. */
export const SCHEMAS = {
  Counts: rows.COUNTS,
  Direction: rows.DIRECTION,
  Volume: rows.VOLUME,
  Rest: rows.REST,
  ProtocolRow: rows.PROTOCOL_ROW,
  ProtocolRows: rows.rowsOf<ProtocolRow>('ProtocolRow'),
  VlanRow: rows.VLAN_ROW,
  VlanRows: rows.rowsOf<VlanRow>('VlanRow'),
  PppoeSessionRow: rows.PPPOE_SESSION_ROW,
  PppoeSessionRows: rows.rowsOf<PppoeSessionRow>('PppoeSessionRow'),
  TunnelRow: rows.TUNNEL_ROW,
  TunnelRows: rows.rowsOf<TunnelRow>('TunnelRow'),
  HostRow: rows.HOST_ROW,
  HostRows: rows.rowsOf<HostRow>('HostRow'),
  EndpointRow: rows.ENDPOINT_ROW,
  FlowRow: rows.FLOW_ROW,
  FlowRows: rows.rowsOf<FlowRow>('FlowRow'),
  ApplicationRow: rows.APPLICATION_ROW,
  ApplicationRows: rows.rowsOf<ApplicationRow>('ApplicationRow'),
  ...NAME_SCHEMAS,
  ProblemRow: rows.PROBLEM_ROW,
  UnknownRow: rows.UNKNOWN_ROW,
  Accounting: messages.ACCOUNTING,
  LossCounts: messages.LOSS_COUNTS,
  TableUse: messages.TABLE_USE,
  DiscoveryCounts: messages.DISCOVERY_COUNTS,
  TrafficPoint: messages.TRAFFIC_POINT,
  StatusMessage: messages.STATUS_MESSAGE,
  TrafficMessage: messages.TRAFFIC_MESSAGE,
  HostMessage: messages.HOST_MESSAGE,
  ...LINE_SCHEMAS,
  ...SYSTEM_SCHEMAS,
  LineMessage: messages.LINE_MESSAGE,
  LineSessionMessage: messages.LINE_SESSION_MESSAGE,
  LineWindowsMessage: messages.LINE_WINDOWS_MESSAGE,
  HealthMessage: messages.HEALTH_MESSAGE,
  LiveRequest: messages.LIVE_REQUEST,
  LiveMessage: messages.LIVE_MESSAGE,
  ErrorMessage: messages.ERROR_MESSAGE,
} as const satisfies Readonly<Record<string, TSchema>>;

export type SchemaName = keyof typeof SCHEMAS;
