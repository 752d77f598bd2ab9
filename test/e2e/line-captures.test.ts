import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { IPV4_SOURCE } from '../../src/decode/network/ipv4.ts';
import { Packet } from '../../src/decode/packet.ts';
import { readInt32 } from '../../src/decode/read.ts';
import { ipv4Text } from '../../src/decode/text.ts';
import { TunnelType } from '../../src/decode/tunnel-type.ts';
import { replayFiles } from '../support/replay.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/line-captures');
const isThere = existsSync(FOLDER);
const SCENARIOS = isThere ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : ['not here'];

/** The programs' logs lag the packets by so much. */
const LOG_SECONDS = 0.5;

/** What the programs on the line logged of a scenario. */
interface Truth {
  readonly capture: { readonly file: string; readonly packets: number; readonly routerMac: string; readonly serverMac: string };
  readonly accessConcentrator: string;
  readonly vlan?: { readonly id: number; readonly outerServiceTag: number | null };
  readonly sessions: readonly { readonly sessionId: number; readonly openedAt: string }[];
  readonly tunnels: readonly TunnelTruth[];
}

interface TunnelTruth {
  /** `gretap` is GRE that carries Ethernet. */
  readonly type: 'gre' | 'gretap' | 'vxlan';
  readonly id: number | null;
  readonly outerLocal: string;
  readonly outerRemote: string;
  readonly routerCounters: { readonly rxPackets: number };
}

function readTruth(scenario: string): Truth {
  return JSON.parse(readFileSync(join(FOLDER, scenario), 'utf8')) as Truth;
}

function reportType(tunnel: TunnelTruth): 'gre' | 'vxlan' {
  return tunnel.type === 'vxlan' ? 'vxlan' : 'gre';
}

/** How many tunnel headers went towards the router, by type, id and outer source. */
async function countTunnelHeaders(path: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const packet = new Packet();
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      decodeFrame(frame, packet);
      for (let row = 0; row < packet.tunnelCount; row++) {
        const type = packet.tunnelTypes[row] === TunnelType.Vxlan ? 'vxlan' : 'gre';
        const id = packet.tunnelHasId[row] === 1 ? packet.tunnelIds[row]! >>> 0 : null;
        const carrier = packet.offsets[packet.tunnelCarriers[row]!]!;
        const key = `${type} ${id} from ${ipv4Text(readInt32(packet.bytes, carrier + IPV4_SOURCE))}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    });
  }
  source.close();
  return counts;
}

describe.skipIf(!isThere)('captures of a real line', () => {
  it.each(SCENARIOS)('%s: every frame is accounted for and none is malformed', async (scenario) => {
    const { capture } = readTruth(scenario);
    const { report } = await replayFiles([join(FOLDER, capture.file)]);
    expect(report.capture.frames).toBe(capture.packets);
    expect(report.capture.files[0]!.complete).toBe(true);
    expect(report.accounting).toEqual({ seen: capture.packets, attributed: capture.packets, other: 0, malformed: 0 });
    expect([report.problems, report.unknown]).toEqual([[], []]);
    const stacked = report.protocols.reduce(
      (sum, row) => ({ frames: sum.frames + row.frames, wireBytes: sum.wireBytes + row.wireBytes }),
      {
        frames: 0,
        wireBytes: 0,
      },
    );
    expect(stacked).toEqual({ frames: report.capture.frames, wireBytes: report.capture.wireBytes });
  });

  it.each(SCENARIOS)('%s: finds every session, who is who, and when it opened', async (scenario) => {
    const truth = readTruth(scenario);
    const { report } = await replayFiles([join(FOLDER, truth.capture.file)]);
    const found = [...report.pppoe.sessions].sort((a, b) => a.sessionId - b.sessionId);
    const wanted = [...truth.sessions].sort((a, b) => a.sessionId - b.sessionId);
    expect(found.map(({ sessionId, clientMac, concentratorMac }) => ({ sessionId, clientMac, concentratorMac }))).toEqual(
      wanted.map(({ sessionId }) => ({
        sessionId,
        clientMac: truth.capture.routerMac,
        concentratorMac: truth.capture.serverMac,
      })),
    );
    for (const [index, session] of found.entries()) {
      expect(session.concentratorName).toBe(truth.accessConcentrator);
      const seconds = (Date.parse(session.openedAt ?? '') - Date.parse(wanted[index]!.openedAt)) / 1000;
      expect(Math.abs(seconds), `session ${session.sessionId}: ${session.openedAt}`).toBeLessThan(LOG_SECONDS);
    }
  });

  it.each(SCENARIOS)('%s: finds every tunnel between its ends, and no other', async (scenario) => {
    const truth = readTruth(scenario);
    const { report } = await replayFiles([join(FOLDER, truth.capture.file)]);
    const names = (rows: readonly { type: string; id: number | null; endpoints: readonly string[] }[]): string[] =>
      rows.map(({ type, id, endpoints }) => `${type} ${id} ${endpoints.join(' ')}`).sort();
    expect(names(report.tunnels)).toEqual(
      names(
        truth.tunnels.map((tunnel) => ({
          type: reportType(tunnel),
          id: tunnel.id,
          endpoints: [tunnel.outerLocal, tunnel.outerRemote].sort(),
        })),
      ),
    );
    const carryingEthernet = report.tunnels.filter(({ vsid }) => vsid !== undefined).map(({ id }) => id);
    expect(carryingEthernet).toEqual(truth.tunnels.filter(({ type }) => type === 'gretap').map(({ id }) => id));
  });

  it.each(SCENARIOS)("%s: counts what came out of each tunnel as the router's kernel did", async (scenario) => {
    const { capture, tunnels } = readTruth(scenario);
    const counts = await countTunnelHeaders(join(FOLDER, capture.file));
    const found = tunnels.map((tunnel) => counts.get(`${reportType(tunnel)} ${tunnel.id} from ${tunnel.outerRemote}`));
    expect(found).toEqual(tunnels.map(({ routerCounters }) => routerCounters.rxPackets));
  });

  it.each(SCENARIOS)('%s: finds its VLAN tags', async (scenario) => {
    const { capture, vlan } = readTruth(scenario);
    const { report } = await replayFiles([join(FOLDER, capture.file)]);
    const wanted = vlan === undefined ? [] : [vlan.id, ...(vlan.outerServiceTag === null ? [] : [vlan.outerServiceTag])];
    expect(report.vlans.map(({ id, frames }) => [id, frames])).toEqual(wanted.map((id) => [id, capture.packets]));
  });
});
