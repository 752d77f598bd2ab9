import { CaptureError } from '../source.ts';

// Every prototype of a foreign function lives in this file and in libpcap.ts: a wrong one crashes the process.

export type Koffi = typeof import('koffi')['default'];

/** An address in this process. */
export type Pointer = bigint;

/** The few functions of the C library live capture calls. They return what C returns; where that is -1, `errno` says why. */
export interface Libc {
  socket(family: number, type: number, protocol: number): number;
  setsockopt(socket: number, level: number, name: number, value: Uint8Array, length: number): number;
  getsockopt(socket: number, level: number, name: number, value: Uint8Array, length: Int32Array): number;
  bind(socket: number, address: Uint8Array, length: number): number;
  getsockname(socket: number, address: Uint8Array, length: Int32Array): number;
  /** `request` takes a pointer to a `struct ifreq`. */
  ioctl(socket: number, request: number, argument: Uint8Array): number;
  poll(descriptors: Uint8Array | null, count: number, timeoutMillis: number): number;
  mmap(address: Pointer | null, length: number, protection: number, flags: number, descriptor: number, offset: number): Pointer;
  close(descriptor: number): number;
  errno(): number;
  /** The memory from `pointer` on as an ArrayBuffer. It must stay mapped for as long as anything can reach the buffer. */
  view(pointer: Pointer, length: number): ArrayBuffer;
  /** Where the bytes of a buffer lie. They must be kept alive while the address is in use. */
  addressOf(bytes: Uint8Array): Pointer;
}

/** Loads the C library of this process. Throws `CaptureError` where that cannot be. */
export async function loadLibc(): Promise<Libc> {
  if (process.platform !== 'linux') {
    throw new CaptureError('not-supported', `the ring driver needs Linux, this is ${process.platform}: use the driver "cap"`);
  }
  const koffi = await loadKoffi();
  // No name: whichever C library Node itself runs on, GNU or musl.
  const library = koffi.load(null);
  return {
    socket: library.func('int socket(int, int, int)'),
    setsockopt: library.func('int setsockopt(int, int, int, void *, unsigned int)'),
    getsockopt: library.func('int getsockopt(int, int, int, void *, void *)'),
    bind: library.func('int bind(int, void *, unsigned int)'),
    getsockname: library.func('int getsockname(int, void *, void *)'),
    // Variadic in C; on Linux a single pointer is passed alike.
    ioctl: library.func('int ioctl(int, unsigned long, void *)'),
    poll: library.func('int poll(void *, unsigned long, int)'),
    mmap: library.func('void *mmap(void *, size_t, int, int, int, long)'),
    close: library.func('int close(int)'),
    errno: () => koffi.errno(),
    view: (pointer, length) => koffi.view(pointer, length),
    // Asking for its buffer moves a small array off the JavaScript heap, where the garbage collector would move it from its address.
    addressOf: (bytes) => koffi.address(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)),
  };
}

/** Loads koffi only when something live is opened: replaying a file must not need it. */
export async function loadKoffi(): Promise<Koffi> {
  try {
    return (await import('koffi')).default;
  } catch (cause) {
    const message = `the module koffi, which live capture needs, cannot be loaded on ${process.platform}-${process.arch}: reinstall with npm install, or use the driver "cap"`;
    throw new CaptureError('koffi-missing', message, { cause });
  }
}
