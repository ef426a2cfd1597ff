/** Search results. A query that finds nothing says what to try next. */
import type { Metadata } from 'next'
import { storeProfile } from '@/app/_cache/storefront'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { ProductGrid } from '@/app/storefront/_ui/product-grid'
import { SearchField } from '@/app/storefront/_ui/search/search-field'
import { ShopLink } from '@/app/storefront/_ui/shop-link'
import { readStore } from '@/db/store'
import { MAX_QUERY_CHARACTERS, MAX_SEARCH_RESULTS, searchProducts } from '@/lib/search/queries'

export const dynamic = 'force-dynamic'

const PAGE_SIZE = 24

interface Props {
  params: Promise<{ store: string }>
  searchParams: Promise<{ q?: string | string[]; page?: string | string[] }>
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = queryOf((await searchParams).q)
  return { title: query ? `Search: ${query}` : 'Search', robots: { index: false } }
}

export default async function SearchPage({ params, searchParams }: Props) {
  const { storeId } = await privateStore(await params)
  const asked = await searchParams
  const query = queryOf(asked.q)
  const page = pageOf(asked.page)
  const [profile, found] = await Promise.all([
    storeProfile(storeId),
    query ? readStore(storeId, (tx) => searchProducts(tx, query, { limit: PAGE_SIZE, page })) : null,
  ])
  return (
    <div className="wrap">
      <div className="pt-8 pb-8 md:pt-14 md:pb-12">
        <h1 className="display text-31 md:text-49">Search</h1>
        <SearchField query={query} className="mt-6 max-w-xl" />
        {found && (
          <p role="status" className="mt-4 text-14 text-muted">
            {countWords(found.total, query)}
          </p>
        )}
      </div>
      {found && found.products.length > 0 && (
        <>
          <ProductGrid products={found.products} currency={profile.currency} locale={profile.locale} leading />
          <More query={query} page={page} pages={found.pages} />
        </>
      )}
      {found?.total === 0 && (
        <p className="max-w-[52ch]">
          Try fewer letters or another word, or{' '}
          <ShopLink href="/collections/all" className="link">
            look through everything
          </ShopLink>
          .
        </p>
      )}
    </div>
  )
}

function More({ query, page, pages }: { query: string; page: number; pages: number }) {
  if (page >= pages) return null
  return (
    <p className="mt-14 flex justify-center">
      <a href={`/search?q=${encodeURIComponent(query)}&page=${page + 1}`} className="button button-quiet">
        More results
      </a>
    </p>
  )
}

function countWords(total: number, query: string): string {
  if (total === 0) return `Nothing found for “${query}”.`
  if (total >= MAX_SEARCH_RESULTS) return `The best ${MAX_SEARCH_RESULTS} results for “${query}”`
  return total === 1 ? `1 result for “${query}”` : `${total} results for “${query}”`
}

function queryOf(value: string | string[] | undefined): string {
  return String(Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
    .trim()
    .slice(0, MAX_QUERY_CHARACTERS)
}

function pageOf(value: string | string[] | undefined): number {
  const page = Number(Array.isArray(value) ? value[0] : value)
  return Number.isInteger(page) && page > 0 && page <= MAX_SEARCH_RESULTS ? page : 1
}
