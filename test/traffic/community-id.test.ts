import { describe, expect, it } from 'vitest';
import { buildFrame } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { icmp } from '../support/frames/icmp.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { tcp } from '../support/frames/tcp.ts';
import { udp } from '../support/frames/udp.ts';
import { observeAll } from '../support/observe.ts';

function communityIdsOf(...frames: Uint8Array[]): string[] {
  return observeAll(frames.map((bytes) => ({ bytes })))
    .table('flows')
    .list.map((flow) => flow.communityId);
}

// The examples of the specification's own page.
describe('the Community ID of a conversation', () => {
  const tcpLayers = [ethernet(), ipv4({ source: '128.232.110.120', destination: '66.35.250.204' })] as const;
  it('is the published one for TCP, from either end', () => {
    const there = buildFrame(...tcpLayers, tcp({ sourcePort: 34855, destinationPort: 80, flags: 'ack' }));
    const back = buildFrame(
      ethernet(),
      ipv4({ source: '66.35.250.204', destination: '128.232.110.120' }),
      tcp({ sourcePort: 80, destinationPort: 34855, flags: 'ack' }),
    );
    expect(communityIdsOf(there)).toEqual(['1:LQU9qZlK+B5F3KDmev6m5PMibrg=']);
    expect(communityIdsOf(back)).toEqual(['1:LQU9qZlK+B5F3KDmev6m5PMibrg=']);
    expect(communityIdsOf(there, back)).toEqual(['1:LQU9qZlK+B5F3KDmev6m5PMibrg=']);
  });

  it('is the published one for UDP', () => {
    const frame = buildFrame(
      ethernet(),
      ipv4({ source: '192.168.1.52', destination: '8.8.8.8' }),
      udp({ sourcePort: 54585, destinationPort: 53 }),
    );
    expect(communityIdsOf(frame)).toEqual(['1:d/FP5EW3wiY1vCndhwleRRKHowQ=']);
  });

  it('is the published one for a ping, request and reply together', () => {
    const request = buildFrame(
      ethernet(),
      ipv4({ source: '192.168.0.89', destination: '192.168.0.1' }),
      icmp({ type: 8, code: 0 }),
    );
    const reply = buildFrame(
      ethernet(),
      ipv4({ source: '192.168.0.1', destination: '192.168.0.89' }),
      icmp({ type: 0, code: 0 }),
    );
    expect(communityIdsOf(request, reply)).toEqual(['1:X0snYXpgwiv9TZtqg64sgzUn6Dk=']);
  });
});
