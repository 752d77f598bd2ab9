import { describe, expect, it } from 'vitest';
import { type AccessRules, assertListenAllowed, findRefusal } from '../../src/api/access.ts';

function rules(changes: Partial<Omit<AccessRules, 'port'>> & { port?: number } = {}): AccessRules {
  const { port = 8080, listenHost = '127.0.0.1', names = [] } = changes;
  return { listenHost, names, port: () => port };
}

function refusalOf(host: string | undefined, rulesInForce: AccessRules = rules()): string | null {
  const claims = { method: 'GET', host, origin: undefined, isUpgrade: false };
  return findRefusal(rulesInForce, claims)?.code ?? null;
}

describe('assertListenAllowed', () => {
  it.each(['127.0.0.1', '127.5.0.1', '::1', 'localhost'])('allows %s, which only this machine reaches', (host) => {
    expect(() => assertListenAllowed(host, false)).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'fe80::1', 'probe.lan', '', '127.0.0.1.example.net', '::ffff:192.168.1.4'])(
    'refuses %s and says what to do',
    (host) => {
      expect(() => assertListenAllowed(host, false)).toThrow(
        /refusing to listen on .*there is no access control yet.*--insecure/,
      );
    },
  );

  it('lets --insecure override', () => {
    expect(() => assertListenAllowed('0.0.0.0', true)).not.toThrow();
  });
});

describe('findRefusal', () => {
  it.each(['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'LocalHost:8080'])('lets Host %s pass', (host) => {
    expect(refusalOf(host)).toBeNull();
  });

  it.each([
    'evil.example:8080',
    'localhost',
    'localhost:80',
    'localhost:8081',
    '127.0.0.1:18080',
    'localhost.evil.example:8080',
    'evil-localhost:8080',
    '192.168.1.4:8080',
    '[::2]:8080',
  ])('does not go by the name %s', (host) => {
    expect(refusalOf(host)).toBe('host-not-allowed');
  });

  it.each([undefined, '', 'local host:8080', '<script>:8080', 'a/b:8080', 'user@localhost:8080', `${'a'.repeat(300)}:8080`])(
    'takes Host %s for malformed',
    (host) => {
      expect(refusalOf(host)).toBe('host-invalid');
    },
  );

  it('allows the address that is listened on', () => {
    expect(refusalOf('192.168.1.4:8080', rules({ listenHost: '192.168.1.4' }))).toBeNull();
    expect(refusalOf('[fd00::4]:8080', rules({ listenHost: 'fd00::4' }))).toBeNull();
    expect(refusalOf('192.168.1.5:8080', rules({ listenHost: '192.168.1.4' }))).toBe('host-not-allowed');
  });

  it('allows every address, but no other name, when it listens on all of them', () => {
    expect(refusalOf('192.168.1.4:8080', rules({ listenHost: '0.0.0.0' }))).toBeNull();
    expect(refusalOf('[fd00::4]:8080', rules({ listenHost: '::' }))).toBeNull();
    expect(refusalOf('evil.example:8080', rules({ listenHost: '0.0.0.0' }))).toBe('host-not-allowed');
    expect(refusalOf('192.168.1.4:80', rules({ listenHost: '0.0.0.0' }))).toBe('host-not-allowed');
  });

  it('allows configured names with the port it listens on, or with the port they say', () => {
    const configured = rules({ names: ['Probe.lan', 'front.example:443'] });
    expect(refusalOf('probe.lan:8080', configured)).toBeNull();
    expect(refusalOf('front.example:443', configured)).toBeNull();
    expect(refusalOf('front.example:8080', configured)).toBe('host-not-allowed');
    expect(refusalOf('probe.lan:443', configured)).toBe('host-not-allowed');
  });

  it('lets port 80 be left out', () => {
    expect(refusalOf('localhost', rules({ port: 80 }))).toBeNull();
    expect(refusalOf('localhost:80', rules({ port: 80 }))).toBeNull();
    expect(refusalOf('[::1]', rules({ port: 80 }))).toBeNull();
  });

  it.each([
    ['GET', false, 'http://evil.example', null],
    ['POST', false, 'http://evil.example', 'origin-not-allowed'],
    ['HEAD', false, 'http://evil.example', 'origin-not-allowed'],
    ['POST', false, 'null', 'origin-not-allowed'],
    ['POST', false, 'http://localhost:8081', 'origin-not-allowed'],
    ['POST', false, 'http://localhost:8080.evil.example', 'origin-not-allowed'],
    ['POST', false, 'http://localhost:8080', null],
    ['POST', false, undefined, null],
    ['GET', true, 'http://evil.example', 'origin-not-allowed'],
    ['GET', true, 'http://127.0.0.1:8080', 'origin-not-allowed'],
    ['GET', true, 'http://localhost:8080', null],
    ['GET', true, undefined, null],
  ])('judges %s (upgrade: %s) with Origin %s', (method, isUpgrade, origin, code) => {
    const refusal = findRefusal(rules(), { method, host: 'localhost:8080', origin, isUpgrade });
    expect(refusal?.code ?? null).toBe(code);
  });
});
