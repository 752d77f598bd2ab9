import { ProbeError } from '../probe-error.ts';

/**
 * Reads where a probe is: `http://pi:8080`, `https://probe.example`, or without the scheme, `pi:8080` and `pi` (port 8080). A path is
 * the prefix that a proxy serves it under. Throws `ProbeError`.
 */
export function readProbeAddress(text: string): URL {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const whole = hasScheme ? text : `http://${text}`;
  if (!URL.canParse(whole) || /\s/.test(text)) {
    throw new ProbeError('url-invalid', `${JSON.stringify(text)} is no address of a probe; expected one such as http://pi:8080`);
  }
  const url = new URL(whole);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ProbeError('url-invalid', `${url.protocol}// is not spoken here; expected an address such as http://pi:8080`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ProbeError('url-invalid', 'leave user name and password out of the address: nothing here would keep them safe');
  }
  if (!hasScheme && !/:\d+(\/|$)/.test(text)) url.port = '8080';
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** As people write it: without the slash at its end. */
export function addressText(base: URL): string {
  return base.href.replace(/\/$/, '');
}
