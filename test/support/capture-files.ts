// Builds capture files byte by byte, so that tests can say what is in them and lie in any one field.

export type ByteOrder = 'little' | 'big';

/** A frame to write. What is left out is filled in truthfully. */
export interface FrameToWrite {
  readonly bytes: Uint8Array;
  /** Microseconds since 1970, with a fraction where the file has nanoseconds; 0 where not given. */
  readonly timestampMicros?: number;
  readonly capturedLength?: number;
  readonly wireLength?: number;
}

export interface PcapToBuild {
  readonly frames?: readonly FrameToWrite[];
  readonly byteOrder?: ByteOrder;
  readonly resolution?: 'us' | 'ns';
  /** With Kuznetzov's longer record headers. */
  readonly modified?: boolean;
  readonly version?: readonly [major: number, minor: number];
  readonly snapLength?: number;
  /** All 32 bits of the field. */
  readonly linkType?: number;
  /** Writes each record's wire length before its captured length, as versions before 2.3 did. */
  readonly wireLengthFirst?: boolean;
}

/** Builds a pcap file; by default version 2.4, little-endian, microseconds, Ethernet. */
export function buildPcap(file: PcapToBuild = {}): Uint8Array {
  const { frames = [], byteOrder = 'little', resolution = 'us', modified = false, version = [2, 4] } = file;
  const magic = modified ? 0xa1b2cd34 : resolution === 'ns' ? 0xa1b23c4d : 0xa1b2c3d4;
  const field = fieldsOf(byteOrder);
  const header = [field.u32(magic), field.u16(version[0]), field.u16(version[1]), field.u32(0), field.u32(0)];
  const records = frames.map((frame) => {
    const nanos = nanosOf(frame.timestampMicros ?? 0);
    const fraction = Number(nanos % 1_000_000_000n) / (resolution === 'ns' ? 1 : 1000);
    const captured = frame.capturedLength ?? frame.bytes.length;
    const wire = frame.wireLength ?? captured;
    const lengths = file.wireLengthFirst ? [wire, captured] : [captured, wire];
    const longer = modified ? [field.u32(3), field.u16(0x0800), field.u16(0)] : [];
    return concat([
      field.u32(Number(nanos / 1_000_000_000n)),
      field.u32(fraction),
      ...lengths.map(field.u32),
      ...longer,
      frame.bytes,
    ]);
  });
  return concat([...header, field.u32(file.snapLength ?? 262_144), field.u32(file.linkType ?? 1), ...records]);
}

export interface InterfaceToWrite {
  readonly linkType?: number;
  readonly snapLength?: number;
  readonly name?: string;
  /** if_tsresol: 6 for microseconds, 9 for nanoseconds, 0x80 + n for 2^-n. */
  readonly resolution?: number;
  /** if_tsoffset. */
  readonly offsetSeconds?: number;
}

export interface PcapngFrameToWrite extends FrameToWrite {
  readonly block?: 'enhanced' | 'simple' | 'obsolete';
  /** Counts from 0 in the section. */
  readonly interfaceId?: number;
  /** The 64-bit timestamp as it stands in the file; overrides `timestampMicros`. */
  readonly ticks?: bigint;
}

export interface PcapngToBuild {
  readonly byteOrder?: ByteOrder;
  readonly version?: number;
  /** One Ethernet interface where not given. */
  readonly interfaces?: readonly InterfaceToWrite[];
  readonly frames?: readonly PcapngFrameToWrite[];
}

/** Builds one pcapng section: its header, its interfaces, its frames. Put several after one another for a file of several sections. */
export function buildPcapng(section: PcapngToBuild = {}): Uint8Array {
  const { byteOrder = 'little', version = 1, interfaces = [{}], frames = [] } = section;
  const field = fieldsOf(byteOrder);
  const sectionBody = concat([
    field.u32(0x1a2b3c4d),
    field.u16(version),
    field.u16(0),
    field.u32(0xffffffff),
    field.u32(0xffffffff),
  ]);
  return concat([
    buildBlock(0x0a0d0d0a, sectionBody, { byteOrder }),
    ...interfaces.map((described) => buildBlock(1, interfaceBody(described, field), { byteOrder })),
    ...frames.map((frame) => packetBlock(frame, interfaces[frame.interfaceId ?? 0]?.resolution ?? 6, byteOrder)),
  ]);
}

export interface BlockLies {
  readonly byteOrder?: ByteOrder;
  readonly length?: number;
  readonly trailer?: number;
}

/** Builds any pcapng block: pads the body and writes the length on both sides of it. */
export function buildBlock(type: number, body: Uint8Array, lies: BlockLies = {}): Uint8Array {
  const field = fieldsOf(lies.byteOrder ?? 'little');
  const padded = pad(body);
  const length = lies.length ?? padded.length + 12;
  return concat([field.u32(type), field.u32(length), padded, field.u32(lies.trailer ?? length)]);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

type Fields = ReturnType<typeof fieldsOf>;

function fieldsOf(byteOrder: ByteOrder) {
  const field = (length: number, write: (view: DataView) => void): Uint8Array => {
    const bytes = new Uint8Array(length);
    write(new DataView(bytes.buffer));
    return bytes;
  };
  const little = byteOrder === 'little';
  return {
    u16: (value: number) => field(2, (view) => view.setUint16(0, value, little)),
    u32: (value: number) => field(4, (view) => view.setUint32(0, value, little)),
    i64: (value: number) => field(8, (view) => view.setBigInt64(0, BigInt(value), little)),
  };
}

function interfaceBody(described: InterfaceToWrite, field: Fields): Uint8Array {
  const option = (code: number, value: Uint8Array): Uint8Array => concat([field.u16(code), field.u16(value.length), pad(value)]);
  const options: Uint8Array[] = [];
  if (described.name !== undefined) options.push(option(2, new TextEncoder().encode(described.name)));
  if (described.resolution !== undefined) options.push(option(9, Uint8Array.of(described.resolution)));
  if (described.offsetSeconds !== undefined) options.push(option(14, field.i64(described.offsetSeconds)));
  if (options.length > 0) options.push(option(0, new Uint8Array(0)));
  return concat([field.u16(described.linkType ?? 1), field.u16(0), field.u32(described.snapLength ?? 0), ...options]);
}

function packetBlock(frame: PcapngFrameToWrite, resolution: number, byteOrder: ByteOrder): Uint8Array {
  const field = fieldsOf(byteOrder);
  const captured = frame.capturedLength ?? frame.bytes.length;
  const wire = frame.wireLength ?? captured;
  if (frame.block === 'simple') return buildBlock(3, concat([field.u32(wire), frame.bytes]), { byteOrder });
  const ticks = frame.ticks ?? ticksOf(frame.timestampMicros ?? 0, resolution);
  const time = [field.u32(Number(ticks >> 32n)), field.u32(Number(ticks & 0xffffffffn))];
  const id = frame.interfaceId ?? 0;
  const isObsolete = frame.block === 'obsolete';
  const from = isObsolete ? [field.u16(id), field.u16(0)] : [field.u32(id)];
  return buildBlock(isObsolete ? 2 : 6, concat([...from, ...time, field.u32(captured), field.u32(wire), frame.bytes]), {
    byteOrder,
  });
}

function ticksOf(micros: number, resolution: number): bigint {
  const perSecond = (resolution & 0x80) !== 0 ? 2n ** BigInt(resolution & 0x7f) : 10n ** BigInt(resolution);
  return (nanosOf(micros) * perSecond) / 1_000_000_000n;
}

/** Splits off the fraction first: a double has no room for nanoseconds since 1970. */
function nanosOf(micros: number): bigint {
  const whole = Math.floor(micros);
  return BigInt(whole) * 1000n + BigInt(Math.round((micros - whole) * 1000));
}

function pad(bytes: Uint8Array): Uint8Array {
  return concat([bytes, new Uint8Array(-bytes.length & 3)]);
}
