export interface RequestOptions {
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  /** `null` leaves the Host field out. */
  readonly host?: string | null;
  /** Lines of fields behind Host, as they are. */
  readonly fields?: readonly string[];
  readonly body?: string;
  readonly lineEnd?: string;
}

/** A request of HTTP/1 (RFC 9112, section 3). */
export function httpRequest(options: RequestOptions = {}): string {
  const { method = 'GET', target = '/', version = 'HTTP/1.1', host = 'www.example.net', fields = [], lineEnd = '\r\n' } = options;
  const lines = [`${method} ${target} ${version}`, ...(host === null ? [] : [`Host: ${host}`]), ...fields, '', ''];
  return lines.join(lineEnd) + (options.body ?? '');
}
