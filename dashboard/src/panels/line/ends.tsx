import type { HomeState, PppSessionRow } from '../../../../src/api/messages.ts';
import { howWords } from '../../format/line-words.ts';
import { formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS, visibleText } from '../../text/visible-text.ts';

interface EndsProps {
  readonly home: HomeState;
  readonly session: PppSessionRow | null;
}

/** The line as a drawing: the router, the probe that listens between, the provider. */
export function Ends({ home, session }: EndsProps) {
  const isKnown = home.routerMac !== null || home.providerMac !== null;
  return (
    <figure class="ends">
      <div class="ends-row">
        <End name="Your router" mac={home.routerMac} vendor={home.routerVendor} others={home.otherRouterMacs}>
          {home.localIpv4}
        </End>
        <Wire />
        <span class="ends-probe">
          <span class="ends-dot" aria-hidden="true" />
          probe
        </span>
        <Wire />
        <End name="Provider" mac={home.providerMac} vendor={home.providerVendor} others={home.otherProviderMacs}>
          {session?.acName ?? home.remoteIpv4}
        </End>
      </div>
      <figcaption class="quiet" title={visibleText(home.evidence, TOOLTIP_CHARACTERS)}>
        {isKnown ? (
          <>
            Who is who: <span class={home.how === 'inferred' ? 'inferred' : ''}>{howWords(home)}</span>
            {home.refusedClaims > 0 && `; ${formatCount(home.refusedClaims)} frames that said otherwise were not believed`}.
          </>
        ) : (
          'Which end is the router is not known yet.'
        )}
      </figcaption>
    </figure>
  );
}

interface EndProps {
  readonly name: string;
  readonly mac: string | null;
  /** Who made it; `null` where no list says. */
  readonly vendor: string | null;
  readonly others: readonly string[];
  /** What it is called or what its address is. */
  readonly children: string | null;
}

function End({ name, mac, vendor, others, children }: EndProps) {
  return (
    <span class="end-box">
      <b>{name}</b>
      <span class="code clip">{mac ?? 'not known'}</span>
      {vendor !== null && (
        <span class="clip quiet">
          <Captured text={vendor} />
        </span>
      )}
      {children !== null && children !== '' && (
        <span class="clip quiet">
          <Captured text={children} />
        </span>
      )}
      {others.length > 0 && (
        <span class="quiet" title={others.slice(0, 4).join(', ')}>
          and {others.length} more before
        </span>
      )}
    </span>
  );
}

function Wire() {
  return <span class="ends-wire" aria-hidden="true" />;
}
