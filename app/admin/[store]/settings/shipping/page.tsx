/** Where the store ships to, and for how much. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { toDecimalString } from '@/lib/money'
import type { ShippingInput } from '@/lib/shipping/inputs'
import { listShippingZones } from '@/lib/shipping/queries'
import type { ShippingRate, ShippingZone } from '@/lib/shipping/rules'
import { listCountries } from '@/lib/stores/countries'
import { may } from '@/lib/team/permissions'
import { ShippingForm } from './shipping-form'

export const metadata: Metadata = { title: 'Shipping' }

export default async function ShippingPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'settings.read')
  const zones = (await readStore(storeId, listShippingZones)).map((zone) => zoneForm(zone, store.currency))
  return (
    <div className="mx-auto max-w-4xl pb-20">
      <PageHeader
        title="Shipping"
        note="A shopper gets the rates of the zone that names their region, else their country."
      />
      <ShippingForm
        key={JSON.stringify(zones)}
        slug={slug}
        countries={listCountries('en')}
        currency={store.currency}
        initial={zones}
        readOnly={!may(role, 'settings.write')}
      />
    </div>
  )
}

function zoneForm({ id, name, countries, rates }: ShippingZone, currency: string): ShippingInput['zones'][number] {
  return { id, name, places: countries.join(', '), rates: rates.map((rate) => rateForm(rate, currency)) }
}

function rateForm(rate: ShippingRate, currency: string) {
  const money = (minor: number | null) => (minor === null ? '' : toDecimalString(minor, currency))
  const bound = (value: number | null) =>
    value === null ? '' : rate.condition === 'price' ? money(value) : String(value)
  return {
    id: rate.id,
    name: rate.name,
    price: money(rate.priceMinor),
    freeOver: money(rate.freeOverMinor),
    condition: rate.condition,
    from: bound(rate.conditionFrom),
    to: bound(rate.conditionTo),
    minDays: String(rate.minDays),
    maxDays: String(rate.maxDays),
  }
}
