'use client'
/** The room: the shop's own address first, then each domain with what it still needs. */
import { Globe } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { EmptyState } from '@/app/_ui/empty-state'
import { Checkbox } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import type { AddressesView } from '@/lib/domains/view'
import { checkDomain, dropDomain, makePrimary, redirectToPrimary } from './actions'
import { AddDomain } from './add-domain'
import { AddressRow } from './address-row'
import { DomainCard } from './domain-card'
import { useAddresses } from './use-addresses'

interface Props {
  slug: string
  initial: AddressesView
  readOnly: boolean
}

export function DomainsRoom({ slug, initial, readOnly }: Props) {
  const { addresses, settle, expectCheck, checking } = useAddresses(slug, initial)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const run = (action: () => Promise<ActionResult<AddressesView>>, done?: string) =>
    start(async () => {
      const result = await action()
      setProblem(result.ok ? null : result.message)
      if (!result.ok) return
      settle(result.data)
      if (done) toast.success(done)
    })
  const disabled = readOnly || pending
  const add = <AddDomain slug={slug} onAdded={settle} />
  return (
    <>
      <PageHeader title="Domains" actions={readOnly || addresses.domains.length === 0 ? null : add} />
      <div className="space-y-4">
        {problem ? <Notice tone="critical">{problem}</Notice> : null}
        {readOnly ? <Notice>Only the owner and admins can change domains.</Notice> : null}
        <ShopAddress
          addresses={addresses}
          disabled={disabled}
          onPrimary={() => run(() => makePrimary(slug, { domain: null }), 'Primary address changed')}
          onRedirect={(on) =>
            run(() => redirectToPrimary(slug, { on }), on ? 'Visitors are redirected' : 'Redirect switched off')
          }
        />
        {addresses.domains.length === 0 ? (
          <Card>
            <EmptyState Icon={Globe} title="Sell at your own domain" action={readOnly ? null : add}>
              Add a name that you own. You prove it with one DNS record, and visitors see it instead of the address
              above.
            </EmptyState>
          </Card>
        ) : null}
        {addresses.domains.map((domain) => (
          <DomainCard
            key={domain.domain}
            domain={domain}
            disabled={disabled}
            checking={checking === domain.domain}
            onCheck={() => {
              expectCheck(domain.domain)
              run(() => checkDomain(slug, { domain: domain.domain }))
            }}
            onPrimary={() => run(() => makePrimary(slug, { domain: domain.domain }), 'Primary address changed')}
            onRemove={() => run(() => dropDomain(slug, { domain: domain.domain }), `${domain.domain} was removed`)}
          />
        ))}
      </div>
    </>
  )
}

interface ShopAddressProps {
  addresses: AddressesView
  disabled: boolean
  onPrimary: () => void
  onRedirect: (on: boolean) => void
}

function ShopAddress({ addresses, disabled, onPrimary, onRedirect }: ShopAddressProps) {
  const { subdomain, domains } = addresses
  const connected = domains.some(({ verified }) => verified)
  return (
    <Card flush>
      <AddressRow
        host={subdomain.host}
        note="The shop’s own address. It stays, whatever else is connected."
        primary={subdomain.primary}
        canBePrimary={!disabled && connected}
        onPrimary={onPrimary}
      />
      <div className="border-line border-t px-4 py-3 sm:px-5">
        <Checkbox
          label="Send visitors to the primary address"
          hint={
            connected
              ? 'Every other address of this shop answers with a permanent redirect to it.'
              : 'Takes effect once a domain is connected.'
          }
          checked={addresses.redirectToPrimary}
          disabled={disabled}
          onChange={(event) => onRedirect(event.target.checked)}
        />
      </div>
    </Card>
  )
}
