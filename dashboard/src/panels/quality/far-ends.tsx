import type { FarEnd } from '../../../../src/api/messages.ts';
import { formatMicros } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { Fold } from '../fold.tsx';

const MOST = 8;

/** Hosts beyond the line that trouble comes from. */
export function FarEnds({ farEnds }: { readonly farEnds: readonly FarEnd[] }) {
  const troubled = farEnds.filter((farEnd) => troubleOf(farEnd) > 0);
  if (troubled.length === 0) return null;
  const sorted = troubled.toSorted((one, other) => troubleOf(other) - troubleOf(one));
  return (
    <Fold title="Far ends with trouble" note={formatCount(troubled.length)}>
      {() => (
        <table class="small-table">
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col">Connections</th>
              <th scope="col" title="Connections that it did not answer">
                No answer
              </th>
              <th scope="col" title="Segments lost between the probe and it">
                Lost
              </th>
              <th scope="col" title="Connections that it refused or broke off">
                Refused
              </th>
              <th scope="col" title="Half of its handshakes were answered faster">
                Median
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, MOST).map(({ address, connections, unansweredSyns, losses, resets, handshake }) => (
              <tr key={address}>
                <th scope="row" class="code">
                  {address}
                </th>
                <td>{formatCount(connections)}</td>
                <td>{formatCount(unansweredSyns)}</td>
                <td>{formatCount(losses)}</td>
                <td>{formatCount(resets)}</td>
                <td>{formatMicros(handshake.medianMicros)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Fold>
  );
}

function troubleOf({ unansweredSyns, losses, resets }: FarEnd): number {
  return unansweredSyns + losses + resets;
}
