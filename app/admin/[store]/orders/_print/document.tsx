/** What the printed papers share: the sheet, the store's head, addresses. Each order begins a page of its own. */
import type { ReactNode } from 'react'
import type { OrderDetail } from '@/lib/orders/types'
import { countryName } from '@/lib/stores/places'
import { postalLines } from '@/lib/stores/postal-address'
import type { StoreProfile } from '@/lib/stores/queries'

export interface Paper {
  store: StoreProfile
  order: OrderDetail
}

export function Sheet({
  store,
  title,
  facts,
  children,
}: {
  store: StoreProfile
  title: string
  facts: [string, string][]
  children: ReactNode
}) {
  return (
    <article
      aria-label={title}
      className="mx-auto mb-6 max-w-[50rem] break-after-page rounded-lg border border-line bg-white p-4 text-black last:break-after-auto sm:p-12 print:mb-0 print:max-w-none print:rounded-none print:border-0 print:p-0"
    >
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <p className="font-semibold text-20">{store.name}</p>
          {store.settings.address ? (
            <p className="mt-1 max-w-72">{withoutName(store.settings.address, store.name)}</p>
          ) : null}
          <p>{store.email}</p>
        </div>
        <div className="sm:text-right">
          <h2 className="font-semibold text-20">{title}</h2>
          <dl className="mt-1 space-y-0.5">
            {facts.map(([label, value]) => (
              <div key={label} className="flex gap-2 sm:justify-end">
                <dt className="text-[#555]">{label}</dt>
                <dd className="tabular">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </header>
      {children}
    </article>
  )
}

/** Addresses often begin with the name, which stands above already. */
function withoutName(address: string, name: string): string {
  return address.startsWith(`${name}, `) ? address.slice(name.length + 2) : address
}

export function AddressOn({ title, address }: { title: string; address: OrderDetail['shippingAddress'] }) {
  const lines = [...postalLines(address), countryName(address.country), address.phone ?? '']
  return (
    <section>
      <h3 className="text-[#555]">{title}</h3>
      <address className="mt-0.5 not-italic">
        {lines.filter(Boolean).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </section>
  )
}

export function lineName({
  title,
  variantTitle,
}: Pick<OrderDetail['lines'][number], 'title' | 'variantTitle'>): string {
  return variantTitle === 'Default Title' ? title : `${title}, ${variantTitle}`
}

/** A day, as the store's customers write it. */
export function dayIn(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}

/** A column's head and cells, in ink. */
export const headCell = 'border-black border-b py-2 pr-3 text-left font-medium last:pr-0'
export const cell = 'border-[#ccc] border-b py-2 pr-3 align-top last:pr-0'
