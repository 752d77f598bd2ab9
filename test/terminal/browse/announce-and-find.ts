// A network of its own (`unshare --net`), a probe that announces itself there, and somebody who listens. Prints what was found.
import { advertise } from '../../../src/commands/advertise.ts';
import { findProbes } from '../../../src/terminal/browse/find-probes.ts';

const withdraw = await advertise({ name: process.argv[2] ?? 'probe', port: 8080 });
const end = (): void => {
  clearTimeout(timer);
  stop();
  void withdraw();
};
const timer = setTimeout(end, 3_000);
const stop = await findProbes(({ name, base }) => {
  process.stdout.write(`${JSON.stringify([name, base.href])}\n`);
  end();
});
