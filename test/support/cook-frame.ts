import type { FrameBytes } from '../../src/decode/packet.ts';

const MAC_LENGTH = 6;
const TO_US = 0;
const BROADCAST = 1;
const TO_OTHER = 3;
const FROM_US = 4;
const ARPHRD_ETHER = 1;

const LINUX_SLL = 113;
const LINUX_SLL2 = 276;

/** An Ethernet frame as the machine with the address `us` has it when it captures from all of its interfaces: version 1 or 2 of Linux's cooked header. */
export function cookFrame(frame: FrameBytes, us: string, version: 1 | 2): FrameBytes {
  const ethernet = frame.bytes.subarray(frame.start, frame.start + frame.capturedLength);
  const destination = ethernet.subarray(0, MAC_LENGTH);
  const source = ethernet.subarray(MAC_LENGTH, 2 * MAC_LENGTH);
  const type = packetType(macOf(source) === us, macOf(destination) === us, (destination[0]! & 1) !== 0);
  const header = version === 1 ? new Uint8Array(16) : new Uint8Array(20);
  const view = new DataView(header.buffer);
  const protocol = 256 * ethernet[12]! + ethernet[13]!;
  if (version === 1) {
    view.setUint16(0, type);
    view.setUint16(2, ARPHRD_ETHER);
    view.setUint16(4, MAC_LENGTH);
    header.set(source, 6);
    view.setUint16(14, protocol);
  } else {
    view.setUint16(0, protocol);
    view.setUint32(4, 2);
    view.setUint16(8, ARPHRD_ETHER);
    view.setUint8(10, type);
    view.setUint8(11, MAC_LENGTH);
    header.set(source, 12);
  }
  const added = header.length - 14;
  return {
    ...frame,
    bytes: Uint8Array.from([...header, ...ethernet.subarray(14)]),
    start: 0,
    capturedLength: frame.capturedLength + added,
    wireLength: frame.wireLength + added,
    linkType: version === 1 ? LINUX_SLL : LINUX_SLL2,
  };
}

function packetType(isFromUs: boolean, isToUs: boolean, isToGroup: boolean): number {
  if (isFromUs) return FROM_US;
  if (isToUs) return TO_US;
  return isToGroup ? BROADCAST : TO_OTHER;
}

function macOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}
