import { type Static, type TSchema, Type } from 'typebox';
import { MAC_PATTERN, NETWORK_PATTERN } from './network-pattern.ts';
import { SYSTEM_SHAPE } from './system-shape.ts';

const closed = { additionalProperties: false };

const PATH = { minLength: 1, maxLength: 1_024, expected: 'the path of a file' };

/** Table capacities: plain counts of rows. */
function rows(standard: number, description: string) {
  return Type.Integer({ minimum: 16, maximum: 4_194_304, default: standard, description });
}

/** A text that has to match a pattern; `expected` says in words what matches. */
function textLike(pattern: string, expected: string) {
  return Type.String({ pattern, expected });
}

/** The path of a file; `null` stands for what the description says. */
function pathOrNull(description: string) {
  return Type.Union([Type.String(PATH), Type.Null()], { default: null, description });
}

function paths(description: string) {
  return Type.Array(Type.String(PATH), {
    maxItems: 16,
    expected: 'a list of at most 16 paths of files',
    default: [],
    description,
  });
}

/** Every key there is, its default and what it means. `docs/configuration.md` is written from this. */
export const CONFIG_SHAPE = Type.Object(
  {
    capture: Type.Object(
      {
        interface: Type.Union([Type.String({ minLength: 1, maxLength: 15 }), Type.Null()], {
          default: null,
          description: 'Interface to capture from; `null` takes the one that `wanprobe interfaces` recommends.',
        }),
        driver: Type.Enum(['auto', 'ring', 'cap'], {
          default: 'auto',
          description:
            'How frames are captured: `ring` is the kernel’s packet ring (Linux), `cap` is libpcap through the optional package of that name, `auto` takes the ring on Linux and cap elsewhere.',
        }),
        snapLength: Type.Integer({
          minimum: 0,
          maximum: 262_144,
          default: 256,
          description: 'Bytes kept of frames that carry bulk; 0 keeps all of every frame. Lengths on the wire stay true.',
        }),
        inspectLength: Type.Integer({
          minimum: 0,
          maximum: 262_144,
          default: 2_048,
          description:
            'Bytes kept of frames that may say who talks to whom: questions, handshakes, requests; 0 keeps all of them. The driver `cap` cuts all frames to `snapLength`.',
        }),
        ringMebibytes: Type.Integer({
          minimum: 1,
          maximum: 1_024,
          default: 32,
          description: 'Size of the buffer the kernel fills, in MiB. Bigger survives longer bursts.',
        }),
        filter: Type.String({
          maxLength: 4_096,
          default: '',
          description: 'Filter in the language of pcap-filter(7), applied before frames are copied; empty takes every frame.',
        }),
      },
      { ...closed, description: 'Where frames come from.' },
    ),
    home: Type.Object(
      {
        localNetworks: Type.Array(textLike(NETWORK_PATTERN, 'a network such as 192.0.2.0/24 or 2001:db8:1::/48'), {
          maxItems: 16,
          expected: 'a list of at most 16 networks such as 192.0.2.0/24 or 2001:db8:1::/48',
          default: [],
          description: 'Networks or single addresses that are home, whatever is learnt beside them.',
        }),
        routerMac: Type.Union([textLike(MAC_PATTERN, 'a MAC address such as 00:00:5e:00:53:01'), Type.Null()], {
          default: null,
          description: "The router's MAC address on the line; `null` learns it.",
        }),
      },
      { ...closed, description: 'Who is home, only where that is learnt wrongly. The demonstration takes no notice.' },
    ),
    billing: Type.Object(
      {
        day: Type.Integer({
          minimum: 1,
          maximum: 28,
          default: 1,
          description: 'Day of the month on which a billing period begins.',
        }),
        timeZoneOffsetMinutes: Type.Integer({
          minimum: -720,
          maximum: 840,
          default: 0,
          description: 'How far the time of the bill is ahead of UTC, in minutes.',
        }),
      },
      { ...closed, description: 'When payload is counted anew.' },
    ),
    listen: Type.Object(
      {
        address: Type.String({
          pattern: /^(localhost|[0-9.]+|[0-9A-Fa-f:.]+(%[0-9A-Za-z_.-]+)?)$/,
          expected: 'an IP address or localhost',
          default: '127.0.0.1',
          description: 'Address to serve the dashboard and the API on: an IPv4 or IPv6 address without brackets, or `localhost`.',
        }),
        port: Type.Integer({
          minimum: 0,
          maximum: 65_535,
          default: 8_080,
          description: 'TCP port to serve on; 0 lets the system choose one.',
        }),
      },
      { ...closed, description: 'Where the dashboard and the API are served.' },
    ),
    enrich: Type.Object(
      {
        country: pathOrNull('MMDB file with the country of addresses; `null`: no countries.'),
        asn: pathOrNull('MMDB file with the autonomous system of addresses; `null`: no autonomous systems.'),
        vendors: pathOrNull('List of the makers of MAC addresses; `null` takes what is in the usual places, if anything.'),
        services: pathOrNull('List of the names of ports; `null` takes `/etc/services`, if it is there.'),
        serviceLists: paths('Lists of your own services, by domain.'),
        nameLists: paths('Lists of names in the format of hosts files; what is in one is marked with the name of its file.'),
      },
      { ...closed, description: 'Files on this machine that say more of what was seen.' },
    ),
    limits: Type.Object(
      {
        flows: rows(131_072, 'Conversations, in rows.'),
        hosts: rows(131_072, 'Addresses, in rows.'),
        tunnels: rows(4_096, 'Tunnels, in rows.'),
        pppoeSessions: rows(1_024, 'PPPoE sessions, in rows.'),
        stacks: rows(1_024, 'Distinct encapsulation stacks, in rows.'),
        unknown: rows(1_024, 'Distinct identifiers of protocols without a decoder, in rows.'),
      },
      {
        ...closed,
        description:
          'How many rows each table keeps in memory. What exceeds them is evicted, counted, and still part of every total.',
      },
    ),
    system: SYSTEM_SHAPE,
    log: Type.Object(
      {
        level: Type.Enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
          default: 'info',
          description: 'The least important messages that are still written to the log.',
        }),
      },
      { ...closed, description: 'What the probe says about itself.' },
    ),
  },
  closed,
);

/** The effective configuration: every key has a value. */
export type Config = Static<typeof CONFIG_SHAPE>;

/** Sections whose names are taken but mean nothing to this version: using one is a mistake that says so. */
export const LATER_SECTIONS: readonly string[] = ['history', 'alerts', 'sinks'];

/** One key of one section. */
export interface Setting {
  readonly section: string;
  readonly name: string;
  /** `listen.port` */
  readonly key: string;
  /** `WANPROBE_LISTEN_PORT`; null for a list of mappings, which only a file can say. */
  readonly variable: string | null;
  readonly schema: TSchema & { readonly default: unknown; readonly description: string };
}

/** Every setting, in the order of the shape. */
export const SETTINGS: readonly Setting[] = Object.entries(CONFIG_SHAPE.properties).flatMap(([section, { properties }]) =>
  Object.entries(properties).map(([name, schema]) => ({
    section,
    name,
    key: `${section}.${name}`,
    variable: hasMappings(schema) ? null : variableOf(section, name),
    schema: schema as unknown as Setting['schema'],
  })),
);

export const SECTIONS: readonly string[] = Object.keys(CONFIG_SHAPE.properties);

/** The environment variable that a key would have. */
export function variableOf(section: string, name: string): string {
  return `WANPROBE_${upperSnake(section)}_${upperSnake(name)}`;
}

function hasMappings(schema: object): boolean {
  return 'items' in schema && (schema.items as { readonly type?: string }).type === 'object';
}

function upperSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
