/** The answers that were asked for last, up to a number of them; the one that was asked for longest ago gives way. */
export class RecentAnswers<Answer> {
  readonly #capacity: number;
  // In the order of use: a Map remembers in which order its keys were added.
  readonly #answers = new Map<string, Answer>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#answers.size;
  }

  /** The answer to `question`, given by `find` where it is not remembered. */
  get(question: string, find: (question: string) => Answer): Answer {
    // A letter first: V8 hashes texts that look like whole numbers without its seed.
    const key = `q${question}`;
    const known = this.#answers.get(key);
    const answer = known === undefined ? find(question) : known;
    if (known !== undefined) this.#answers.delete(key);
    else if (this.#answers.size >= this.#capacity) this.#forgetOldest();
    this.#answers.set(key, answer);
    return answer;
  }

  clear(): void {
    this.#answers.clear();
  }

  #forgetOldest(): void {
    for (const key of this.#answers.keys()) {
      this.#answers.delete(key);
      return;
    }
  }
}
