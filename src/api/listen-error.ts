import { bracketed } from './access.ts';

/** Listening failed: what, where and what to do, in one line. */
export class ListenError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ListenError';
    this.code = code;
  }
}

export function explainListenError(
  cause: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): ListenError {
  const place = `${bracketed(host)}:${port}`;
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new ListenError(
        'port-in-use',
        `cannot listen on ${place}: another program does (perhaps another wanprobe); stop it, or choose another port with --listen ${bracketed(host)}:${port + 1}`,
        { cause },
      );
    case 'EACCES':
      return new ListenError(
        'port-not-permitted',
        `cannot listen on ${place}: ports below 1024 need a right this user does not have; choose another with --listen ${bracketed(host)}:8080`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
      return new ListenError(
        'address-not-here',
        `cannot listen on ${place}: this machine does not have that address; choose one that "ip address" shows`,
        { cause },
      );
    default:
      return new ListenError('listen-failed', `cannot listen on ${place}: ${(cause as Error).message}`, { cause });
  }
}
