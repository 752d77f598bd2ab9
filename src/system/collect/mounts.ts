/** Where a file system is mounted (proc(5), /proc/pid/mountinfo). */
export interface Mount {
  /** `major:minor`: the same for all mounts of one file system. */
  readonly id: string;
  /** The directory of the file system that is mounted: not `/` for a bind mount of a part of it. */
  readonly root: string;
  readonly mountPoint: string;
  readonly options: string;
  readonly type: string;
  readonly device: string;
}

const MOST_MOUNTS = 256;
const MOST_LINES = 16_384;
const LONGEST_TEXT = 4096;

/** Types that hold no data, whose data is always full (images of packages), that only mount others, or that are views of other file systems. */
const PSEUDO_TYPES: ReadonlySet<string> = new Set(
  (
    'autofs binder binfmt_misc bpf cgroup cgroup2 configfs cpuset debugfs devfs devpts devtmpfs efivarfs fuse.gvfsd-fuse fuse.lxcfs ' +
    'fuse.portal fuse.snapfuse fusectl hugetlbfs mqueue nfsd none nsfs proc pstore ramfs rootfs rpc_pipefs securityfs selinuxfs smackfs ' +
    'sockfs squashfs erofs sysfs tracefs'
  ).split(' '),
);
/** Reached over the network: asking for their size may take forever. */
const NETWORK_TYPES = /^(nfs4?|cifs|smb3?|smbfs|ncpfs|afs|9p|ceph|glusterfs|lustre|gfs2?|ocfs2|davfs|fuse\..*)$/;
/** Folders of the system's own, whose memory-backed file systems come and go with sessions and services. */
const SYSTEM_FOLDERS = /^\/(run|dev|sys|proc)(\/|$)/;

/** Reads mountinfo. Lines that are cut or damaged are left out. */
export function parseMountinfo(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n', MOST_LINES)) {
    const [left = '', right = ''] = splitOnce(line, ' - ');
    const [, , id, root, mountPoint, options] = left.split(' ');
    const [type, device, superOptions] = right.split(' ');
    if (id === undefined || root === undefined || mountPoint === undefined || options === undefined) continue;
    if (type === undefined || type === '' || device === undefined || superOptions === undefined) continue;
    mounts.push({
      id,
      root,
      mountPoint: readable(mountPoint),
      options: joinOptions(options, superOptions),
      type,
      device: readable(device),
    });
  }
  return mounts;
}

/**
 * The mounts that `df` would list, one for each file system, in the order they were mounted: of several mounts of one, that of the whole of it, then the
 * one nearest to the root. Where one was mounted over another only the upper one can be seen.
 */
export function selectMounts(mounts: readonly Mount[]): readonly Mount[] {
  const uppermost = new Map(mounts.map((mount) => [mount.mountPoint, mount]));
  const best = new Map<string, Mount>();
  for (const mount of uppermost.values()) {
    if (!isOfInterest(mount)) continue;
    const other = best.get(mount.id);
    if (other === undefined || isNearer(mount, other)) best.set(mount.id, mount);
  }
  return [...best.values()].slice(0, MOST_MOUNTS);
}

export function isOnNetwork({ type }: Mount): boolean {
  return NETWORK_TYPES.test(type);
}

function isOfInterest({ type, mountPoint }: Mount): boolean {
  if (mountPoint === '/') return type !== 'rootfs';
  if (PSEUDO_TYPES.has(type)) return false;
  // A container's view of its image, as its engine has it mounted: nothing but a part of the file system below.
  if (type === 'overlay' || type === 'aufs') return false;
  return type !== 'tmpfs' || !SYSTEM_FOLDERS.test(mountPoint);
}

function isNearer(mount: Mount, other: Mount): boolean {
  if ((mount.root === '/') !== (other.root === '/')) return mount.root === '/';
  return mount.mountPoint.length < other.mountPoint.length;
}

/** As /proc/mounts has them: those of the mount with those of the file system; read-only where either is. */
function joinOptions(mount: string, superBlock: string): string {
  const all = new Set([...mount.split(','), ...superBlock.split(',')]);
  const access = all.has('ro') ? 'ro' : 'rw';
  all.delete('ro');
  all.delete('rw');
  return [access, ...all].join(',').slice(0, LONGEST_TEXT);
}

/** Spaces, tabs, line ends and backslashes are written in octal. */
function readable(text: string): string {
  return text.slice(0, LONGEST_TEXT).replace(/\\([0-3][0-7]{2})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
}

function splitOnce(text: string, separator: string): readonly [string, string] | readonly [] {
  const at = text.indexOf(separator);
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + separator.length)];
}
