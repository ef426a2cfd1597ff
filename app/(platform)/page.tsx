/** The landing page: what Stoa is, in few true words, and two shops to walk into. */
import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { currentUser } from '@/app/_auth/session'
import { ButtonLink } from '@/app/_ui/button'
import { Logo } from '@/app/_ui/logo'
import { type DemoShop, listDemoShops } from '@/lib/stores/demo'
import { storeHost, storeOrigin } from '@/lib/tenancy/store-hosts'
import { DeskPicture } from './_ui/desk-picture'

const FACTS = [
  {
    title: 'Walls in the database',
    text: 'Every store’s rows sit behind PostgreSQL row-level security. A query that names no store sees no rows, whatever the code above it forgot.',
  },
  {
    title: 'A checkout that counts once',
    text: 'Double clicks, lost connections and late webhooks meet one idempotent step, the only writer of orders. One basket, one order, one charge.',
  },
  {
    title: 'Yours to read and run',
    text: 'One Next.js application in strict TypeScript under the MIT licence. Two commands start it on your machine; Vercel and PostgreSQL carry it further.',
  },
]

const SHOP_WORDS: Record<string, string> = {
  'harbor-books': 'A small bookshop. Dollars, tax added at checkout, a domain of its own.',
  'kiln-and-clay': 'A ceramics studio. Euros, tax in the price, glazes to choose from.',
}

export default async function LandingPage() {
  const [user, shops] = await Promise.all([currentUser(), listDemoShops()])
  return (
    <div className="mx-auto w-full max-w-6xl px-6">
      <header className="flex h-16 items-center justify-between">
        <Logo />
        <nav className="flex items-center gap-1">
          {user ? (
            <ButtonLink href="/stores">Your stores</ButtonLink>
          ) : (
            <>
              <ButtonLink href="/login" tone="plain">
                Log in
              </ButtonLink>
              <ButtonLink href="/signup">Sign up</ButtonLink>
            </>
          )}
        </nav>
      </header>
      <main>
        <section className="grid items-end gap-8 pt-16 pb-14 lg:grid-cols-[1.25fr_1fr] lg:pt-24">
          <h1 className="max-w-[16ch] font-semibold text-39 tracking-[-0.02em] sm:text-49">
            A shop of your own, on software you can read.
          </h1>
          <div className="max-w-md lg:pb-1.5">
            <p className="text-16 text-muted sm:text-20">
              Stoa is an open-source commerce platform. Sign up, name a store, add what you sell, take card payments.
            </p>
            <div className="mt-6 flex flex-wrap gap-3">
              <ButtonLink href={user ? '/stores' : '/signup'} tone="primary" size="lg">
                Open a store
              </ButtonLink>
            </div>
          </div>
        </section>
        <DeskPicture />
        {shops.length > 0 ? <Shops shops={shops} /> : null}
        <section
          aria-label="What it is built on"
          className="grid gap-x-10 gap-y-8 border-line border-t py-14 md:grid-cols-3"
        >
          {FACTS.map((fact) => (
            <div key={fact.title}>
              <h2 className="font-semibold text-16">{fact.title}</h2>
              <p className="mt-2 text-16 text-muted">{fact.text}</p>
            </div>
          ))}
        </section>
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-4 border-line border-t py-8 text-13 text-muted">
        <span>Stoa, MIT licence</span>
        <span className="flex gap-5">
          <Link href="/login" className="hover:text-text">
            Log in
          </Link>
          <Link href="/signup" className="hover:text-text">
            Sign up
          </Link>
        </span>
      </footer>
    </div>
  )
}

function Shops({ shops }: { shops: DemoShop[] }) {
  return (
    <section className="pt-16 pb-14">
      <h2 className="font-semibold text-20 tracking-tight">Walk into a shop</h2>
      <p className="mt-1 text-16 text-muted">
        Two demo stores run on this installation. Their checkouts take test cards.
      </p>
      <ul className="mt-6 grid gap-4 md:grid-cols-2">
        {shops.map((shop) => (
          <li key={shop.slug}>
            <a
              href={storeOrigin({ ...shop, primaryDomain: null })}
              className="group flex h-full items-start gap-4 rounded-lg border border-line bg-raised p-5 transition-colors duration-150 hover:border-control"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-semibold text-20 tracking-tight">{shop.name}</span>
                <span className="mt-1 block text-16 text-muted">{SHOP_WORDS[shop.slug]}</span>
                <span className="mt-4 block truncate text-13 text-muted">
                  {storeHost({ ...shop, primaryDomain: null })}
                </span>
              </span>
              <ArrowUpRight
                aria-hidden
                size={20}
                strokeWidth={1.75}
                className="mt-1 text-muted transition-transform duration-150 ease-out group-hover:translate-x-0.5 group-hover:-translate-y-0.5"
              />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
