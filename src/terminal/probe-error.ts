/** Why a probe cannot be shown; the message is one line that says what to do. */
export class ProbeError extends Error {
  readonly code: 'url-invalid' | 'unreachable' | 'login-needed' | 'not-a-probe';

  constructor(code: ProbeError['code'], message: string) {
    super(message);
    this.name = 'ProbeError';
    this.code = code;
  }
}
