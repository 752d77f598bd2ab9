import type { DnsServerSummary, QualitySummary } from '../../../../src/api/messages.ts';
import { formatMicros } from '../../format/time.ts';
import { formatCount, formatShare } from '../../format/units.ts';

const MOST_SERVERS = 6;

/** Who is asked for names, and how it answers. */
export function NameServers({ dns }: { readonly dns: QualitySummary['dns'] }) {
  if (dns.servers.length === 0) {
    return (
      <div class="subsection">
        <h3>Name servers (DNS)</h3>
        <p class="quiet">None was asked in the open. Questions inside TLS or HTTPS cannot be seen.</p>
      </div>
    );
  }
  return (
    <div class="subsection">
      <h3>
        Name servers (DNS) <span class="panel-note">{formatCount(dns.servers.length)}</span>
      </h3>
      <table class="small-table">
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col" title="Questions sent, repeated ones included">
              Asked
            </th>
            <th scope="col" title="Half of the answers came faster">
              Median
            </th>
            <th scope="col" class="wide-only" title="95 of 100 answers came faster">
              95 %
            </th>
            <th scope="col" title="Without an answer within five seconds">
              No answer
            </th>
            <th scope="col" title="Answers that the server could not or would not give one">
              Failed
            </th>
          </tr>
        </thead>
        <tbody>
          {dns.servers.slice(0, MOST_SERVERS).map((server) => (
            <Server key={server.address} server={server} />
          ))}
        </tbody>
      </table>
      {dns.servers.length > MOST_SERVERS && <p class="quiet">and {formatCount(dns.servers.length - MOST_SERVERS)} more</p>}
    </div>
  );
}

function Server({ server }: { readonly server: DnsServerSummary }) {
  const { address, queries, answers, unanswered, failures, responseTime } = server;
  return (
    <tr>
      <th scope="row" class="code">
        {address}
      </th>
      <td>{formatCount(queries)}</td>
      <td>{formatMicros(responseTime.medianMicros)}</td>
      <td class="wide-only">{formatMicros(responseTime.p95Micros)}</td>
      <td class={unanswered > 0 ? 'warn' : ''}>
        <Part part={unanswered} whole={unanswered + answers} />
      </td>
      <td class={failures > 0 ? 'warn' : ''}>
        <Part part={failures} whole={answers} />
      </td>
    </tr>
  );
}

function Part({ part, whole }: { readonly part: number; readonly whole: number }) {
  if (part === 0 || whole === 0) return <>{formatCount(part)}</>;
  return (
    <>
      {formatCount(part)} <span class="wide-only">({formatShare(part / whole)})</span>
    </>
  );
}
