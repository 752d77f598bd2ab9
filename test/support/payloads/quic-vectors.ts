import { hexBytes } from '../frames/drawing.ts';
import { cryptoFrame } from './quic-frames.ts';

/** The ClientHello message of RFC 9001, appendix A.2, and RFC 9369, appendix A.2. */
const CLIENT_HELLO = hexBytes(`
  010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000
  c000000010000e00000b6578616d706c652e636f6dff01000100000a00080006001d001700180010000700050461
  6c706e000500050100000000003300260024001d00209370b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43
  e994ec74d748002b0003020304000d0010000e0403050306030203080408050806002d00020101001c00024001003900
  320408ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e515708060480
  00ffff`);

/** What the RFCs protect: packet number 2 in four bytes, padded to 1200 bytes, under the connection id that the builders have, too. */
export const SAMPLE_INITIAL = { packetNumber: 2, frames: [cryptoFrame(0, CLIENT_HELLO)] };
/** Behind its header. */
export const SAMPLE_HELLO_BODY = CLIENT_HELLO.slice(4);
