import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canCapture } from '../../../src/capture/live/can-capture.ts';
import { type Libc, loadLibc } from '../../../src/capture/live/libc.ts';
import { listInterfaces } from '../../../src/capture/live/list-interfaces.ts';
import { canMakeNamespaces, enterNetworkNamespace, type NetworkNamespace } from './network-namespace.ts';

describe.skipIf(!canMakeNamespaces)('listInterfaces', () => {
  let network: NetworkNamespace;

  beforeAll(() => {
    network = enterNetworkNamespace();
    network.ip('link add dev near type veth peer name far');
    network.ip('link set near address 02:00:00:00:00:01');
    network.ip('link set near up');
    network.ip('link set near promisc on');
  });

  afterAll(() => network?.leave());

  it('lists what there is, by index', async () => {
    const interfaces = await listInterfaces({ sysRoot: network.sysRoot });
    expect(interfaces.map(({ name }) => name).sort()).toEqual(['far', 'lo', 'near']);
    expect(interfaces.map(({ index }) => index)).toEqual(interfaces.map(({ index }) => index).sort((a, b) => a! - b!));
    const near = interfaces.find(({ name }) => name === 'near');
    expect(near).toMatchObject({
      mac: '02:00:00:00:00:01',
      kind: 'virtual',
      linkTypeName: 'EN10MB',
      isUp: true,
      hasCarrier: false,
      isPromiscuous: true,
      canCapture: true,
      offloads: { gso: true, tso: true, lro: false },
      counters: { receivedFrames: 0 },
    });
    expect(interfaces.find(({ name }) => name === 'far')).toMatchObject({ isUp: false, canCapture: false });
  });

  it('says so where nothing can be read', async () => {
    expect(await listInterfaces({ sysRoot: '/nowhere' })).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('canCapture', () => {
  it('says which right is missing', async () => {
    const refusing: Libc = { ...(await loadLibc()), socket: () => -1, errno: () => 1 };
    expect(await canCapture(refusing)).toEqual({ isGranted: false, whyNot: expect.stringContaining('setcap cap_net_raw+ep') });
  });

  it('leaves nothing open', async () => {
    const libc = await loadLibc();
    const open = new Set<number>();
    const watched: Libc = {
      ...libc,
      socket: (family, type, protocol) => {
        const descriptor = libc.socket(family, type, protocol);
        if (descriptor >= 0) open.add(descriptor);
        return descriptor;
      },
      close: (descriptor) => {
        open.delete(descriptor);
        return libc.close(descriptor);
      },
    };
    await canCapture(watched);
    expect(open.size).toBe(0);
  });
});
