import type { ShownFlow, ShownHost, ShownLine } from '../feed/shown-line.ts';
import type { Area, ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import { short } from './figures.ts';
import { type Column, drawTable, shortened } from './table.ts';

/** A table of the line's screen: how many rows it would like, and how to draw it. */
export interface LineTable {
  readonly rows: number;
  readonly draw: (buffer: ScreenBuffer, area: Area) => void;
}

interface DirectedRow {
  readonly bytesPerSecond: number;
  readonly wireBytes: number;
  readonly down: { readonly bytesPerSecond: number };
  readonly up: { readonly bytesPerSecond: number };
}

const RATES: readonly Column<DirectedRow>[] = [
  { heading: '↓bit/s', width: 6, align: 'right', text: ({ down }) => short(down.bytesPerSecond * 8) },
  { heading: '↑bit/s', width: 6, align: 'right', text: ({ up }) => short(up.bytesPerSecond * 8) },
  { heading: 'Bytes', width: 6, align: 'right', text: ({ wireBytes }) => short(wireBytes) },
];

function table<Row extends DirectedRow>(shown: {
  readonly columns: readonly Column<Row>[];
  readonly rows: { readonly list: readonly Row[] } | undefined;
  readonly scroll?: number;
}): LineTable {
  const { columns, rows, scroll = 0 } = shown;
  const list = rows?.list ?? [];
  return {
    rows: list.length === 0 ? 0 : list.length + 1,
    draw: (buffer, area) => {
      const from = Math.min(scroll, Math.max(0, list.length - (area.rows - 1)));
      drawTable(buffer, area, { columns: [...columns, ...RATES], rows: list.slice(from), look: { headingStyle: Style.Title } });
    },
  };
}

/** Where a table is wide, names stand beside addresses. */
const ROOM_FOR_NAMES = 76;

export function hostsTable({ hosts }: ShownLine, width: number): LineTable {
  const name = ({ names }: ShownHost): string => names[0] ?? '';
  const columns: Column<ShownHost>[] = [
    {
      heading: `HOSTS ${hosts?.total ?? ''}`,
      width: 0,
      text: (host) => (width < ROOM_FOR_NAMES ? name(host) || host.address : host.address),
    },
    ...(width < ROOM_FOR_NAMES ? [] : [{ heading: 'Name', width: Math.floor(width * 0.35), text: name }]),
    { heading: '', width: 4, text: ({ side }) => side ?? '', style: () => Style.Dim },
  ];
  return table({ columns, rows: hosts });
}

export function flowsTable({ flows }: ShownLine, width: number, scroll: number): LineTable {
  const application = ({ application: it, protocol }: ShownFlow): string =>
    it.service ?? (it.protocol === 'unknown' ? protocol : it.protocol);
  const far = ({ application: it, responder }: ShownFlow, cells: number): string =>
    endpoint(it.serverName === null ? responder : { address: it.serverName, port: responder.port }, cells);
  const columns: Column<ShownFlow>[] = [
    {
      heading: `FLOWS ${flows?.total ?? ''}`,
      width: Math.floor((width - 32) * 0.4),
      text: ({ initiator }, cells) => endpoint(initiator, cells),
    },
    { heading: 'to', width: 0, text: far },
    { heading: 'App', width: 10, text: application, style: () => Style.Dim },
  ];
  return table({ columns, rows: flows, scroll });
}

export function protocolsTable({ protocols }: ShownLine): LineTable {
  type Row = NonNullable<typeof protocols>['list'][number];
  // The innermost layers tell the most.
  const shown = ({ stack }: Row, cells: number): string =>
    stack.length <= cells ? stack : `…${stack.slice(stack.length - cells + 1)}`;
  const columns: Column<Row>[] = [{ heading: `PROTOCOLS ${protocols?.total ?? ''}`, width: 0, text: shown }];
  return table({ columns, rows: protocols });
}

export function applicationsTable({ applications }: ShownLine): LineTable {
  type Row = NonNullable<typeof applications>['list'][number];
  const columns: Column<Row>[] = [
    { heading: `APPLICATIONS ${applications?.total ?? ''}`, width: 0, text: ({ application }) => application },
    { heading: 'Flows', width: 5, align: 'right', text: ({ conversations }) => short(conversations) },
  ];
  return table({ columns, rows: applications });
}

export function tunnelsTable({ tunnels }: ShownLine): LineTable {
  type Row = NonNullable<typeof tunnels>['list'][number];
  const columns: Column<Row>[] = [
    { heading: `TUNNELS ${tunnels?.total ?? ''}`, width: 14, text: ({ type, id }) => (id === null ? type : `${type} ${id}`) },
    { heading: 'between', width: 0, text: ({ endpoints }) => endpoints.join(' ') },
  ];
  return table({ columns, rows: tunnels });
}

type Endpoint = ShownFlow['initiator'];

/** An address that is too long loses its end, not its port. */
function endpoint({ address, port }: Endpoint, cells: number): string {
  const isIpv6 = address.includes(':');
  const behind = `${isIpv6 ? ']' : ''}${port === null ? '' : `:${port}`}`;
  return `${shortened(`${isIpv6 ? '[' : ''}${address}`, Math.max(2, cells - behind.length))}${behind}`;
}
