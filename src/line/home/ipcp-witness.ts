// Cold: sees IPCP only.

import type { Packet } from '../../decode/packet.ts';
import { readInt32, readUint16 } from '../../decode/read.ts';
import { Authority } from './authority.ts';
import { type Mac, NO_MAC } from './mac.ts';
import type { RoleClaim } from './roles.ts';

// RFC 1661, section 5; RFC 1332, section 3.3.
const CODE = 0;
const IDENTIFIER = 1;
const LENGTH = 2;
const HEADER_LENGTH = 4;
const CONFIGURE_REQUEST = 1;
const CONFIGURE_ACK = 2;
const CONFIGURE_NAK = 3;
const IP_ADDRESS = 3;
const IP_ADDRESS_LENGTH = 6;

interface Asked {
  readonly by: Mac;
  readonly of: Mac;
  readonly identifier: number;
  readonly address: number;
}

/** An address that one end asked for and the other acknowledged. */
export interface AgreedAddress {
  readonly owner: Mac;
  readonly address: number;
  /** Whether the other end had chosen it: that is what providers do. */
  readonly isAssigned: boolean;
}

const MAX_ASKED = 4;
const MAX_AGREED = 4;

/** Follows IPCP (RFC 1332): the side whose address the other side chooses is the customer's. */
export class IpcpWitness {
  readonly #asked: Asked[] = [];
  readonly agreed: AgreedAddress[] = [];
  /** The last address an end was told to take instead of what it had asked for. */
  #told: Asked | null = null;

  /** What an IPCP packet from `source` to `destination` (both `NO_MAC` on links without addresses) says; null when nothing. */
  testify(packet: Packet, source: Mac, destination: Mac): RoleClaim | null {
    const { bytes } = packet;
    const start = packet.offsets[packet.layerCount - 1]!;
    const code = bytes[start + CODE]!;
    if (code !== CONFIGURE_REQUEST && code !== CONFIGURE_ACK && code !== CONFIGURE_NAK) return null;
    const address = findAddress(bytes, start, packet.end);
    if (address === null) return null;
    const said = { by: source, of: destination, identifier: bytes[start + IDENTIFIER]!, address };
    if (code === CONFIGURE_REQUEST) this.#remember(said);
    else if (code === CONFIGURE_NAK) this.#told = this.#answersRequest(said) ? said : this.#told;
    else return this.#acknowledge(said, packet.timestampMicros);
    return null;
  }

  #remember(asked: Asked): void {
    this.#asked.unshift(asked);
    if (this.#asked.length > MAX_ASKED) this.#asked.pop();
  }

  #answersRequest({ by, of, identifier }: Asked): boolean {
    return this.#asked.some((one) => one.by === of && one.of === by && one.identifier === identifier);
  }

  #acknowledge(said: Asked, atMicros: number): RoleClaim | null {
    const { by, of, identifier, address } = said;
    const isAsked = this.#asked.some(
      (one) => one.by === of && one.of === by && one.identifier === identifier && one.address === address,
    );
    if (!isAsked || address === 0) return null;
    const told = this.#told;
    const isAssigned = told !== null && told.by === by && told.of === of && told.address === address;
    this.#agree({ owner: of, address, isAssigned });
    if (!isAssigned || of === NO_MAC) return null;
    const evidence = 'the provider chose the address that the router took (IPCP)';
    return { authority: Authority.Ipcp, router: of, provider: by, evidence, atMicros };
  }

  #agree(agreed: AgreedAddress): void {
    const at = this.agreed.findIndex(
      (one) => one.owner === agreed.owner && (agreed.owner !== NO_MAC || one.address === agreed.address),
    );
    if (at >= 0) this.agreed.splice(at, 1);
    this.agreed.unshift(agreed);
    if (this.agreed.length > MAX_AGREED) this.agreed.pop();
  }
}

function findAddress(bytes: Uint8Array, start: number, end: number): number | null {
  const limit = Math.min(end, start + readUint16(bytes, start + LENGTH));
  let at = start + HEADER_LENGTH;
  while (at + 2 <= limit) {
    const length = bytes[at + 1]!;
    if (length < 2 || at + length > limit) return null;
    if (bytes[at] === IP_ADDRESS && length === IP_ADDRESS_LENGTH) return readInt32(bytes, at + 2);
    at += length;
  }
  return null;
}
