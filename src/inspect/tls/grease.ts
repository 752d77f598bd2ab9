/**
 * Whether a cipher suite, extension, version or signature algorithm means nothing and is offered to keep servers used to unknown values:
 * 0x0a0a, 0x1a1a and so on to 0xfafa (RFC 8701, section 2).
 */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}
