import { describe, expect, it } from 'vitest';
import type { LiveSource } from '../../src/capture/live/live-source.ts';
import { CaptureError } from '../../src/capture/source.ts';
import { LiveSupply } from '../../src/commands/live-supply.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ScriptedSource } from '../support/scripted-source.ts';

const ignore = (): void => {};

function unplug(): never {
  throw new CaptureError('device-gone', 'the interface eth7 was removed: plug it in');
}

async function supplyOver(clock: FakeClock, ...sources: (ScriptedSource | CaptureError)[]): Promise<LiveSupply> {
  const open = async (): Promise<ScriptedSource> => {
    const next = sources.shift();
    if (next instanceof ScriptedSource) return await Promise.resolve(next);
    throw next ?? new CaptureError('no-such-device', 'there is no interface called "eth7"');
  };
  return await LiveSupply.open({ open, driverOf: () => 'ring', clock });
}

describe('LiveSupply', () => {
  it('fails when the interface cannot be opened the first time', async () => {
    await expect(supplyOver(new FakeClock())).rejects.toMatchObject({ code: 'no-such-device' });
  });

  it('takes the source for what it is', async () => {
    const clock = new FakeClock();
    const source = new ScriptedSource();
    const supply = await supplyOver(clock, source);
    expect(supply.state()).toEqual({ condition: 'capturing', reason: null, remarks: [] });
    source.state = 'down';
    expect(supply.state()).toMatchObject({
      condition: 'down',
      reason: expect.stringMatching(/^eth7 has no link: check the cable/),
    });
    source.state = 'gone';
    expect(supply.state()).toMatchObject({
      condition: 'gone',
      reason: expect.stringMatching(/^there is no interface eth7 at the moment/),
    });
  });

  it('names the driver that captures, whatever was asked for', async () => {
    const source = new ScriptedSource();
    const open = async (): Promise<ScriptedSource> => await Promise.resolve(source);
    const driverOf = (opened: LiveSource): string => (opened === source ? 'ring' : 'cap');
    const supply = await LiveSupply.open({ open, driverOf, clock: new FakeClock() });
    expect(supply.driver).toBe('ring');
  });

  it('does not wait beside a source that waits itself', async () => {
    const supply = await supplyOver(new FakeClock(), new ScriptedSource());
    expect([await supply.step(ignore), supply.idleMillis()]).toEqual(['idle', 0]);
  });

  it('says why the device failed, and tries again every three seconds', async () => {
    const clock = new FakeClock();
    const first = new ScriptedSource(unplug);
    const again = new ScriptedSource(() => 'more');
    const supply = await supplyOver(
      clock,
      first,
      new CaptureError('no-such-device', 'there is no interface called "eth7"'),
      again,
    );

    expect(await supply.step(ignore)).toBe('idle');
    expect(first.isClosed).toBe(true);
    expect(supply.state()).toMatchObject({ condition: 'gone', reason: 'the interface eth7 was removed: plug it in' });
    expect(supply.idleMillis()).toBe(50);

    clock.nowMillis += 2_999;
    await supply.step(ignore);
    expect(supply.state().reason).toBe('the interface eth7 was removed: plug it in');
    clock.nowMillis += 1;
    await supply.step(ignore);
    expect(supply.state().reason).toBe('there is no interface called "eth7"');
    clock.nowMillis += 3_000;
    await supply.step(ignore);
    expect(supply.state()).toMatchObject({ condition: 'capturing', reason: null });
    await supply.close();
    expect(again.isClosed).toBe(true);
  });

  it('adds up what was lost before and after a failure, and what is not known stays so', async () => {
    const clock = new FakeClock();
    const [first, second] = [new ScriptedSource(unplug), new ScriptedSource()];
    first.currentLosses = { card: null, kernel: 5, freezes: 1, probe: null };
    second.currentLosses = { card: 2, kernel: 3, freezes: 0, probe: null };
    const supply = await supplyOver(clock, first, second);
    await supply.step(ignore);
    expect(supply.losses()).toEqual({ card: null, kernel: 5, freezes: 1, probe: null });
    clock.nowMillis += 3_000;
    await supply.step(ignore);
    expect(supply.losses()).toEqual({ card: 2, kernel: 8, freezes: 1, probe: null });
  });

  it('lets bugs through', async () => {
    const supply = await supplyOver(
      new FakeClock(),
      new ScriptedSource(() => {
        throw new TypeError('a bug');
      }),
    );
    await expect(supply.step(ignore)).rejects.toThrow('a bug');
  });
});
