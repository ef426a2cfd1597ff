/** Where the store answers, and what it has asked for. */
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import type { StoreSheet } from '@/lib/operators/store-sheet'
import { tenancyConfig } from '@/lib/tenancy/config'

const CERTIFICATES = {
  none: 'no certificate',
  pending: 'certificate under way',
  issued: 'secured',
  failed: 'no certificate: failed',
}

export function DomainsCard({ store: { slug, primaryDomain, domains, claims } }: { store: StoreSheet }) {
  const connected = new Set(domains.map(({ domain }) => domain))
  return (
    <Card title="Domains" flush>
      <ul className="divide-y divide-line border-line border-t">
        <Row name={`${slug}.${tenancyConfig().storesAddress}`} note="the platform’s own">
          {primaryDomain === null ? <Badge tone="positive">Primary</Badge> : null}
        </Row>
        {domains.map(({ domain, certificate, failures, failingSince }) => (
          <Row key={domain} name={domain} note={CERTIFICATES[certificate]}>
            {failures > 0 && failingSince ? (
              <Badge tone="caution">
                Failing since <DateTime iso={failingSince.toISOString()} withTime={false} />
              </Badge>
            ) : null}
            {domain === primaryDomain ? <Badge tone="positive">Primary</Badge> : <Badge>Connected</Badge>}
          </Row>
        ))}
        {claims
          .filter(({ domain }) => !connected.has(domain))
          .map(({ domain, status, expiresAt }) => (
            <Row key={domain} name={domain} note={status === 'expired' ? 'never proven' : 'waits for its record'}>
              <Badge tone={status === 'expired' ? 'neutral' : 'caution'}>
                {status === 'expired' ? 'Expired' : 'Waiting until'}{' '}
                {status === 'expired' ? null : <DateTime iso={expiresAt.toISOString()} withTime={false} />}
              </Badge>
            </Row>
          ))}
      </ul>
    </Card>
  )
}

function Row({ name, note, children }: { name: string; note: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-2 px-4 py-2.5 sm:px-5">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block text-13 text-muted">{note}</span>
      </span>
      {children}
    </li>
  )
}
