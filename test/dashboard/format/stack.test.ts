import { describe, expect, it } from 'vitest';
import { stackSteps } from '../../../dashboard/src/format/stack.ts';

describe('stackSteps', () => {
  it('names every layer and its kind, outermost first', () => {
    expect(stackSteps('ethernet/pppoe-session/ppp/ipv4/gre/novelty').map(({ name, kind }) => `${name}:${kind}`)).toEqual([
      'ethernet:link',
      'pppoe-session:session',
      'ppp:session',
      'ipv4:network',
      'gre:tunnel',
      'novelty:other',
    ]);
  });

  it('folds the middle of a deep stack and says how much it hides', () => {
    const steps = stackSteps(Array.from({ length: 16 }, (_, index) => `layer${index}`).join('/'));
    expect(steps.map(({ name }) => name)).toEqual([
      'layer0',
      'layer1',
      'layer2',
      '+7',
      'layer10',
      'layer11',
      'layer12',
      'layer13',
      'layer14',
      'layer15',
    ]);
    expect(steps.reduce((sum, step) => sum + (step.hidden || 1), 0)).toBe(16);
  });
});
