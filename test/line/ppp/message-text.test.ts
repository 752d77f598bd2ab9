import { expect, it } from 'vitest';
import { redact } from '../../../src/line/ppp/message-text.ts';

it.each([
  ['Access granted', 'Access granted'],
  ['Login ok', 'Login ok'],
  ['User request', 'User request'],
  ['Peer not responding', 'Peer not responding'],
  ['Failed to authenticate ourselves to peer', 'Failed to authenticate ourselves to peer'],
  ['RP-PPPoE: Child pppd process terminated', 'RP-PPPoE: Child pppd process terminated'],
  ['Authentication failed', 'Authentication failed'],
  ['user is locked', 'user is locked'],
  ['No network protocols running', 'No network protocols running'],
])('leaves %s as it is', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it.each([
  ['Welcome alice', 'Welcome ***'],
  ['Welcome to isp, user alice!', 'Welcome to isp, user ***'],
  ['login failed for alice', 'login failed for ***'],
  ['login failed for user alice (691)', 'login failed for user *** (691)'],
  ['username=alice rejected', 'username=*** rejected'],
  ['user: alice', 'user: ***'],
  ['User name is alice', 'User name is ***'],
  ['alice@isp.example: wrong password', '*** wrong password'],
  ['unknown user "alice"', 'unknown user ***'],
  ["no such account 'alice'", 'no such account ***'],
  ['E=691 R=1 C=00112233445566778899AABBCCDDEEFF V=3 M=Access denied', 'E=691 R=1 C=*** V=3 M=Access denied'],
  ['S=00112233445566778899AABBCCDDEEFF00112233 M=ok', 'S=*** M=ok'],
  ['token deadbeefdeadbeef accepted', 'token *** accepted'],
])('hides the name in %s', (text, expected) => {
  expect(redact(text)).toBe(expected);
});
