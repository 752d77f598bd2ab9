import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import type { NetworkNamespace } from '../capture/live/network-namespace.ts';
import type { RawSender } from '../capture/live/raw-sender.ts';

/** The end a cable is looked at from, and the one far away. */
export type End = 'near' | 'far';

interface Addresses {
  readonly own: string;
  readonly other: string;
  readonly vxlan: string;
  readonly gre: string;
  readonly vlan: string;
}

/** Documentation ranges (RFC 5737); `far` mirrors `near`. */
export const ADDRESSES: Readonly<Record<End, Addresses>> = {
  near: { own: '192.0.2.1', other: '192.0.2.2', vxlan: '198.51.100.1', gre: '198.51.100.129', vlan: '203.0.113.1' },
  far: { own: '192.0.2.2', other: '192.0.2.1', vxlan: '198.51.100.2', gre: '198.51.100.130', vlan: '203.0.113.2' },
};

/** Devices that not every kernel can make. */
interface Devices {
  readonly gre: boolean;
  readonly vlan: boolean;
}

// Cannot be loaded where koffi is not installed.
const namespaces = await import('../capture/live/network-namespace.ts').catch(() => null);

/** Null where there is no right, or not what it takes, to make networks. */
export const devices: Devices | null = namespaces?.canMakeNamespaces === true ? findDevices() : null;

function findDevices(): Devices {
  const network = enterNetworkNamespace();
  try {
    network.ip('link add near type veth peer name far');
    return {
      gre: canRun('ip link add gre1 type gre local 192.0.2.1 remote 192.0.2.2 key 22'),
      vlan: canRun('ip link add link near name tag7 type vlan id 7'),
    };
  } finally {
    network.leave();
  }
}

function canRun(command: string): boolean {
  return spawnSync(command, { shell: true, stdio: 'ignore' }).status === 0;
}

function enterNetworkNamespace(): NetworkNamespace {
  if (namespaces === null) throw new Error('networks cannot be made without koffi');
  return namespaces.enterNetworkNamespace();
}

/**
 * Two machines and the cable between them: interface `near`, in the network this thread is moved to, and `far`, in one of its own. Both have
 * VXLAN 42, and GRE with key 22 and VLAN 7 where the kernel knows them. The networks are gone when `remove` was called, or the process has
 * ended.
 */
export class TwoEnds {
  /** What this sends arrives at `near`. It stays with the first cable. */
  readonly sender: RawSender;

  readonly #holder: ChildProcess;
  readonly #networks: readonly NetworkNamespace[];

  static async create(): Promise<TwoEnds> {
    const { openRawSender } = await import('../capture/live/raw-sender.ts');
    const networks = [enterNetworkNamespace()];
    // Keeps the far network while this thread is in the near one; its standard input, and it, end with this process.
    const holder = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      networks[0]!.ip('link add near type veth peer name far');
      const sender = await openRawSender('far');
      networks.push(enterNetworkNamespace());
      const ends = new TwoEnds(sender, holder, networks);
      ends.ip('far', `link set near netns ${process.pid}`);
      ends.#configure();
      return ends;
    } catch (error) {
      removeAll(holder, networks);
      throw error;
    }
  }

  private constructor(sender: RawSender, holder: ChildProcess, networks: readonly NetworkNamespace[]) {
    this.sender = sender;
    this.#holder = holder;
    this.#networks = networks;
  }

  /** Runs `ip` at this end. */
  ip(end: End, words: string): void {
    this.#run(end, 'ip', ...words.split(' '));
  }

  /** Lays a new cable in place of one that was deleted. */
  layCable(): void {
    this.ip('near', `link add near type veth peer name far netns ${this.#holder.pid}`);
    this.#configure();
  }

  remove(): void {
    this.sender.close();
    removeAll(this.#holder, this.#networks);
  }

  #configure(): void {
    for (const end of ['near', 'far'] as const) {
      // Else the system would greet its neighbours on the new link.
      this.#run(end, 'sh', '-c', 'echo 1 | tee /proc/sys/net/ipv6/conf/*/disable_ipv6 > /dev/null');
      const { own, other, vxlan, gre, vlan } = ADDRESSES[end];
      this.ip(end, 'link set lo up');
      this.#start(end, { device: end, address: own });
      this.ip(end, `link add vx0 type vxlan id 42 dstport 4789 local ${own} remote ${other} dev ${end}`);
      this.#start(end, { device: 'vx0', address: vxlan });
      if (devices?.gre) {
        this.ip(end, `link add gre1 type gre local ${own} remote ${other} key 22 dev ${end}`);
        this.#start(end, { device: 'gre1', address: gre });
      }
      if (devices?.vlan) {
        this.ip(end, `link add link ${end} name tag7 type vlan id 7`);
        this.#start(end, { device: 'tag7', address: vlan });
      }
    }
  }

  #start(end: End, { device, address }: { device: string; address: string }): void {
    this.ip(end, `addr add ${address}/25 dev ${device}`);
    this.ip(end, `link set ${device} up`);
  }

  #run(end: End, ...words: string[]): void {
    const within = end === 'near' ? [] : [`--net=/proc/${this.#holder.pid}/ns/net`];
    execFileSync('nsenter', [...within, ...words]);
  }
}

function removeAll(holder: ChildProcess, networks: readonly NetworkNamespace[]): void {
  holder.kill('SIGKILL');
  for (const network of [...networks].reverse()) network.leave();
}
