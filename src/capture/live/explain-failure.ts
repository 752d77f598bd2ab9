import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureError } from '../source.ts';

/** Says in one line what to do about a failed opening of a packet socket; other errors stay as they are. */
export function explainFailure(error: unknown, interfaceName: string): unknown {
  if (!(error instanceof CaptureError)) return error;
  const advice = adviceFor(error.code, interfaceName);
  return advice === null ? error : new CaptureError(advice.code, advice.message, { cause: error });
}

/** The error for an interface that is not there; it names those that are. */
export function noSuchInterface(interfaceName: string, sysRoot: string): CaptureError {
  const names = interfaceNames(sysRoot);
  const there = names.length === 0 ? '' : `; there are: ${names.join(', ')}`;
  return new CaptureError('no-such-device', `there is no interface called "${interfaceName}"${there}`);
}

/** The names of this machine's interfaces, sorted; empty where they cannot be read. */
export function interfaceNames(sysRoot: string): string[] {
  try {
    const entries = readdirSync(join(sysRoot, 'class/net'), { withFileTypes: true });
    // Beside interfaces, which are links to devices, lie files such as bonding_masters.
    const names = entries.filter((entry) => entry.isSymbolicLink() || entry.isDirectory()).map((entry) => entry.name);
    return names.sort();
  } catch {
    return [];
  }
}

function adviceFor(code: string, name: string): { code: string; message: string } | null {
  switch (code) {
    case 'EPERM':
    case 'EACCES':
      return {
        code: 'not-permitted',
        message: `capturing on ${name} needs the right to open a raw socket: run with sudo, or: sudo setcap cap_net_raw+ep $(readlink -f $(which node))`,
      };
    case 'EAFNOSUPPORT':
      return {
        code: 'not-supported',
        message: `capturing on ${name} needs packet sockets, which this system refuses: load af_packet, or allow AF_PACKET (RestrictAddressFamilies= of the service)`,
      };
    case 'ENOMEM':
    case 'EAGAIN':
      return {
        code: 'no-memory',
        message: `no memory for the capture ring on ${name}: choose a smaller ring (capture.ringMebibytes)`,
      };
    case 'ENODEV':
    case 'ENXIO':
      return { code: 'device-gone', message: `the interface ${name} went away while it was being opened` };
    default:
      return null;
  }
}
