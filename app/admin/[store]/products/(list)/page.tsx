/** The products, the last changed first. */
import { Package } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { EmptyState } from '@/app/_ui/empty-state'
import { MoneyRange } from '@/app/_ui/money'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { SearchBox } from '@/app/_ui/search-box'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import { ExportButton } from '@/app/admin/_ui/export-button'
import { STATUS_LABELS, StatusBadge } from '@/app/admin/_ui/product-status'
import { readStore } from '@/db/store'
import { type AdminProduct, listAdminProducts, PRODUCT_STATUSES } from '@/lib/catalog/admin-queries'
import { may } from '@/lib/team/permissions'

export const metadata: Metadata = { title: 'Products' }

type Query = Record<'q' | 'status' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

export default async function ProductsPage({ params, searchParams }: Props) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'products.read')
  const query = await searchParams
  const status = PRODUCT_STATUSES.find((each) => each === one(query.status))
  const [q, after] = [one(query.q) ?? '', one(query.after)]
  const { products, next } = await readStore(storeId, (tx) => listAdminProducts(tx, { q, status, after }))
  const base = `/admin/${slug}/products`
  const at = (more: { status?: string; after?: string }) => withQuery(base, { q, status, ...more })
  const chips = [undefined, ...PRODUCT_STATUSES].map((each) => ({
    label: each ? STATUS_LABELS[each] : 'All',
    href: at({ status: each }),
    here: each === status,
  }))
  const actions = (
    <>
      {may(role, 'store.export') ? <ExportButton slug={slug} file="products.csv" /> : null}
      <ButtonLink href={`${base}/new`} tone="primary">
        Add product
      </ButtonLink>
    </>
  )
  const filtered = q !== '' || status !== undefined
  return (
    <>
      <PageHeader title="Products" actions={actions} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-3">
          <Chips label="Filter products" chips={chips} />
          <SearchBox action={base} label="Title, vendor, type or SKU" value={q} keep={{ status }} />
        </div>
        {products.length > 0 ? (
          <ProductsTable slug={slug} currency={store.currency} products={products} />
        ) : (
          <NoProducts filtered={filtered} base={base} />
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}

function ProductsTable({ slug, currency, products }: { slug: string; currency: string; products: AdminProduct[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Product</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th className="max-sm:hidden">Stock</Th>
          <Th className="max-lg:hidden">Type</Th>
          <Th className="max-md:hidden">Vendor</Th>
          <Th numeric>Price</Th>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <RowLink key={product.id}>
            <Td className="max-w-80">
              <span className="flex items-center gap-3">
                <Thumbnail src={deskImage(slug, product.imageKey)} alt="" />
                <span className="min-w-0">
                  <Link
                    href={`/admin/${slug}/products/${product.id}`}
                    className="line-clamp-2 font-medium after:absolute after:inset-0 sm:line-clamp-1"
                  >
                    {product.title}
                  </Link>
                  <span className="block text-13 text-muted sm:hidden">
                    {product.available === null ? 'Not counted' : `${product.available} in stock`}
                    {product.status === 'active' ? '' : ` · ${STATUS_LABELS[product.status]}`}
                  </span>
                </span>
              </span>
            </Td>
            <Td className="max-sm:hidden">
              <StatusBadge status={product.status} />
            </Td>
            <Td className="max-sm:hidden">
              <Stock product={product} />
            </Td>
            <Td className="max-w-40 truncate text-muted max-lg:hidden">{product.productType}</Td>
            <Td className="max-w-40 truncate text-muted max-md:hidden">{product.vendor}</Td>
            <Td numeric>
              <MoneyRange low={product.priceMinor} high={product.priceMaxMinor} currency={currency} />
            </Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}

function Stock({ product: { available, variantCount } }: { product: AdminProduct }) {
  const variants =
    variantCount > 1 ? <span className="text-muted max-sm:hidden"> in {variantCount} variants</span> : null
  if (available === null) return <span className="text-muted">Not counted</span>
  return (
    <span className="tabular">
      <span className={available <= 0 ? 'text-critical' : undefined}>{available}</span>
      {variants}
    </span>
  )
}

function NoProducts({ filtered, base }: { filtered: boolean; base: string }) {
  if (filtered) {
    return (
      <EmptyState Icon={Package} title="No product matches">
        Try other words, or{' '}
        <Link href={base} className="text-text underline underline-offset-4">
          show all products
        </Link>
        .
      </EmptyState>
    )
  }
  return (
    <EmptyState
      Icon={Package}
      title="Add your first product"
      action={
        <ButtonLink href={`${base}/new`} tone="primary">
          Add product
        </ButtonLink>
      }
    >
      A title, a price and a picture are enough to sell. Sizes, colours and stock can follow.
    </EmptyState>
  )
}
