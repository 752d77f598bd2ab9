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
  /** Whether the result was not seen, but follows from what came after it. */
  isInferred = false;
  message: string | null = null;
  /** Challenges, or requests of PAP. */
  attempts = 0;
  failures = 0;
  /** Identifier of what the other end last sent, which the answer has to repeat; -1: nothing seen. */
  #askedId = -1;
  /** The same of the last answer, until something else is asked. */
  #answeredId = -1;

  demand(side: Side, protocol: AuthenticationProtocol): void {
    this.authenticator = side;
    this.protocol = protocol;
  }

  /** The end that has to prove itself sent something. */
  ask(side: Side, id: number, at: number): void {
    this.authenticator ??= otherSide(side);
    if (side === this.authenticator) return;
    this.startedAt ??= at;
    // The same once more is sent again, or captured twice: each attempt has an identifier of its own (RFC 1334, 2.2.1; RFC 1994, 4.1).
    if (id !== this.#askedId || this.#answeredId >= 0) this.attempts += 1;
    this.#askedId = id;
    this.#answeredId = -1;
  }

  begin(side: Side, at: number): void {
    this.authenticator ??= side;
    this.startedAt ??= at;
  }

  /** The authenticator answers. */
  finish(
    side: Side,
    id: number,
    end: { readonly result: AuthenticationResult; readonly message: string; readonly at: number },
  ): 'news' | 'again' | 'none of it' {
    if (this.authenticator !== null && side !== this.authenticator) return 'none of it';
    if (this.#askedId >= 0 && id !== this.#askedId) return 'none of it';
    const isAgain = this.result === end.result && (end.result === 'success' || id === this.#answeredId);
    this.authenticator = side;
    this.#answeredId = id;
    this.message = end.message === '' ? null : end.message;
    if (isAgain && this.isInferred) this.finishedAt = end.at;
    this.isInferred = false;
    if (isAgain) return 'again';
    this.finishedAt = end.at;
    this.result = end.result;
    if (end.result === 'failure') this.failures += 1;
    return 'news';
  }

  /**
   * An end of the link negotiates or carries a network protocol. Nobody who demands authentication does so before it went well (RFC 1661, section
   * 3.5), whether its answer was seen or not. Returns whether that is news.
   */
  inferSuccess(side: Side, at: number): boolean {
    if (side !== this.authenticator || this.startedAt === null) return false;
    const isOpen = this.result === null || (this.result === 'failure' && this.#answeredId < 0);
    if (!isOpen) return false;
    this.result = 'success';
    this.isInferred = true;
    this.message = null;
    this.finishedAt = at;
    return true;
  }
}
