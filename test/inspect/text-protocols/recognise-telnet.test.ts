import { describe, expect, it } from 'vitest';
import { recogniseTelnet } from '../../../src/inspect/text-protocols/recognise-telnet.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseTelnet', () => {
  it('asks for two commands, for one on its own port', () => {
    expect(verdict(recogniseTelnet, hexBytes('fffb01 fffd03'))).toBe('Telnet');
    expect(verdict(recogniseTelnet, hexBytes('fffd18'))).toBe('perhaps');
    expect(verdict(recogniseTelnet, hexBytes('fffd18'), { sourcePort: 23 })).toBe('Telnet');
    expect(verdict(recogniseTelnet, hexBytes('fffa25 02 fff0'), { sourcePort: 23 })).toBe('Telnet');
  });

  it('waits where a command is cut', () => {
    for (const bytes of ['', 'ff', 'fffb', 'fffb01 ff']) expect(verdict(recogniseTelnet, hexBytes(bytes)), bytes).toBe('perhaps');
  });

  it.each(['ffff', 'fffb ff', 'fffb01 41', 'fffb01 fff1', '41'])('refuses %s', (bytes) => {
    expect(verdict(recogniseTelnet, hexBytes(bytes))).toBe('not mine');
  });
});
