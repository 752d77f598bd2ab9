// Asked once per PPPoE frame that names its sender alone: allocate nothing.

import { PppoeCode } from '../../decode/link/pppoe.ts';
import { copyMac, MAC_LENGTH } from './mac-address.ts';

/** Each byte of the address that is for all. */
export const EVERYBODY = 0xff;

/** What a frame of a session has in the place of a discovery code. */
export const NO_CODE = -1;

/** As many as are followed at a time; then who was silent for longest gives way. */
const SESSIONS = 64;
/** After so long without a frame from the other end of a session, in microseconds, another may have taken its place. */
const GONE_MICROS = 30e6;

/** What of a PPPoE frame tells which exchange it is of. */
export interface Exchange {
  /** `PppoeCode`, or `NO_CODE`. */
  readonly code: number;
  readonly sessionId: number;
  readonly micros: number;
}

/**
 * Whom a machine sends its PPPoE frames to, by what was sent to it: offers answer who looks for them, and a session goes on with who is in it. A
 * third machine that speaks does not get between the ends of a session while they are there.
 */
export class CookedPeers {
  readonly #ids = new Int32Array(SESSIONS).fill(-1);
  readonly #macs = new Uint8Array(SESSIONS * MAC_LENGTH);
  readonly #spokeAt = new Float64Array(SESSIONS).fill(Number.NEGATIVE_INFINITY);
  /** Who last asked, or looked, for a session; who last offered one. */
  readonly #asker = new Uint8Array(MAC_LENGTH);
  readonly #offerer = new Uint8Array(MAC_LENGTH);
  #hasAsker = false;
  /** How many offered since the machine last looked, as far as it matters. */
  #offerers: 'none' | 'one' | 'many' = 'none';

  /** Somebody, whose address is at `source`, spoke to the machine, or to everybody. */
  hear(bytes: Uint8Array, source: number, exchange: Exchange): void {
    const { code } = exchange;
    if (code === PppoeCode.Padi || code === PppoeCode.Padr) {
      copyMac(bytes, source, this.#asker, 0);
      this.#hasAsker = true;
    } else if (code === PppoeCode.Pado) this.#hearOffer(bytes, source);
    else if (code === PppoeCode.Pads || code === NO_CODE) this.#keep(bytes, source, exchange);
  }

  /** Writes the receiver of a frame that the machine sent to the start of `to`; returns false where it is not known. */
  writeReceiver(exchange: Exchange, to: Uint8Array): boolean {
    const { code } = exchange;
    if (code === PppoeCode.Padi) this.#offerers = 'none';
    if (code === PppoeCode.Padi || (code === PppoeCode.Padr && this.#offerers === 'many')) {
      to.fill(EVERYBODY, 0, MAC_LENGTH);
      return true;
    }
    if (code === PppoeCode.Padr) {
      copyMac(this.#offerer, 0, to, 0);
      return this.#offerers === 'one';
    }
    if (code === PppoeCode.Pado || code === PppoeCode.Pads) {
      if (this.#hasAsker && code === PppoeCode.Pads) this.#keep(this.#asker, 0, exchange);
      copyMac(this.#asker, 0, to, 0);
      return this.#hasAsker;
    }
    const place = this.#ids.indexOf(exchange.sessionId);
    if (place >= 0) copyMac(this.#macs, place * MAC_LENGTH, to, 0);
    return place >= 0;
  }

  #hearOffer(bytes: Uint8Array, source: number): void {
    if (this.#offerers === 'none') this.#offerers = 'one';
    else if (!isMacAt(bytes, source, this.#offerer, 0)) this.#offerers = 'many';
    copyMac(bytes, source, this.#offerer, 0);
  }

  #keep(bytes: Uint8Array, source: number, { sessionId, micros }: Exchange): void {
    if (sessionId === 0) return;
    let place = this.#ids.indexOf(sessionId);
    if (place < 0) place = this.#silentForLongest();
    else if (!isMacAt(bytes, source, this.#macs, place * MAC_LENGTH) && micros - this.#spokeAt[place]! < GONE_MICROS) return;
    this.#ids[place] = sessionId;
    this.#spokeAt[place] = micros;
    copyMac(bytes, source, this.#macs, place * MAC_LENGTH);
  }

  #silentForLongest(): number {
    let silent = 0;
    for (let place = 1; place < SESSIONS; place += 1) if (this.#spokeAt[place]! < this.#spokeAt[silent]!) silent = place;
    return silent;
  }
}

function isMacAt(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  for (let byte = 0; byte < MAC_LENGTH; byte += 1) if (a[atA + byte] !== b[atB + byte]) return false;
  return true;
}
