import type { ShownFlow, ShownHost, ShownLine, ShownSession } from '../../src/terminal/feed/shown-line.ts';
import type { ShownEvent, ShownMachine, ShownProcess } from '../../src/terminal/feed/shown-machine.ts';
import { emptyModel, type TopModel } from '../../src/terminal/top-model.ts';

// What a probe may tell, made up: a Raspberry Pi 4 behind a switch, with a PPPoE line. Addresses are those of documentation.

const SHARES = { user: 3, nice: 0, system: 1.5, idle: 94.5, iowait: 0.5, irq: 0, softirq: 0.5, steal: 0, total: 5 } as const;

export function shownProcess(changes: Partial<ShownProcess> = {}): ShownProcess {
  return {
    pid: 1_204,
    name: 'sshd',
    command: ['sshd: pi@pts/0'],
    user: 'pi',
    state: 'S',
    cpuPercent: 0.1,
    cpuLevel: 'ok',
    memoryPercent: 0.2,
    memoryLevel: 'ok',
    residentBytes: 8_200_000,
    virtualBytes: 17_000_000,
    threads: 1,
    nice: 0,
    userSeconds: 12.5,
    systemSeconds: 3.25,
    readBytesPerSecond: 0,
    writeBytesPerSecond: 0,
    ...changes,
  };
}

const PROCESSES: readonly ShownProcess[] = [
  shownProcess({
    pid: 812,
    name: 'wanprobe',
    command: ['node', '/usr/lib/wanprobe/dist/cli.js', 'serve', '--config', '/etc/wanprobe.yaml'],
    user: 'wanprobe',
    state: 'R',
    cpuPercent: 4,
    memoryPercent: 3.1,
    residentBytes: 126_000_000,
    threads: 12,
    userSeconds: 7_412,
    writeBytesPerSecond: 8_192,
  }),
  shownProcess({
    pid: 455,
    name: 'mosquitto',
    command: ['/usr/sbin/mosquitto', '-c', '/etc/mosquitto.conf'],
    user: 'mosquitto',
    cpuPercent: 0.4,
    memoryPercent: 0.3,
  }),
  shownProcess(),
  shownProcess({
    pid: 1,
    name: 'systemd',
    command: ['/sbin/init'],
    user: 'root',
    cpuPercent: 0,
    memoryPercent: 0.3,
    readBytesPerSecond: null,
    writeBytesPerSecond: null,
  }),
  shownProcess({
    pid: 2,
    name: 'kthreadd',
    command: [],
    user: 'root',
    cpuPercent: 0,
    memoryPercent: 0,
    userSeconds: 0,
    systemSeconds: 0.04,
  }),
];

export function shownMachine(changes: Partial<ShownMachine> = {}): ShownMachine {
  return {
    takenAt: '2026-03-01T19:00:00.000000Z',
    seconds: 2,
    levels: [
      { metric: 'cpu', item: null, level: 'ok' },
      { metric: 'memory', item: null, level: 'ok' },
      { metric: 'fileSystem', item: '/', level: 'careful' },
      { metric: 'temperature', item: 'cpu_thermal 0', level: 'warning' },
    ],
    host: {
      hostname: 'probe',
      kernel: '6.6.31+rpt-rpi-v8',
      architecture: 'aarch64',
      distribution: 'Debian GNU/Linux 12 (bookworm)',
      model: 'Raspberry Pi 4 Model B Rev 1.4',
      uptimeSeconds: 90_769,
    },
    cpu: {
      ...SHARES,
      perCpu: Array.from({ length: 4 }, (_, number) => ({ number, total: 5 })),
      model: 'Cortex-A72',
      logicalCount: 4,
      frequencyHz: 1_500_000_000,
      contextSwitchesPerSecond: 2_400,
      interruptsPerSecond: 1_300,
    },
    load: { min1: 0.42, min5: 0.31, min15: 0.24 },
    memory: {
      total: 4_000_000_000,
      available: 3_160_000_000,
      used: 840_000_000,
      free: 1_580_000_000,
      percent: 21,
      buffers: 90_000_000,
      cached: 1_400_000_000,
    },
    swap: { total: 200_000_000, used: 0, free: 200_000_000, percent: 0 },
    pressure: { cpu: { some: { avg10: 1.2 } }, memory: { some: { avg10: 0 } }, io: { some: { avg10: 0.4 } } },
    disks: [
      { name: 'mmcblk0', isPartition: false, readBytesPerSecond: 0, writeBytesPerSecond: 24_576, busyPercent: 1 },
      { name: 'mmcblk0p2', isPartition: true, readBytesPerSecond: 0, writeBytesPerSecond: 24_576, busyPercent: 1 },
    ],
    flashCards: [{ disk: 'mmcblk0', wearPercent: null, endOfLife: null }],
    fileSystems: [
      { mountPoint: '/', size: 31_000_000_000, used: 16_000_000_000, free: 14_000_000_000, percent: 53.3 },
      { mountPoint: '/boot/firmware', size: 535_000_000, used: 75_000_000, free: 460_000_000, percent: 14 },
    ],
    interfaces: [
      { name: 'lo', isUp: true, speedBitsPerSecond: null, receivedBytesPerSecond: 900, sentBytesPerSecond: 900 },
      { name: 'eth0', isUp: true, speedBitsPerSecond: 1e9, receivedBytesPerSecond: 4_660_000, sentBytesPerSecond: 1_200 },
      { name: 'wlan0', isUp: false, speedBitsPerSecond: null, receivedBytesPerSecond: 0, sentBytesPerSecond: 0 },
    ],
    sensors: [{ label: 'cpu_thermal 0', type: 'temperature_core', unit: 'C', value: 61.3 }],
    raspberry: {
      underVoltage: false,
      throttled: false,
      frequencyCapped: false,
      sinceStart: { underVoltage: true, throttled: false },
    },
    processes: { list: PROCESSES, counts: { total: 5, running: 1, sleeping: 4, other: 0, threads: 16 } },
    connections: { established: 6, tracked: 120, trackedMax: 65_536 },
    containers: [{ name: 'pihole', status: 'running', cpuPercent: 0.3, memoryBytes: 88_000_000 }],
    probe: { cpuPercent: 4, residentBytes: 126_000_000 },
    ...changes,
  };
}

export function shownEvent(changes: Partial<ShownEvent> = {}): ShownEvent {
  return {
    serial: 1,
    beginAt: '2026-03-01T18:42:10.000000Z',
    endAt: null,
    level: 'warning',
    levelNow: 'warning',
    metric: 'temperature',
    item: 'cpu_thermal 0',
    message: 'cpu_thermal 0 is at 61 °C.',
    ...changes,
  };
}

const RATES = {
  bytesPerSecond: 4_700_000,
  wireBytes: 1_240_000_000,
  down: { bytesPerSecond: 4_660_000 },
  up: { bytesPerSecond: 40_000 },
};

export function shownHost(changes: Partial<ShownHost> = {}): ShownHost {
  return { address: '198.51.100.7', side: 'line', names: ['video.example.net'], ...RATES, ...changes };
}

export function shownFlow(changes: Partial<ShownFlow> = {}): ShownFlow {
  return {
    protocol: 'tcp',
    initiator: { address: '192.0.2.7', port: 50_000 },
    responder: { address: '198.51.100.7', port: 443 },
    application: { protocol: 'tls', service: null, serverName: 'video.example.net' },
    state: 'established',
    ...RATES,
    ...changes,
  };
}

export function shownSession(changes: Partial<ShownSession> = {}): ShownSession {
  return {
    sessionId: 0x1234,
    state: 'up',
    vlanIds: [7],
    acName: 'bras1.example.net',
    uptimeSeconds: 11_520,
    localIpv4: '192.0.2.7',
    mru: 1_492,
    reasonText: null,
    echo: {
      requests: 120,
      replies: 119,
      lost: 1,
      unansweredRun: 0,
      rttMillis: { min: 11, median: 12.3, p95: 15, max: 40.2 },
      samples: [{ rttMillis: 11.9 }],
    },
    ...changes,
  };
}

const DISTRIBUTION = { count: 99, medianMicros: 12_500, p95Micros: 41_000 };
const HOME = { count: 99, medianMicros: 350, p95Micros: 2_000 };

export function shownLine(changes: ShownLine = {}): ShownLine {
  return {
    status: {
      version: '1.2.3',
      mode: 'live',
      modeReason: null,
      source: { name: 'eth0', condition: 'capturing', reason: null },
      lastWindowAt: '2026-03-01T19:00:00.000000Z',
    },
    traffic: shownPoint(0),
    hosts: { list: [shownHost({ address: '192.0.2.7', side: 'home', names: [] }), shownHost()], total: 2 },
    flows: {
      list: [
        shownFlow(),
        shownFlow({
          protocol: 'udp',
          initiator: { address: '2001:db8::7', port: 40_001 },
          responder: { address: '2001:db8:1::53', port: 53 },
          application: { protocol: 'dns', service: null, serverName: null },
        }),
      ],
      total: 2,
    },
    protocols: { list: [{ stack: 'ethernet/vlan/pppoe-session/ppp/ipv4/tcp', ...RATES }], total: 1 },
    applications: { list: [{ application: 'Example Video', conversations: 3, ...RATES }], total: 1 },
    tunnels: { list: [{ type: 'gre', id: 22, endpoints: ['192.0.2.7', '203.0.113.9'], ...RATES }], total: 1 },
    line: {
      verdict: { now: { verdict: 'nothing-wrong', severity: 'none', text: 'Nothing is wrong with the line.' } },
      outages: {
        outages: [
          {
            startAt: '2026-03-01T12:10:00.000000Z',
            endAt: '2026-03-01T12:14:05.000000Z',
            durationSeconds: 245,
            text: 'The provider did not answer.',
          },
        ],
      },
      ppp: { sessions: [shownSession()] },
      home: { localIpv4: '192.0.2.7', line: { type: 'pppoe', isPppoe: true, text: 'PPPoE' } },
      quality: {
        sides: {
          line: { handshake: DISTRIBUTION, roundTrip: DISTRIBUTION, lossShare: 0.0012 },
          home: { handshake: HOME, roundTrip: HOME, lossShare: 0 },
        },
      },
    },
    ...changes,
  };
}

/** A second of traffic; each has more of it. */
export function shownPoint(second: number): NonNullable<ShownLine['traffic']> {
  return {
    at: `2026-03-01T19:00:${String(second).padStart(2, '0')}.000000Z`,
    seconds: 1,
    frames: 3_900,
    wireBytes: 4_922_500,
    downBytes: 4_660_000 + second * 100_000,
    upBytes: 262_500,
    malformed: 0,
    dropped: 0,
    activeFlows: 123,
  };
}

export function topModel(changes: Partial<TopModel> = {}): TopModel {
  return {
    ...emptyModel('http://probe:8080'),
    machine: shownMachine(),
    events: [
      shownEvent(),
      shownEvent({
        serial: 2,
        metric: 'cpu',
        item: null,
        level: 'critical',
        levelNow: 'ok',
        beginAt: '2026-03-01T17:00:00.000000Z',
        endAt: '2026-03-01T17:02:30.000000Z',
        message: 'The processors were busy at 97 %.',
      }),
    ],
    line: shownLine(),
    recent: Array.from({ length: 10 }, (_, second) => shownPoint(second)),
    ...changes,
  };
}
