import { CaptureError } from '../source.ts';
import { explainFailure } from './explain-failure.ts';
import { type Libc, loadLibc } from './libc.ts';
import { PacketSocket } from './packet-socket.ts';

/** Whether this process may capture at all; if not, why and what to do. */
export interface CaptureRight {
  readonly isGranted: boolean;
  readonly whyNot: string | null;
}

/** Tries whether a packet socket can be opened, and leaves nothing open. */
export async function canCapture(libc?: Libc): Promise<CaptureRight> {
  try {
    new PacketSocket(libc ?? (await loadLibc())).close();
    return { isGranted: true, whyNot: null };
  } catch (error) {
    const explained = explainFailure(error, 'this machine');
    if (explained instanceof CaptureError) return { isGranted: false, whyNot: explained.message };
    throw error;
  }
}
