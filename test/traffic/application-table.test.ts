import { describe, expect, it } from 'vitest';
import { ApplicationTable } from '../../src/traffic/application-table.ts';

const START = 1_700_000_000_000_000;
const SECOND = 1_000_000;

function labelsOf(key: number) {
  return { application: `application ${key}`, protocol: 'tls', service: null, category: 'web', isGuess: false };
}

function delta(changes: Partial<Parameters<ApplicationTable['add']>[1]> = {}) {
  return { frames: 2, wireBytes: 300, downBytes: 200, upBytes: 100, firstSeen: START, lastSeen: START + 1000, ...changes };
}

describe('ApplicationTable', () => {
  it('adds what conversations had up under one row, with both ways of the line', () => {
    const applications = new ApplicationTable(() => 7, labelsOf);
    applications.moveConversation(null, 4);
    applications.add(4, delta());
    applications.add(4, delta({ frames: 1, wireBytes: 60, downBytes: 0, upBytes: 60, lastSeen: START + 5000 }));
    expect(applications.shares(10).list).toMatchObject([
      { application: 'application 4', frames: 3, wireBytes: 360, downBytes: 200, upBytes: 160 },
    ]);

    applications.table.ledger.closeWindow(START + SECOND, 1);
    const { list, total } = applications.rows({}, START + SECOND);
    expect(total).toBe(1);
    expect(list[0]).toMatchObject({
      conversations: 1,
      frames: 3,
      wireBytes: 360,
      down: { wireBytes: 200 },
      up: { wireBytes: 160 },
    });
  });

  it('counts a conversation for the application it turned out to be, and no longer for the one it was taken for', () => {
    const applications = new ApplicationTable(() => 7, labelsOf);
    applications.moveConversation(null, 1);
    applications.add(1, delta());
    applications.moveConversation(1, 2);
    applications.add(2, delta({ wireBytes: 900 }));
    applications.table.ledger.closeWindow(START + SECOND, 1);
    const rows = applications.rows({}, START + SECOND).list;
    expect(rows.map(({ application, conversations }) => [application, conversations])).toEqual([
      ['application 2', 1],
      ['application 1', 0],
    ]);
  });
});
