import { describe, expect, it } from 'vitest';
import { isMalformed, PROBLEM_COUNT, Problem, problemName } from '../../src/decode/problem.ts';
import { PROTOCOL_COUNT, Protocol, protocolName } from '../../src/decode/protocol.ts';
import { TunnelType, tunnelTypeName } from '../../src/decode/tunnel-type.ts';

describe('names that users see', () => {
  it('are there for every protocol, each its own, and count up from zero', () => {
    const numbers = Object.values(Protocol);
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: PROTOCOL_COUNT }, (_, number) => number));
    const names = numbers.filter((protocol) => protocol !== Protocol.None).map(protocolName);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(new Set(names).size).toBe(PROTOCOL_COUNT - 1);
    expect(protocolName(Protocol.None)).toBe('');
  });

  it('are there for every problem, each its own', () => {
    const names = Object.values(Problem).map(problemName);
    expect(new Set(names).size).toBe(PROBLEM_COUNT);
    expect(problemName(Problem.CutByFragmentation)).toBe('cut-by-fragmentation');
    expect(problemName(Problem.TooManyTunnels)).toBe('too-many-tunnels');
  });

  it('are there for every kind of tunnel, each its own', () => {
    const names = Object.values(TunnelType).map(tunnelTypeName);
    expect(new Set(names).size).toBe(Object.keys(TunnelType).length);
    expect(tunnelTypeName(TunnelType.Ipv6InIpv4)).toBe('6in4');
    expect(tunnelTypeName(TunnelType.Mpls)).toBe('mpls');
  });
});

describe('isMalformed', () => {
  it('blames nobody for what capture or fragmentation cut', () => {
    const blameless: readonly Problem[] = [Problem.None, Problem.CutBySnapLength, Problem.CutByFragmentation];
    for (const problem of Object.values(Problem)) expect(isMalformed(problem)).toBe(!blameless.includes(problem));
  });
});
