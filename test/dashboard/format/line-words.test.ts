import { describe, expect, it } from 'vitest';
import {
  causeWord,
  endedByWords,
  howWords,
  lineDetailWords,
  loginWords,
  phasesOf,
} from '../../../dashboard/src/format/line-words.ts';
import { overheadParts, overheadShare } from '../../../dashboard/src/format/overhead.ts';
import type { HomeState, OutageRow } from '../../../src/api/messages.ts';

describe('words for the line', () => {
  it('say of a guess that it is one, and how sure', () => {
    expect(howWords({ how: 'inferred', confidence: 'low' })).toBe(
      'inferred from the traffic, not seen being agreed on (not sure)',
    );
    expect(howWords({ how: 'discovery', confidence: 'high' })).toBe('seen when the PPPoE session was set up');
  });

  it('leave out what the sentence about the kind of line says already', () => {
    expect(lineDetailWords({ type: 'pppoe', text: 'PPPoE; in a VLAN; IPv4 and IPv6' } as HomeState['line'])).toBe(
      'in a VLAN; IPv4 and IPv6',
    );
    expect(lineDetailWords({ type: 'static', text: 'a fixed address: no lease was seen' } as HomeState['line'])).toBe(
      'a fixed address: no lease was seen',
    );
  });

  it('name who ended a session, also when nobody said so', () => {
    expect([null, 'client', 'server'].map((end) => endedByWords(end as null))).toEqual([
      'nobody said so',
      'by the router',
      'by the provider',
    ]);
  });

  it('keep a cause of a newer probe readable', () => {
    expect(causeWord('echo-lost')).toBe('The provider did not answer');
    expect(causeWord('echo-lost', 'now')).toBe('The provider has stopped answering');
    expect(causeWord('cause-of-tomorrow' as OutageRow['cause'])).toBe('cause-of-tomorrow');
  });

  it('say how a login went without saying who', () => {
    const login = { demandedBy: 'server', message: null, resultInferred: false } as const;
    expect(loginWords({ ...login, protocol: 'PAP', result: 'failure', attempts: 2 })).toBe('PAP, refused, 2 attempts');
    expect(loginWords({ ...login, protocol: 'PAP', result: 'success', resultInferred: true, attempts: 1 })).toBe(
      'PAP, accepted (answer not seen)',
    );
    expect(loginWords({ ...login, protocol: null, result: null, attempts: 0 })).toBe('not seen');
  });
});

describe('phasesOf', () => {
  it('lists the steps that were seen', () => {
    const phases = { discoveryMillis: null, lcpMillis: 60.5, authenticationMillis: 80, ipcpMillis: -1, ipv6cpMillis: null };
    expect(phasesOf({ phases }).map(({ name, millis }) => [name, millis])).toEqual([
      ['link', 60.5],
      ['login', 80],
      ['IPv4 address', 0],
    ]);
  });
});

describe('overhead', () => {
  const bytes = {
    frames: 10,
    wireBytes: 1000,
    ethernetBytes: 40,
    vlanBytes: 0,
    pppoeBytes: 20,
    mplsBytes: 0,
    controlBytes: 10,
    payloadBytes: 930,
    tunnelBytes: 30,
  };

  it('adds up to all bytes on the wire', () => {
    const parts = overheadParts(bytes);
    expect(parts.map(({ id }) => id)).toEqual(['payload', 'tunnel', 'pppoe', 'ethernet', 'control']);
    expect(parts.reduce((sum, part) => sum + part.bytes, 0)).toBe(1000);
  });

  it('is what is no payload, and not known where nothing passed', () => {
    expect(overheadShare(bytes)).toBeCloseTo(0.1);
    expect(overheadShare({ ...bytes, wireBytes: 0 })).toBeNull();
  });
});
