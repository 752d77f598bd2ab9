import { type Mmdb, openMmdb } from './mmdb/open-mmdb.ts';
import { UnreadableContentError } from './unusable-file.ts';
import { type Say, WatchedFile } from './watched-file.ts';

/** A city of the world needs a tenth of it. */
const MOST_BYTES = 1024 ** 3;
/** So many damaged records, and the file is not asked again before it has changed. */
const MOST_FAILURES = 16;

export interface AddressFileOptions<Answer> {
  readonly path: string;
  /** What is wanted of a record; `null` where it does not say. */
  readonly answerOf: (record: unknown) => Answer | null;
  /** What is looked for, for messages: `countries`. */
  readonly wanted: string;
  readonly monotonicMillis?: () => number;
}

/** One question answered from one MMDB file, whatever its layout and however damaged it is. */
export class AddressFile<Answer> {
  readonly #options: AddressFileOptions<Answer>;
  readonly #file: WatchedFile<Mmdb>;
  #failures = 0;
  #failedGeneration = 0;
  #complaint: string | null = null;

  constructor(options: AddressFileOptions<Answer>) {
    const { path, answerOf, wanted, monotonicMillis } = options;
    this.#options = options;
    this.#file = new WatchedFile({
      path,
      mostBytes: MOST_BYTES,
      read: (bytes) => {
        const mmdb = openMmdb(bytes);
        checkContent(mmdb, { answerOf, wanted });
        return mmdb;
      },
      ...(monotonicMillis !== undefined && { monotonicMillis }),
    });
  }

  /** Another number after every reading. */
  get generation(): number {
    return this.#file.generation;
  }

  /** Reads the file. Throws `UnusableFileError`. */
  async load(): Promise<void> {
    await this.#file.load();
  }

  /** Reads the file again where it has changed; says once what is wrong with it. */
  async refresh(say: Say): Promise<void> {
    await this.#file.refresh(say);
    if (this.#complaint === null) return;
    const { path, wanted } = this.#options;
    say(`${path}: ${this.#complaint}; addresses whose records are damaged are shown without ${wanted}`, 'warn');
    this.#complaint = null;
  }

  /** Waits for a reading that is under way. */
  async settled(): Promise<void> {
    await this.#file.settled();
  }

  answer(address: string): Answer | null {
    const mmdb = this.#file.value;
    if (mmdb === null) return null;
    if (this.#failedGeneration !== this.generation) this.#failures = 0;
    if (this.#failures >= MOST_FAILURES) return null;
    try {
      return this.#options.answerOf(mmdb.find(address));
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
      this.#failedGeneration = this.generation;
      if (this.#failures === 0) this.#complaint = error.message;
      this.#failures += 1;
      return null;
    }
  }
}

/** The first address of every IPv4 network of eight bits that is somebody's, and one in every big IPv6 network. */
const SAMPLES: readonly string[] = [
  ...Array.from({ length: 223 }, (_, index) => `${index + 1}.0.0.0`),
  ...['2001:200', '2400', '2600', '2800', '2a00', '2c00'].map((network) => `${network}::`),
];

/** A file of another kind opens as well as the right one and would just never answer. Nothing at these addresses is no reason to refuse it. */
function checkContent<Answer>(mmdb: Mmdb, { answerOf, wanted }: Pick<AddressFileOptions<Answer>, 'answerOf' | 'wanted'>): void {
  let hasRecords = false;
  for (const address of SAMPLES) {
    const record = mmdb.find(address);
    if (answerOf(record) !== null) return;
    hasRecords ||= record !== null && record !== undefined;
  }
  if (!hasRecords) return;
  throw new UnreadableContentError(`expected a file of ${wanted}, found one of another kind (${mmdb.type}); name the right one`);
}
