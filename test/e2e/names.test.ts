import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/commands/report.ts';
import { replayFiles } from '../support/replay.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');

type Row = Readonly<Record<string, unknown>>;

/** What its builder knows of names in a capture; of each row no more than it says. */
interface Expectation {
  readonly names: {
    readonly dns: readonly Row[];
    readonly tls: readonly Row[];
    readonly quic: readonly Row[];
    readonly http: readonly Row[];
    readonly encryptedHellos: number;
  };
  /** Every conversation over TCP and UDP. */
  readonly conversations: readonly Row[];
  /** Hosts that have names, with where each came from. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
}

const EXPECTED: readonly (readonly [string, Expectation])[] = readdirSync(FIXTURES)
  .filter((folder) => existsSync(join(FIXTURES, folder, 'expected.json')))
  .flatMap((folder) => {
    const { files } = JSON.parse(readFileSync(join(FIXTURES, folder, 'expected.json'), 'utf8')) as {
      files: Record<string, Partial<Expectation>>;
    };
    return Object.entries(files).flatMap(([name, expected]) =>
      expected.conversations === undefined ? [] : [[`${folder}/${name}`, expected as Expectation] as const],
    );
  });

/** What of the report a builder knows, with its words. */
function known({ names, flows, hosts }: Report): Required<Expectation> {
  return {
    names: {
      dns: sorted(names.dns.map(({ name, queries, responses, noSuchName }) => ({ name, queries, responses, noSuchName }))),
      tls: sorted(names.tls.map(({ serverName, connections }) => ({ serverName, connections }))),
      quic: sorted(names.quic.map(({ serverName, connections }) => ({ serverName, connections }))),
      http: sorted(names.http.map(({ host, requests }) => ({ host, requests }))),
      encryptedHellos: names.encryptedHellos,
    },
    conversations: sorted(unique(flows.list.filter(({ protocol }) => protocol === 'tcp' || protocol === 'udp').map(rowOf))),
    hosts: Object.fromEntries(
      hosts
        .filter((host) => host.nameDetails.length > 0)
        .map((host) => [host.address, host.nameDetails.map(({ name, source }) => `${source} ${name}`).sort()]),
    ),
  };
}

function rowOf({ protocol: transport, initiator, responder, application }: Report['flows']['list'][number]): Row {
  const { protocol, basis, service, serverName, nameSource, isHelloEncrypted } = application;
  const ends = { initiator: endText(initiator), responder: endText(responder) };
  return { transport, protocol, basis, ...ends, service, serverName, nameSource, isHelloEncrypted };
}

function endText({ address, port }: { readonly address: string; readonly port: number | null }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** In an order that does not depend on that of their keys. */
function sorted(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Conversations between the same ends in two PPPoE sessions are two, which a builder does not tell apart. */
function unique(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

function keyOf(row: Row): string {
  return JSON.stringify(Object.entries(row).sort());
}

describe('names and conversations', () => {
  it.each(EXPECTED)('of %s are those its builder put into it', async (path, { names, conversations, hosts }) => {
    const found = known((await replayFiles([join(FIXTURES, path)])).report);
    for (const kind of ['dns', 'tls', 'quic', 'http'] as const) expect(found.names[kind]).toEqual(sorted(names[kind]));
    expect(found.names.encryptedHellos).toBe(names.encryptedHellos);
    expect(found.conversations).toEqual(sorted(conversations));
    if (hosts !== undefined) expect(found.hosts).toEqual(hosts);
  });

  it('are told of more than one fixture', () => {
    expect(EXPECTED.length).toBeGreaterThan(5);
  });

  it.each(EXPECTED.filter(([path]) => path.endsWith('.pcap')))(
    'of %s do not depend on how many frames come at a time',
    async (path) => {
      const whole = known((await replayFiles([join(FIXTURES, path)])).report);
      for (const chunkBytes of [64, 1000, 4096]) {
        expect(known((await replayFiles([join(FIXTURES, path)], { chunkBytes })).report), `by ${chunkBytes}`).toEqual(whole);
      }
    },
  );
});
