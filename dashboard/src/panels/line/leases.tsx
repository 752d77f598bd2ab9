import type { AdvertisedRouter, Dhcpv4Lease, Dhcpv6Lease, LineMessage } from '../../../../src/api/messages.ts';
import { formatDuration, formatMillis, formatWhen, secondsBetween } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { Fact, Facts } from '../facts.tsx';
import { Fold } from '../fold.tsx';

interface LeasesProps {
  readonly line: LineMessage;
  /** Whether the line has no PPPoE, so that these are how it is up. */
  readonly isOnlyAccess: boolean;
  readonly nowAt: string | null;
}

/** Addresses and networks that the provider lends. */
export function Leases({ line, isOnlyAccess, nowAt }: LeasesProps) {
  const { dhcpv4, dhcpv6, routers } = line.leases;
  const { unanswered, refusals } = dhcpv4.counts;
  const hasAny = dhcpv4.lease !== null || dhcpv6.lease !== null || routers.length > 0;
  if (!hasAny && unanswered + refusals === 0) return null;
  return (
    <>
      {isOnlyAccess && dhcpv4.lease !== null && <Ipv4Card lease={dhcpv4.lease} nowAt={nowAt} />}
      {dhcpv4.lease === null && unanswered + refusals > 0 && (
        <p class="note-bad">
          The router asked for an address by DHCP: {formatCount(unanswered)} times nobody answered, {formatCount(refusals)} times
          the provider refused.
        </p>
      )}
      {(dhcpv6.lease !== null || routers.length > 0) && (
        <Fold
          title="IPv6 from the provider"
          note={ipv6Note(dhcpv6.lease, routers)}
          isOpen={isOnlyAccess && dhcpv4.lease === null}
        >
          {() => (
            <>
              {dhcpv6.lease !== null && <Ipv6Facts lease={dhcpv6.lease} nowAt={nowAt} />}
              {routers.slice(0, 4).map((router) => (
                <RouterFacts key={router.router} router={router} nowAt={nowAt} />
              ))}
            </>
          )}
        </Fold>
      )}
    </>
  );
}

function ipv6Note(lease: Dhcpv6Lease | null, routers: readonly AdvertisedRouter[]): string {
  if (lease !== null && lease.prefixes.length > 0) return lease.prefixes[0]?.text ?? '';
  return routers[0]?.prefixes[0] ?? '';
}

function Ipv4Card({ lease, nowAt }: { readonly lease: Dhcpv4Lease; readonly nowAt: string | null }) {
  const left = secondsBetween(nowAt, lease.expiresAt);
  const isOver = left !== null && left < 0;
  return (
    <article class="session">
      <div class="session-head">
        <h3>Address lent by DHCP</h3>
        <span class={isOver ? 'pill pill-bad' : 'pill pill-good'}>
          <span aria-hidden="true">{isOver ? '✕' : '●'}</span> {isOver ? 'Expired' : 'Valid'}
        </span>
      </div>
      <Facts>
        <Fact name="IPv4 address">
          <span class="code">{lease.address}</span>
        </Fact>
        <Fact name="Since">
          {formatWhen(lease.obtainedAt, nowAt)}
          {lease.acquisitionMillis !== null && <span class="quiet"> got in {formatMillis(lease.acquisitionMillis)}</span>}
        </Fact>
        <Fact name="Renewed">
          {lease.renewals === 0 ? 'not yet' : `${formatCount(lease.renewals)} times, last ${formatWhen(lease.renewedAt, nowAt)}`}
        </Fact>
        <Fact name="Runs out">
          {lease.expiresAt === null ? 'not known' : formatWhen(lease.expiresAt, nowAt)}
          {left !== null && !isOver && <span class="quiet"> in {formatDuration(left)}, unless renewed</span>}
        </Fact>
        <Fact name="Gateway">
          <span class="code">{lease.gateway ?? '–'}</span>
        </Fact>
        <Fact name="DHCP server">
          <span class="code">{lease.serverId ?? '–'}</span>
          {lease.isRelayed && <span class="quiet"> through a relay</span>}
        </Fact>
        <Fact name="Name servers">
          <span class="code">{lease.dnsServers.length === 0 ? '–' : lease.dnsServers.slice(0, 4).join(', ')}</span>
        </Fact>
      </Facts>
    </article>
  );
}

function Ipv6Facts({ lease, nowAt }: { readonly lease: Dhcpv6Lease; readonly nowAt: string | null }) {
  const { prefixes, addresses, dnsServers, aftrName } = lease;
  return (
    <Facts>
      {prefixes.length > 0 && (
        <Fact name="Network for the home" hint="DHCPv6 prefix delegation">
          <span class="code">{textsOf(prefixes)}</span>
        </Fact>
      )}
      {addresses.length > 0 && (
        <Fact name="Router’s address">
          <span class="code">{textsOf(addresses)}</span>
        </Fact>
      )}
      {aftrName !== null && (
        <Fact name="IPv4 ends at" hint="DS-Lite: where IPv4 leaves its IPv6 envelope">
          <Captured text={aftrName} />
        </Fact>
      )}
      {dnsServers.length > 0 && (
        <Fact name="Name servers">
          <span class="code">{dnsServers.slice(0, 4).join(', ')}</span>
        </Fact>
      )}
      <Fact name="Since">
        {formatWhen(lease.obtainedAt, nowAt)} <span class="quiet">runs out {formatWhen(lease.expiresAt, nowAt)}</span>
      </Fact>
    </Facts>
  );
}

function textsOf(items: readonly { readonly text: string }[]): string {
  return items
    .slice(0, 4)
    .map(({ text }) => text)
    .join(', ');
}

function RouterFacts({ router, nowAt }: { readonly router: AdvertisedRouter; readonly nowAt: string | null }) {
  return (
    <Facts>
      <Fact name="Announced by" hint="Router advertisement">
        <span class="code">{router.router}</span>
      </Fact>
      <Fact name="Networks">
        <span class="code">{router.prefixes.length === 0 ? '–' : router.prefixes.slice(0, 4).join(', ')}</span>
      </Fact>
      <Fact name="Last">
        {formatWhen(router.lastAt, nowAt)}{' '}
        <span class="quiet">
          {formatCount(router.advertisements)} in all{router.mtu === null ? '' : `, packets of ${router.mtu} bytes`}
        </span>
      </Fact>
    </Facts>
  );
}
