/** Choosing a store, or opening one. Someone without a store sees the form at once. */
import { ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { isOperator } from '@/app/_auth/operator'
import { requireUser } from '@/app/_auth/session'
import { logOut } from '@/app/_auth/sign-out'
import { Button, ButtonLink } from '@/app/_ui/button'
import { Logo } from '@/app/_ui/logo'
import { StoreMark } from '@/app/_ui/store-mark'
import { CURRENCIES, countryName, PLACES } from '@/lib/stores/places'
import { listMemberships, type Membership } from '@/lib/team/memberships'
import { tenancyConfig } from '@/lib/tenancy/config'
import { storeHost } from '@/lib/tenancy/store-hosts'
import { NewStoreForm } from './new-store-form'

export const metadata: Metadata = { title: 'Your stores' }

export default async function StoresPage({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  const user = await requireUser('/stores')
  const [stores, runsPlatform] = await Promise.all([listMemberships(user.id), isOperator(user)])
  const creating = stores.length === 0 || (await searchParams).new !== undefined
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-6 py-8">
      <header className="flex items-center justify-between">
        <Link href="/" className="rounded-sm">
          <Logo />
        </Link>
        <form action={logOut} className="flex items-center gap-3">
          {runsPlatform ? (
            <ButtonLink href="/operator" tone="plain">
              Operator
            </ButtonLink>
          ) : null}
          <Link href="/stores/account" className="hidden rounded-sm text-13 text-muted hover:text-text sm:inline">
            {user.email}
          </Link>
          <Button type="submit" tone="plain">
            Sign out
          </Button>
        </form>
      </header>
      <main className="mt-[8vh] pb-16">
        {creating ? <Creating first={stores.length === 0} /> : <Choosing stores={stores} name={user.name} />}
      </main>
    </div>
  )
}

function Choosing({ stores, name }: { stores: Membership[]; name: string }) {
  return (
    <>
      <h1 className="font-semibold text-25 tracking-tight">Where to, {name.split(' ')[0]}?</h1>
      <ul className="mt-6 divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {stores.map((store) => (
          <li key={store.storeId}>
            <Link href={`/admin/${store.slug}`} className="flex items-center gap-3 px-4 py-3.5 hover:bg-hover">
              <StoreMark name={store.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium text-16">{store.name}</span>
                <span className="block truncate text-13 text-muted">
                  {storeHost(store)}
                  {store.status === 'active' ? '' : ` · ${store.status}`}
                </span>
              </span>
              <ArrowRight aria-hidden size={16} className="text-muted" />
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-6">
        <ButtonLink href="/stores?new">Open another store</ButtonLink>
      </div>
    </>
  )
}

function Creating({ first }: { first: boolean }) {
  const places = PLACES.map(({ country, currency }) => ({ country, currency, name: countryName(country) }))
  places.sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const config = tenancyConfig()
  return (
    <>
      <h1 className="font-semibold text-25 tracking-tight">{first ? 'Open your first store' : 'Open a store'}</h1>
      <p className="mt-1.5 max-w-md text-16 text-muted">
        It opens empty and at once, with an address of its own. You can connect your own domain later.
      </p>
      <div className="mt-8">
        <NewStoreForm places={places} currencies={[...CURRENCIES]} domain={config.storesAddress} canCancel={!first} />
      </div>
    </>
  )
}
