import { describe, expect, it } from 'vitest';
import { GlancesAnswers, NoSnapshotError } from '../../../src/api/glances/glances-answers.ts';
import type { WanRates } from '../../../src/api/glances/glances-source.ts';
import { PLUGINS } from '../../../src/api/glances/plugins/all-plugins.ts';
import { systemSnapshot } from '../../support/system-snapshot.ts';
import { FakeGlancesSource, systemEvent } from './fake-glances-source.ts';

const NETWORK = PLUGINS.get('network')!;

/** Counts how often the interfaces are worked out. */
class CountingSource extends FakeGlancesSource {
  asked = 0;

  override wan(): WanRates {
    this.asked += 1;
    return super.wan();
  }
}

describe('answers', () => {
  it('are worked out once for each snapshot, however many ask', () => {
    const source = new CountingSource();
    const answers = new GlancesAnswers(source);
    const first = answers.text(NETWORK);
    expect(answers.text(NETWORK)).toBe(first);
    answers.allText();
    answers.viewsText(NETWORK);
    answers.value(NETWORK);
    expect(source.asked).toBe(1);

    source.current = systemSnapshot({ seconds: 4 });
    expect(answers.text(NETWORK)).not.toBe(first);
    expect(source.asked).toBe(2);
  });

  it('are worked out when somebody asks, not before', () => {
    const source = new CountingSource();
    new GlancesAnswers(source).text(PLUGINS.get('cpu')!);
    expect(source.asked).toBe(0);
  });

  it('are the same one by one and all together', () => {
    const answers = new GlancesAnswers(new FakeGlancesSource());
    const all = JSON.parse(answers.allText()) as Record<string, unknown>;
    expect(Object.keys(all)).toEqual([...PLUGINS.keys()]);
    for (const plugin of PLUGINS.values()) expect(all[plugin.name]).toEqual(JSON.parse(answers.text(plugin)));
  });

  it('are new after alerts were cleared', () => {
    const source = new FakeGlancesSource();
    source.kept = [systemEvent()];
    const answers = new GlancesAnswers(source);
    const alert = PLUGINS.get('alert')!;
    expect(answers.value(alert)).toHaveLength(1);
    source.kept = [];
    answers.forget();
    expect(answers.value(alert)).toEqual([]);
  });

  it('are none before the first snapshot', () => {
    expect(() => new GlancesAnswers(new FakeGlancesSource(null)).allText()).toThrow(NoSnapshotError);
  });
});
