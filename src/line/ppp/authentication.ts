// Cold.

import type { AuthenticationProtocol } from './configure-options.ts';
import { otherSide, type Side } from './negotiation.ts';

export type AuthenticationResult = 'success' | 'failure';

/** How an end's authentication went: never with what name, password, challenge or response, which nothing here reads. */
export class Authentication {
  protocol: AuthenticationProtocol | null = null;
  /** The end that demands it: the provider's, but for oddities. */
  authenticator: Side | null = null;
  startedAt: number | null = null;
  finishedAt: number | null = null;
  result: AuthenticationResult | null = null;
  message: string | null = null;
  /** Challenges, or requests of PAP. */
  attempts = 0;
  failures = 0;
  /** Identifier of what the other end last sent, which the answer has to repeat; -1: nothing seen. */
  #askedId = -1;

  demand(side: Side, protocol: AuthenticationProtocol): void {
    this.authenticator = side;
    this.protocol = protocol;
  }

  /** The end that has to prove itself sent something. */
  ask(side: Side, id: number, at: number): void {
    this.authenticator ??= otherSide(side);
    if (side === this.authenticator) return;
    this.startedAt ??= at;
    this.attempts += 1;
    this.#askedId = id;
  }

  begin(side: Side, at: number): void {
    this.authenticator ??= side;
    this.startedAt ??= at;
  }

  /** The authenticator answers. Returns false for an answer to something else, or from the wrong end. */
  finish(
    side: Side,
    id: number,
    end: { readonly result: AuthenticationResult; readonly message: string; readonly at: number },
  ): boolean {
    if (this.authenticator !== null && side !== this.authenticator) return false;
    if (this.#askedId >= 0 && id !== this.#askedId) return false;
    this.authenticator = side;
    if (this.result !== end.result || this.finishedAt === null) this.finishedAt = end.at;
    this.result = end.result;
    this.message = end.message === '' ? null : end.message;
    if (end.result === 'failure') this.failures += 1;
    return true;
  }
}
