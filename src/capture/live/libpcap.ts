import { CaptureError } from '../source.ts';
import { type Koffi, loadKoffi, type Pointer } from './libc.ts';
import { INSTRUCTION_LENGTH } from './socket-filter.ts';

// Every prototype of a foreign function lives in this file and in libc.ts: a wrong one crashes the process.

// What distributions call the same library: Debian and its kin the first, most others the second.
const LIBRARY_NAMES = ['libpcap.so.0.8', 'libpcap.so.1'];

const LINKTYPE_ETHERNET = 1;
const LINKTYPE_RAW = 101;
// Inside libpcap raw IP has a number that differs by system; this is Linux's.
const DLT_RAW = 12;

const COMPILE_SNAP_LENGTH = 262_144;
const NETMASK_UNKNOWN = 0xffff_ffff;
const ERROR_BUFFER_LENGTH = 256;
const SMALL_BUFFER = 65_536;

export interface FilterRequest {
  /** In the language of pcap-filter(7). */
  readonly expression: string;
  readonly interface: string;
  readonly linkType: number;
}

interface Libpcap {
  pcap_open_dead(linkType: number, snapLength: number): Pointer | null;
  pcap_create(device: string, error: Uint8Array): Pointer | null;
  pcap_set_buffer_size(handle: Pointer, bytes: number): number;
  pcap_activate(handle: Pointer): number;
  pcap_compile(handle: Pointer, program: Record<string, unknown>, expression: string, optimize: number, netmask: number): number;
  pcap_geterr(handle: Pointer): string;
  pcap_freecode(program: Record<string, unknown>): void;
  pcap_close(handle: Pointer): void;
}

/**
 * Compiles a filter expression with the libpcap of this machine into classic BPF for a packet socket; what it accepts it keeps whole.
 * Throws `CaptureError` where there is no libpcap or it refuses the expression.
 */
export async function compileFilter(request: FilterRequest): Promise<Uint8Array> {
  const koffi = await loadKoffi();
  const libpcap = loadLibpcap(koffi);
  const handle = openHandle(libpcap, request);
  const compiled: Record<string, unknown> = {};
  try {
    if (libpcap.pcap_compile(handle, compiled, request.expression, 1, NETMASK_UNKNOWN) !== 0) {
      throw new CaptureError(
        'filter-invalid',
        `the capture filter "${request.expression}" is wrong: ${libpcap.pcap_geterr(handle)}`,
      );
    }
    const length = Number(compiled.count) * INSTRUCTION_LENGTH;
    const program = Uint8Array.from(koffi.decode(compiled.instructions, 'uint8_t', length) as Iterable<number>);
    libpcap.pcap_freecode(compiled);
    return program;
  } finally {
    libpcap.pcap_close(handle);
  }
}

function loadLibpcap(koffi: Koffi): Libpcap {
  const library = loadFirst(koffi);
  // Unnamed, so that several threads may define it.
  const program = koffi.struct({ count: 'unsigned int', instructions: 'void *' });
  return {
    pcap_open_dead: library.func('void *pcap_open_dead(int, int)'),
    pcap_create: library.func('void *pcap_create(const char *, void *)'),
    pcap_set_buffer_size: library.func('int pcap_set_buffer_size(void *, int)'),
    pcap_activate: library.func('int pcap_activate(void *)'),
    pcap_compile: library.func('pcap_compile', 'int', ['void *', koffi.out(koffi.pointer(program)), 'str', 'int', 'uint32_t']),
    pcap_geterr: library.func('const char *pcap_geterr(void *)'),
    pcap_freecode: library.func('pcap_freecode', 'void', [koffi.pointer(program)]),
    pcap_close: library.func('void pcap_close(void *)'),
  };
}

function loadFirst(koffi: Koffi): ReturnType<Koffi['load']> {
  for (const name of LIBRARY_NAMES) {
    try {
      return koffi.load(name);
    } catch {
      // Then it may have the next name.
    }
  }
  const message = `a capture filter needs libpcap, and neither ${LIBRARY_NAMES.join(' nor ')} is here: sudo apt install libpcap0.8, or capture without a filter`;
  throw new CaptureError('libpcap-missing', message);
}

/**
 * A handle to compile with. Because the kernel hands the outer VLAN tag over beside the frame, `vlan` can only be compiled for a live
 * handle, which looks for it there; a dead handle's program would look in the frame and never match.
 */
function openHandle(libpcap: Libpcap, request: FilterRequest): Pointer {
  if (request.linkType === LINKTYPE_ETHERNET && /\bvlan\b/.test(request.expression)) return openLiveHandle(libpcap, request);
  const linkType = request.linkType === LINKTYPE_RAW ? DLT_RAW : request.linkType;
  const handle = libpcap.pcap_open_dead(linkType, COMPILE_SNAP_LENGTH);
  if (handle === null) throw new CaptureError('libpcap-failed', 'libpcap has no memory to compile the capture filter');
  return handle;
}

function openLiveHandle(libpcap: Libpcap, request: FilterRequest): Pointer {
  const error = Buffer.alloc(ERROR_BUFFER_LENGTH);
  const handle = libpcap.pcap_create(request.interface, error);
  if (handle === null) throw new CaptureError('libpcap-failed', `libpcap cannot open ${request.interface}: ${textOf(error)}`);
  libpcap.pcap_set_buffer_size(handle, SMALL_BUFFER);
  if (libpcap.pcap_activate(handle) < 0) {
    const reason = libpcap.pcap_geterr(handle);
    libpcap.pcap_close(handle);
    throw new CaptureError('libpcap-failed', `libpcap cannot open ${request.interface}: ${reason}`);
  }
  return handle;
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, bytes.indexOf(0));
}
