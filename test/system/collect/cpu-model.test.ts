import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCpuModel } from '../../../src/system/collect/cpu-model.ts';
import { damagedTexts, implausibleIn } from '../../support/damaged-texts.ts';
import { machineRoots } from '../../support/machine-tree.ts';

const CPUINFO = readFileSync(`${machineRoots('server').proc}/cpuinfo`, 'utf8');

describe('parseCpuModel', () => {
  it('counts a core once, however many threads it runs', () => {
    const { model, cores, frequencyHz } = parseCpuModel(CPUINFO);
    expect({ model, cores }).toEqual({ model: 'Intel(R) Xeon(R) E-2234 CPU @ 3.60GHz', cores: 4 });
    expect(frequencyHz.get(7)).toBe(3.6e9);
  });

  it('knows cores of Arm by their number', () => {
    expect(parseCpuModel('processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0b\n').model).toBe('Cortex-A76');
  });

  it('leaves a core that it does not know without a name', () => {
    expect(parseCpuModel('processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xfff\n').model).toBeNull();
    expect(parseCpuModel('processor\t: 0\nCPU implementer\t: 0x51\nCPU part\t: 0xd0b\n').model).toBeNull();
  });

  it('cuts a long name', () => {
    expect(parseCpuModel(`processor: 0\nmodel name: ${'x'.repeat(5000)}\n`).model).toHaveLength(128);
  });

  it('makes nothing implausible of a file that is damaged', () => {
    for (const [damage, text] of damagedTexts(CPUINFO)) {
      expect(implausibleIn(parseCpuModel(text)), damage).toEqual([]);
    }
  });
});
