import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { type CiscoMetadataOptions, ciscoMetadata } from '../../support/frames/switch-tags.ts';
import { udp } from '../../support/frames/udp.ts';

const onEthernet = (options: CiscoMetadataOptions = {}) => buildFrame(ethernet(), ciscoMetadata(options), ipv4(), udp());
const inGre = (options: CiscoMetadataOptions = {}) =>
  buildFrame(ethernet(), ipv4(), gre({ key: 40 }), ciscoMetadata(options), ipv4(), udp());

describe('decodeCiscoMetadata', () => {
  it('leads to what the EtherType behind it announces', () => {
    const packet = decode(onEthernet());
    expect(stackOf(packet)).toBe('ethernet/cisco-metadata/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 3)).toEqual([0, 14, 22]);
  });

  it('leads to what the EtherType in front of it announces in GRE', () => {
    const packet = decode(inGre());
    expect(stackOf(packet)).toBe('ethernet/ipv4/gre/cisco-metadata/ipv4/udp');
    expect(offsetsOf(packet).slice(2, 5)).toEqual([34, 42, 50]);
  });

  it('is all zeros with some senders', () => {
    const packet = decode(onEthernet({ version: 0, length: 0, securityGroup: 0 }));
    expect(stackOf(packet)).toBe('ethernet/cisco-metadata/ipv4/udp');
  });

  it('skips further options', () => {
    const tag = payload(hexBytes('01 02 0001 0007 0002 0003 0800'), { etherType: 0x8909 });
    const packet = decode(buildFrame(ethernet(), tag, ipv4(), udp()));
    expect(stackOf(packet)).toBe('ethernet/cisco-metadata/ipv4/udp');
    expect(offsetsOf(packet)[2]).toBe(26);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(onEthernet({ etherType: 0x88b5 })))).toBe('cisco-metadata 0x88b5');
    expect(unknownOf(decode(inGre({ etherType: 0x88b5 })))).toBe('cisco-metadata 0x88b5');
  });

  it('refuses a newer version', () => {
    expect(problemOf(decode(onEthernet({ version: 2 })))).toBe('cisco-metadata version-invalid');
    expect(problemOf(decode(inGre({ version: 2 })))).toBe('cisco-metadata version-invalid');
  });

  it('is truncated where its length goes past the frame', () => {
    expect(problemOf(decode(onEthernet({ length: 255 })))).toBe('cisco-metadata header-truncated');
    const short = buildFrame(ethernet(), ciscoMetadata()).subarray(0, -1);
    expect(problemOf(decode(short))).toBe('cisco-metadata header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(onEthernet());
    cutEverywhere(inGre());
  });
});
