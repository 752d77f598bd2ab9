import koffi from 'koffi';
import { loadLibc } from '../../../src/capture/live/libc.ts';
import { PacketSocket } from '../../../src/capture/live/packet-socket.ts';

const AF_PACKET = 17;
const SOCK_RAW = 3;

/** Sends frames as they are through an interface of this thread's network. */
export interface RawSender {
  send(frame: Uint8Array): void;
  close(): void;
}

export async function openRawSender(interfaceName: string): Promise<RawSender> {
  const libc = await loadLibc();
  const asking = new PacketSocket(libc);
  const index = asking.indexOf(interfaceName);
  asking.close();

  const sendto: (...words: unknown[]) => number = koffi
    .load(null)
    .func('long sendto(int, void *, size_t, int, void *, unsigned int)');
  const descriptor = libc.socket(AF_PACKET, SOCK_RAW, 0);
  const address = new Uint8Array(20);
  new Uint16Array(address.buffer)[0] = AF_PACKET;
  new Int32Array(address.buffer)[1] = index;
  return {
    send: (frame) => {
      const sent = sendto(descriptor, frame, frame.length, 0, address, address.length);
      if (Number(sent) !== frame.length)
        throw new Error(`sending through ${interfaceName} failed: ${sent}, errno ${libc.errno()}`);
    },
    close: () => void libc.close(descriptor),
  };
}
