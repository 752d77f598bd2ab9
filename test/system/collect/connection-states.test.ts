import { describe, expect, it } from 'vitest';
import { parseSocketsInUse, TcpTally } from '../../../src/system/collect/connection-states.ts';

const HEADER = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const REST = '00000000:00000000 00:00000000 00000000     0        0 4242 1 0000000000000000 100 0 0 10 0';
const ipv4 = (number: number, state: string) => `${String(number).padStart(4)}: 0100007F:1F90 0A00A8C0:C350 ${state} ${REST}`;
const ipv6 = (number: number, state: string) =>
  `${String(number).padStart(4)}: 00000000000000000000000000000000:1F90 0000000000000000FFFF00000A00A8C0:C350 ${state} ${REST}`;
const countOf = (...tables: readonly (readonly string[])[]) => {
  const tally = new TcpTally();
  for (const lines of tables) tally.add(Buffer.from(`${[HEADER, ...lines].join('\n')}\n`));
  return tally.counts();
};
const NONE = { established: 0, synSent: 0, synReceived: 0, finWait: 0, timeWait: 0, closeWait: 0, listen: 0 };

describe('TcpTally', () => {
  it('counts every state, and both of waiting for the end', () => {
    const states = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '0A', '0B'];
    const counted = { established: 1, synSent: 1, synReceived: 1, finWait: 2, timeWait: 1, closeWait: 1, listen: 1 };
    expect(countOf(states.map((state, index) => ipv4(index, state)))).toEqual(counted);
  });

  it('adds up both families, also where the number of a line is longer than its column', () => {
    expect(countOf([ipv4(0, '0A'), ipv4(123_456, '01')], [ipv6(0, '0A'), ipv6(99_999, '06')])).toEqual({
      ...NONE,
      established: 1,
      timeWait: 1,
      listen: 2,
    });
  });

  it('counts nothing of a table with a heading only, nothing at all, or a last line that is cut short', () => {
    expect(countOf([])).toEqual(NONE);
    const whole = Buffer.from(`${[HEADER, ipv4(0, '01'), ipv4(1, '0A')].join('\n')}\n`);
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1;
    for (let length = lastLine; length < whole.length; length += 1) {
      const tally = new TcpTally();
      tally.add(whole.subarray(0, length));
      expect(tally.counts()).toEqual({ ...NONE, established: 1 });
    }
    const empty = new TcpTally();
    empty.add(Buffer.alloc(0));
    expect(empty.counts()).toEqual(NONE);
  });

  it('passes over lines that are none', () => {
    expect(countOf(['', 'nonsense', '0: x y zz more', ':', ipv4(3, '08')])).toEqual({ ...NONE, closeWait: 1 });
  });
});

describe('parseSocketsInUse', () => {
  const text =
    'sockets: used 211\nTCP: inuse 8 orphan 0 tw 1 alloc 9 mem 2\nUDP: inuse 5 mem 1\nUDPLITE: inuse 3\nRAW: inuse 0\n';

  it('reads the count of the kind, and of no other that begins the same', () => {
    expect(parseSocketsInUse(text, 'UDP')).toBe(5);
    expect(parseSocketsInUse('TCP6: inuse 2\nUDP6: inuse 4\n', 'UDP6')).toBe(4);
  });

  it('has none where the text does not say', () => {
    expect(parseSocketsInUse(text, 'UDP6')).toBe(0);
    expect(parseSocketsInUse('UDP: inuse x\n', 'UDP')).toBe(0);
  });
});
