/** Which taxes the store collects where. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { listCountries } from '@/lib/stores/countries'
import { listTaxRates } from '@/lib/tax/queries'
import { may } from '@/lib/team/permissions'
import { TaxForm } from './tax-form'

export const metadata: Metadata = { title: 'Taxes' }

export default async function TaxesPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'settings.read')
  const rates = await readStore(storeId, listTaxRates)
  const initial = {
    taxProvider: store.taxProvider,
    taxInclusive: store.taxInclusive,
    taxShipping: store.taxShipping,
    rates: rates.map(({ rateBps, ...rate }) => ({ ...rate, percent: String(rateBps / 100) })),
  }
  return (
    <div className="mx-auto max-w-3xl pb-20">
      <PageHeader title="Taxes" note="What is added to a sale, or found inside its price, by the place it goes to." />
      <TaxForm
        key={JSON.stringify(initial)}
        slug={slug}
        countries={listCountries('en')}
        initial={initial}
        readOnly={!may(role, 'settings.write')}
      />
    </div>
  )
}
