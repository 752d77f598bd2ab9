import { describe, expect, it } from 'vitest';
import { addressTextAt } from '../../../src/decode/network/address-words.ts';
import { NetBiosReader } from '../../../src/inspect/netbios/netbios-reader.ts';
import { Reading } from '../../../src/inspect/stream-view.ts';
import {
  netBiosAnswer,
  netBiosDatagram,
  netBiosRegistration,
  netBiosStatus,
  showDatagram,
} from '../../support/payloads/binary-names.ts';
import { Random } from '../../support/random.ts';

const SOURCE = '192.0.2.42';
const NAMES = { source: SOURCE, sourcePort: 137, destinationPort: 137 };
const DATAGRAMS = { source: SOURCE, sourcePort: 138, destinationPort: 138 };

function namesOf(bytes: Uint8Array, at = NAMES): string[] {
  const names: string[] = [];
  const reader = new NetBiosReader((address, name) => names.push(`${addressTextAt(address, 0)} ${name}`));
  const shown = showDatagram(bytes, at);
  expect(reader.read(shown.payload, shown.packet)).toBe(Reading.More);
  return names;
}

const LAPTOP = { name: 'LAPTOP', address: SOURCE };

describe('names that NetBIOS tells', () => {
  it.each([
    ['registrations', netBiosRegistration(LAPTOP)],
    ['refreshes', netBiosRegistration(LAPTOP, 8)],
    ['registrations as a file server', netBiosRegistration({ ...LAPTOP, suffix: 0x20 })],
    ['answers', netBiosAnswer(LAPTOP)],
    ['statuses', netBiosStatus({ name: 'WORKGROUP', isGroup: true }, { name: 'USER', suffix: 0x03 }, LAPTOP)],
  ])('are what senders of %s call themselves', (_what, bytes) => {
    expect(namesOf(bytes)).toEqual([`${SOURCE} laptop`]);
  });

  it('are what senders of datagrams call themselves', () => {
    expect(namesOf(netBiosDatagram(LAPTOP, { name: 'WORKGROUP', suffix: 0x1d }), DATAGRAMS)).toEqual([`${SOURCE} laptop`]);
  });

  it.each([
    ['a group', netBiosRegistration({ ...LAPTOP, name: 'WORKGROUP', isGroup: true })],
    ['a user', netBiosRegistration({ ...LAPTOP, suffix: 0x03 })],
    ['everybody', netBiosRegistration({ ...LAPTOP, name: '*' })],
    ['another address', netBiosRegistration({ ...LAPTOP, address: '192.0.2.99' })],
    ['another address that is asked for', netBiosAnswer({ ...LAPTOP, address: '192.0.2.99' })],
    ['what was not found', netBiosAnswer(LAPTOP, 3)],
    ['a release', netBiosRegistration(LAPTOP, 6)],
    ['a query', netBiosRegistration(LAPTOP, 0)],
    ['nobody', netBiosStatus()],
    ['only groups', netBiosStatus({ name: 'WORKGROUP', isGroup: true })],
  ])('are not those of %s', (_what, bytes) => {
    expect(namesOf(bytes)).toEqual([]);
  });

  it('are not believed of a datagram from another address', () => {
    expect(namesOf(netBiosDatagram({ ...LAPTOP, address: '192.0.2.99' }, { name: 'WORKGROUP' }), DATAGRAMS)).toEqual([]);
  });

  it('are not read out of letters that are none', () => {
    const bytes = netBiosRegistration(LAPTOP);
    bytes[20] = 0x51;
    expect(namesOf(bytes)).toEqual([]);
  });

  it('hold nothing that cannot be seen', () => {
    expect(namesOf(netBiosRegistration({ ...LAPTOP, name: 'A\u001b[2J' }))).toEqual([`${SOURCE} a‹001B›[2j`]);
  });
});

describe('reading NetBIOS', () => {
  const datagrams = [netBiosRegistration(LAPTOP), netBiosAnswer(LAPTOP), netBiosStatus(LAPTOP, LAPTOP)];

  it('reads nothing outside of what was captured, cut at every length', () => {
    const reader = new NetBiosReader(() => {});
    for (const bytes of [...datagrams, netBiosDatagram(LAPTOP, LAPTOP)]) {
      for (const at of [NAMES, DATAGRAMS]) {
        for (let capturedLength = 0; capturedLength <= bytes.length; capturedLength += 1) {
          const shown = showDatagram(bytes, { ...at, capturedLength });
          expect(() => reader.read(shown.payload, shown.packet)).not.toThrow();
        }
      }
    }
  });

  it('survives random bytes behind a header', () => {
    const random = new Random(4);
    const reader = new NetBiosReader((_address, name) => expect(name.length).toBeLessThanOrEqual(255));
    for (let round = 0; round < 2000; round += 1) {
      const bytes = datagrams[round % datagrams.length]!.slice();
      for (let change = 0; change < 4; change += 1) bytes[random.below(bytes.length)] = random.below(256);
      const shown = showDatagram(bytes, NAMES);
      expect(() => reader.read(shown.payload, shown.packet)).not.toThrow();
    }
  });

  it('looks at no more than 32 names of a status', () => {
    const groups = Array.from({ length: 40 }, (_, index) => ({ name: `GROUP${index}`, isGroup: true }));
    expect(namesOf(netBiosStatus(...groups.slice(0, 31), LAPTOP))).toEqual([`${SOURCE} laptop`]);
    expect(namesOf(netBiosStatus(...groups, LAPTOP))).toEqual([]);
  });
});
