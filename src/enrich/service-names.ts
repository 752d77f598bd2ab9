import { cleanText } from './clean-text.ts';
import { UnreadableContentError } from './unusable-file.ts';
import { type Say, WatchedFile } from './watched-file.ts';

/** Where systems have the list. */
export const USUAL_SERVICES = '/etc/services';

/** IANA's whole registry has two. */
const MOST_BYTES = 8 * 1024 ** 2;
const MOST_SERVICES = 200_000;
const MOST_NAME = 40;
const LAST_PORT = 65_535;

/** services(5): `https 443/tcp # http over TLS`. */
const SERVICE = /^([^\s#]{1,64})[ \t]{1,64}(\d{1,5})\/([a-z0-9-]{1,16})(?=$|[\s#])/i;

/** Names by transport and port: `tcp/443`. */
type Services = ReadonlyMap<string, string>;

export interface ServiceNamesOptions {
  /** The list to read; `null` takes the system's own, if there is one. */
  readonly path: string | null;
  readonly monotonicMillis?: () => number;
}

/** What the system calls ports. Nothing is read before it is asked to. */
export class ServiceNames {
  readonly #file: WatchedFile<Services>;

  constructor({ path, monotonicMillis }: ServiceNamesOptions) {
    this.#file = new WatchedFile({
      path: path ?? USUAL_SERVICES,
      read: readServices,
      mostBytes: MOST_BYTES,
      ...(monotonicMillis && { monotonicMillis }),
    });
  }

  /** Reads the list. Throws `UnusableFileError`. */
  async load(): Promise<void> {
    await this.#file.load();
  }

  /** Reads the list for the first time, or again where it has changed, see `WatchedFile.refresh`. */
  async refresh(say: Say): Promise<void> {
    await this.#file.refresh(say);
  }

  /** The service's name, such as `https` for port 443 of `tcp`; `null` where the list does not say. */
  nameOf(port: number, transport: string): string | null {
    return this.#file.value?.get(`${transport}/${port}`) ?? null;
  }

  /** All names that it gives; none before it was read. */
  names(): Iterable<string> {
    return this.#file.value?.values() ?? [];
  }
}

/** Reads such a list; of a port that is there twice the first counts. Throws `UnreadableContentError` where there is none in it. */
export function readServices(bytes: Buffer): Services {
  const services = new Map<string, string>();
  for (const line of bytes.toString('utf8').split('\n')) {
    const [, name = '', port, transport = ''] = SERVICE.exec(line) ?? [];
    const clean = cleanText(name, MOST_NAME);
    if (port === undefined || clean === null || Number(port) > LAST_PORT) continue;
    const key = `${transport.toLowerCase()}/${Number(port)}`;
    if (!services.has(key)) services.set(key, clean);
    if (services.size > MOST_SERVICES) throw new UnreadableContentError(`more than ${MOST_SERVICES} services are in it`);
  }
  if (services.size === 0) {
    throw new UnreadableContentError('expected a list of services such as /etc/services (https 443/tcp), found none in it');
  }
  return services;
}
