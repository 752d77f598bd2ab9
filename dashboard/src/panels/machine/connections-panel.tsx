import type { SystemMessage } from '../../../../src/api/messages.ts';
import { levelFor } from '../../format/level-words.ts';
import { formatCount } from '../../format/units.ts';
import { Fact, Facts } from '../facts.tsx';
import { Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';

const STATES = [
  ['established', 'Established', 'TCP connections that are open'],
  ['listen', 'Listening', 'Sockets that wait for connections'],
  ['udp', 'UDP', 'UDP sockets'],
  ['timeWait', 'Over', 'Connections that are over and remembered for a while (TIME_WAIT)'],
  ['closeWait', 'Not closed', 'The other end closed, and a program here did not (CLOSE_WAIT)'],
  ['synSent', 'Opening', 'Connections that wait for an answer (SYN_SENT)'],
] as const;

/** The machine's own sockets, not those of the line. */
export function ConnectionsPanel({ system }: { readonly system: SystemMessage }) {
  const { connections } = system;
  if (connections === null) return null;
  const { tracked, trackedMax } = connections;
  return (
    <Panel id="connections" title="Connections" note="of this machine itself">
      <Facts>
        {STATES.map(([state, name, hint]) => (
          <Fact key={state} name={name} hint={hint}>
            {formatCount(connections[state])}
          </Fact>
        ))}
        {tracked !== null && (
          <Fact name="Tracked" hint="Entries in the kernel’s table of connections">
            {formatCount(tracked)}
            {trackedMax !== null && ` of ${formatCount(trackedMax)}`}{' '}
            <LevelWord level={levelFor(system.levels, 'connectionTracking')} />
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
